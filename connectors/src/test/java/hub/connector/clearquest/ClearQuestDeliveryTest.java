package hub.connector.clearquest;

import static hub.connector.clearquest.ScriptedServer.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.TestSystem;
import hub.connector.mapping.TicketMappings;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.ChangedMeanwhile;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Found;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.DeliveryAnswer.Was;
import hub.delivery.DeliveryStep;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClearQuestDeliveryTest {

  private static final TicketRef TICKET = new TicketRef("clearquest", "7-33554433");
  private static final Field JIRA_KEY = Field.counterpart("jira-ops");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final ScriptedServer server = new ScriptedServer();
  private final ClearQuestSite site = ScriptedServer.site();
  private final ClearQuestConnection connection = ScriptedServer.connection();
  private ClearQuestDelivery delivery = delivery();

  @BeforeEach
  void newDelivery() {
    delivery = delivery();
  }

  private ClearQuestDelivery delivery() {
    var config =
        TestSystem.of(
            "clearquest",
            null,
            Map.of(),
            Map.of(
                Field.STATUS,
                TestSystem.map(
                    "RECEIVED",
                    "Submitted",
                    "ASSIGNED",
                    "Assigned",
                    "IN_PROGRESS",
                    "Opened",
                    "RESOLVED",
                    "Resolved",
                    "CLOSED",
                    "Closed"),
                Field.ASSIGNEE,
                TestSystem.map("OPERATIONS_SUPPLIER", "Driftleverandoer")));
    return new ClearQuestDelivery(
        site, connection, _ -> config, new TicketMappings(_ -> config), NOW);
  }

  private DeliveryAnswer answer(DeliveryStep step) {
    return server.run(delivery.errand(step));
  }

  private static String record(String id, int version, String state, String more) {
    return """
    {"rdf:about":"%s/repo/NSP/db/NSP/record/%s","dcterms:type":"Incident",
     "cq:id":"NSP00000012","cq:version":%d,"cq:State":"%s","cq:Headline":"t"%s}\
    """
        .formatted(BASE, id, version, state, more);
  }

  private Ticket read(int version, String state) {
    server.json(record("7-33554433", version, state, ""), "ETag", "\"" + version + "\"");
    return ((Was) answer(new DeliveryStep.Read(TICKET))).ticket();
  }

  private static String error(String message, String field) {
    var details =
        field.isEmpty()
            ? ""
            : "<details><invalidFields><%1$s><message>no</message></%1$s></invalidFields></details>"
                .formatted(field);
    return "<Error><message>" + message + "</message>" + details + "</Error>";
  }

  @Test
  void a_record_is_created_with_marker_and_order_and_without_a_state() {
    server.answers(201, "", "", "Location", BASE + "/repo/NSP/db/NSP/record/7-33554499");
    var fields =
        Fields.of(
            Map.of(
                Field.TITLE,
                "Login fails",
                Field.STATUS,
                "RECEIVED",
                Field.PRIORITY,
                "P2",
                Field.ASSIGNEE,
                "OPERATIONS_SUPPLIER",
                JIRA_KEY,
                "DRIFT-12"));
    assertThat(answer(new DeliveryStep.Create("clearquest", "m/1", fields)))
        .isEqualTo(new Accepted(new TicketRef("clearquest", "7-33554499")));
    var body = server.last().body();
    assertThat(body)
        .contains(
            "<dcterms:type>Incident</dcterms:type>",
            ">Driftleverandoer<",
            ">DRIFT-12<",
            "[hub-ticket:m/1]")
        .doesNotContain("cq:State");
    assertThat(body.indexOf("\"#Headline\"")).isLessThan(body.indexOf("\"#Priority\""));
    assertThat(body.indexOf("\"#JiraKey\"")).isLessThan(body.indexOf("\"#Note_Entry\""));
  }

  @Test
  void a_site_with_a_marker_field_gets_the_marker_there() {
    site.setMarkerField("Hub_Id");
    server.answers(201, "", "", "Location", "/cqweb/oslc/repo/NSP/db/NSP/record/7-1");
    answer(new DeliveryStep.Create("clearquest", "m/1", Fields.of(Field.TITLE, "x")));
    assertThat(server.last().body())
        .contains("<cq:Hub_Id rdf:ID=\"Hub_Id\">m/1</cq:Hub_Id>")
        .doesNotContain("Note_Entry");
  }

  @Test
  void a_created_record_without_a_place_is_lost() {
    server.answers(201, "", "");
    assertThat(answer(new DeliveryStep.Create("clearquest", "m", Fields.of(Field.TITLE, "x"))))
        .isInstanceOf(Lost.class);
  }

  @Test
  void a_value_that_the_map_lacks_is_refused_without_a_request() {
    var refused =
        (FieldsRefused)
            answer(new DeliveryStep.Update(TICKET, Fields.of(Field.ASSIGNEE, "FMK_SUPPLIER")));
    assertThat(refused.causes()).containsOnlyKeys(Field.ASSIGNEE);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void an_update_names_its_fields_and_the_version_it_is_for() {
    read(4, "Opened");
    server.answers(200, "", "");
    assertThat(answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1"))))
        .isEqualTo(new Accepted(TICKET));
    assertThat(server.last().target().getQuery())
        .isEqualTo("oslc.properties=cq:Priority&rcm.action=Modify");
    assertThat(server.last().ifMatch()).isEqualTo("\"4\"");
    assertThat(server.last().body()).contains(">P1<").doesNotContain("Headline");
  }

  @Test
  void a_weak_tag_is_no_version() {
    server.json(record("7-33554433", 4, "Opened", ""), "ETag", "W/\"4\"");
    answer(new DeliveryStep.Read(TICKET));
    server.answers(200, "", "");
    answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1")));
    assertThat(server.last().ifMatch()).isEmpty();
  }

  @Test
  void a_version_that_does_not_match_means_that_somebody_was_faster() {
    read(4, "Opened");
    server.answers(412, "", "");
    assertThat(answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1"))))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void a_refused_field_is_told_by_the_hubs_name_in_any_language() {
    read(4, "Opened");
    server.answers(409, "application/rdf+xml", error("Nicht gespeichert.", "Priority"));
    assertThat(answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1"))))
        .isEqualTo(
            new FieldsRefused(
                Map.of(Field.PRIORITY, "no"), "ClearQuest answered 409: Nicht gespeichert."));
  }

  @Test
  void a_bare_conflict_is_told_from_a_hook_by_the_records_version() {
    read(4, "Opened");
    server.answers(409, "application/rdf+xml", error("Wurde zwischenzeitlich geändert.", ""));
    server.json(record("7-33554433", 5, "Opened", ""));
    assertThat(answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1"))))
        .isInstanceOf(ChangedMeanwhile.class);

    read(5, "Opened");
    server.answers(409, "application/rdf+xml", error("Der Hook sagt nein.", ""));
    server.json(record("7-33554433", 5, "Opened", ""));
    assertThat(answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1"))))
        .isEqualTo(new FieldsRefused(Map.of(), "ClearQuest answered 409: Der Hook sagt nein."));
  }

  @Test
  void overload_asks_to_come_again() {
    site.setOverloadText("server load|Serverlast");
    read(4, "Opened");
    server.answers(409, "application/rdf+xml", error("Die Serverlast ist zu hoch.", ""));
    assertThat(answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1"))))
        .isInstanceOfSatisfying(
            NotNow.class, not -> assertThat(not.trouble()).isEqualTo(Trouble.RATE_LIMITED));
  }

  @Test
  void what_may_have_taken_effect_is_lost_and_what_cannot_have_is_not() {
    assertThat(written(500, "text/html", "<html></html>")).isInstanceOf(Lost.class);
    assertThat(written(502, "text/html", "<html></html>")).isInstanceOf(Lost.class);
    assertThat(written(400, "application/xml", error("java.lang.OutOfMemoryError", "")))
        .isInstanceOf(Lost.class);
    assertThat(written(200, "text/html", "<html>log in</html>")).isInstanceOf(Lost.class);
    assertThat(written(503, "text/html", "<html></html>")).isInstanceOf(NotNow.class);
    assertThat(written(401, "application/xml", error("no", ""))).isInstanceOf(NotNow.class);
    assertThat(written(422, "text/html", "<html></html>")).isInstanceOf(NotNow.class);
    assertThat(written(403, "text/html", "<html></html>")).isInstanceOf(NotNow.class);
    assertThat(written(403, "application/xml", error("mastered elsewhere", "")))
        .isInstanceOf(FieldsRefused.class);
    assertThat(written(404, "application/xml", error("CRRCM9996E", "")))
        .isEqualTo(new Gone(Presence.NOT_VISIBLE));
    assertThat(written(429, "", "", "Retry-After", "7"))
        .isInstanceOfSatisfying(NotNow.class, not -> assertThat(not.retryAfter()).hasSeconds(7));
  }

  private DeliveryAnswer written(int status, String type, String body, String... headers) {
    read(4, "Opened");
    server.answers(status, type, body, headers);
    return answer(new DeliveryStep.Update(TICKET, Fields.of(Field.PRIORITY, "P1")));
  }

  @Test
  void one_action_of_the_way_is_taken_with_the_fields_it_needs() {
    var current = read(4, "Opened");
    server.answers(200, "", "");
    var fields = Fields.of(Map.of(Field.RESOLUTION, "restarted", Field.TITLE, "t"));
    assertThat(answer(new DeliveryStep.Transition(current, "CLOSED", fields)))
        .isEqualTo(new Moved(TICKET, "RESOLVED"));
    assertThat(server.last().target().getQuery())
        .isEqualTo("oslc.properties=cq:Resolution&rcm.action=Resolve");
    assertThat(server.last().body()).contains(">restarted<").doesNotContain("Headline");
  }

  @Test
  void a_refused_action_refuses_the_status() {
    var current = read(4, "Opened");
    server.answers(409, "application/rdf+xml", error("required", "Resolution"));
    var refused =
        (FieldsRefused) answer(new DeliveryStep.Transition(current, "RESOLVED", Fields.NONE));
    assertThat(refused.causes()).containsOnlyKeys(Field.RESOLUTION, Field.STATUS);
    assertThat(
            ((FieldsRefused)
                    answer(new DeliveryStep.Transition(current, "PENDING_INFO", Fields.NONE)))
                .causes())
        .containsOnlyKeys(Field.STATUS);
  }

  @Test
  void a_comment_is_a_note_with_its_marker_for_any_version() {
    read(4, "Opened");
    server.answers(200, "", "");
    assertThat(answer(new DeliveryStep.Comment(TICKET, "c-1", "Hello")))
        .isEqualTo(new Accepted(TICKET));
    assertThat(server.last().target().getQuery())
        .isEqualTo("oslc.properties=cq:Note_Entry&rcm.action=Modify");
    assertThat(server.last().body()).contains("Hello\n\n[hub:c-1]");
    assertThat(server.last().ifMatch()).isEmpty();
  }

  @Test
  void a_text_that_was_cut_is_not_overwritten() {
    site.setWholeTexts(false);
    var longText = ",\"cq:Resolution\":\"" + "x".repeat(2000) + "\"";
    server.json(record("7-33554433", 4, "Opened", longText));
    var current = ((Was) answer(new DeliveryStep.Read(TICKET))).ticket();
    var fields = Fields.of(Map.of(Field.RESOLUTION, "mine", Field.PRIORITY, "P1"));
    var refused = (FieldsRefused) answer(new DeliveryStep.Update(TICKET, fields));
    assertThat(refused.causes()).containsOnlyKeys(Field.RESOLUTION);
    assertThat(refused.cause()).contains("max.multiline.text.length=0");

    server.answers(200, "", "");
    answer(new DeliveryStep.Transition(current, "RESOLVED", fields));
    assertThat(server.last().body()).doesNotContain("mine").contains("Note_Entry");
  }

  @Test
  void no_note_is_added_where_it_could_not_be_read_back() {
    site.setWholeTexts(false);
    var log = ",\"cq:Notes_Log\":\"" + "x".repeat(2000) + "\"";
    server.json(record("7-33554433", 4, "Opened", log));
    answer(new DeliveryStep.Read(TICKET));
    assertThat(answer(new DeliveryStep.Comment(TICKET, "c-1", "Hello")))
        .isInstanceOf(FieldsRefused.class);
    site.setCommentLogField("");
    read(4, "Opened");
    assertThat(answer(new DeliveryStep.Comment(TICKET, "c-1", "Hello")))
        .isInstanceOf(FieldsRefused.class);
    assertThat(server.asked()).allMatch(request -> request.body().isEmpty());
  }

  private static String list(String... rows) {
    return """
    {"oslc:responseInfo":[{"oslc:totalCount":%d}],"rdfs:member":[%s]}\
    """
        .formatted(rows.length, String.join(",", rows));
  }

  private static String row(int number, String log) {
    return """
    {"rdf:about":"%s/repo/NSP/db/NSP/record/7-%d","cq:dbid":"%d",
     "cq:version":1,"cq:Notes_Log":"%s"}\
    """
        .formatted(BASE, number, number, log);
  }

  @Test
  void a_record_is_found_by_its_counterpart_and_by_the_marker_in_its_notes() {
    var note =
        "== by: a on: 2026-01-01 00:00:00 ==\\n" + CreationNote.of("m/1").replace("\n", "\\n");
    server.json(list("{\"rdf:about\":\"" + BASE + "/repo/NSP/db/NSP/record/7-1\"}"));
    server.json(list(row(2, "nothing"), row(3, note), row(4, "x".repeat(2000))));
    server.json(record("7-1", 1, "Opened", ",\"cq:JiraKey\":\"drift-12\""));
    server.json(record("7-3", 1, "Opened", ",\"cq:Notes_Log\":\"" + note + "\""));
    server.json(record("7-4", 1, "Opened", ""));
    var found =
        (Found)
            answer(
                new DeliveryStep.FindByMarker(
                    "clearquest", "m/1", Fields.of(JIRA_KEY, "DRIFT-12")));
    assertThat(found.tickets()).extracting(t -> t.ref().id()).containsExactly("7-1", "7-3");
    assertThat(server.asked().get(0).target().getQuery())
        .contains("oslc.where=cq:JiraKey=\"DRIFT-12\"");
    assertThat(server.asked().get(1).target().getQuery())
        .contains("oslc.where=cq:Last_Modified>=\"2026-11-19T10:00:00Z\"");
    assertThat(server.isUsedUp()).isTrue();
  }

  @Test
  void a_look_up_with_a_marker_field_is_one_query() {
    site.setMarkerField("Hub_Id");
    server.json(list());
    var found = (Found) answer(new DeliveryStep.FindByMarker("clearquest", "m\"1", Fields.NONE));
    assertThat(found.tickets()).isEmpty();
    assertThat(server.last().target().getQuery()).contains("oslc.where=cq:Hub_Id=\"m\\\"1\"");
  }

  @Test
  void an_incomplete_look_up_allows_no_create() {
    var incomplete = list(row(1, "")).replace(":1}", ":9}");
    server.json(incomplete).json(incomplete).json(incomplete).json(incomplete);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> answer(new DeliveryStep.FindByMarker("clearquest", "m/1", Fields.NONE)))
        .hasMessageContaining("not complete");
  }

  @Test
  void the_version_of_a_read_is_the_records() {
    assertThat(read(4, "Opened").version()).isEqualTo(new Version(4));
  }
}
