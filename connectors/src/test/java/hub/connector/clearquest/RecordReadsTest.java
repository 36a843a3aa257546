package hub.connector.clearquest;

import static hub.connector.clearquest.ScriptedServer.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.connector.TestSystem;
import hub.connector.clearquest.RecordReads.Absent;
import hub.connector.clearquest.RecordReads.Present;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.TicketMapping;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.Version;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordReadsTest {

  private static final String CUT = "x".repeat(2000);
  private static final TicketMapping MAPPING =
      TicketMapping.of(
          "clearquest",
          TestSystem.of(
              "clearquest",
              null,
              Map.of(),
              Map.of(
                  Field.STATUS,
                  TestSystem.map("ASSIGNED", "Assigned", "IN_PROGRESS", "Opened"),
                  Field.ASSIGNEE,
                  TestSystem.map(
                      "OPERATIONS_SUPPLIER", "Driftleverandoer", "FMK_SUPPLIER", "FMK"))));

  private final ScriptedServer server = new ScriptedServer();
  private final ClearQuestSite site = ScriptedServer.site();
  private final ClearQuestConnection connection = ScriptedServer.connection();

  private RecordReads reads() {
    return new RecordReads(site, connection);
  }

  private static String record(String description, String notes) {
    return """
    {"rdf:about":"%s/repo/NSP/db/NSP/record/7-33554433","dcterms:type":"Incident",
     "cq:id":"NSP00000012","cq:version":4,"cq:State":"Opened","cq:Headline":"Login fails",
     "cq:Description":"%s","cq:Priority":"P2","cq:Assignee":"Driftleverandoer",
     "cq:JiraKey":"","cq:RfcKey":"SDS-1, SDS-2","cq:UserImpact":"yes",
     "cq:Root_Cause":[{"rdf:resource":"%1$s/user/jo"}],
     "cq:Submit_Date":"2026-11-20T08:00:00Z","cq:Last_Modified":"2026-11-20T09:30:00Z",
     "cq:Last_Modified_By":"mads","cq:Notes_Log":"%s"}\
    """
        .formatted(BASE, description.replace("\n", "\\n"), notes.replace("\n", "\\n"));
  }

  private Ticket ticket() {
    var seen = (Present) server.run(reads().record("7-33554433"));
    return MAPPING.map(seen.payload());
  }

  @Test
  void a_record_becomes_a_canonical_ticket() {
    server.json(
        record("One\r\ntwo", "==== State: Opened by: kirsten on: 2026-11-20 09:00:00 ====\nHello")
            .replace("\r", "\\r"),
        "ETag",
        "\"4\"");
    var ticket = ticket();
    assertThat(ticket.ref()).hasToString("clearquest:7-33554433");
    assertThat(ticket.key()).isEqualTo("NSP00000012");
    assertThat(ticket.kind()).isEqualTo("Incident");
    assertThat(ticket.version()).isEqualTo(new Version(4));
    assertThat(ticket.fields().get(Field.TITLE)).contains("Login fails");
    assertThat(ticket.fields().get(Field.DESCRIPTION)).contains("One\ntwo");
    assertThat(ticket.fields().get(Field.PRIORITY)).contains("P2");
    assertThat(ticket.fields().get(Field.STATUS)).contains("IN_PROGRESS");
    assertThat(ticket.fields().get(Field.ASSIGNEE)).contains("OPERATIONS_SUPPLIER");
    assertThat(ticket.fields().get(Field.counterpart("jira-ops"))).contains("");
    assertThat(ticket.fields().get(Field.RESOLUTION)).as("absent is empty").contains("");
    assertThat(ticket.fields().get(Field.rfc("jira-sds"))).contains("SDS-1, SDS-2");
    assertThat(ticket.createdAt()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    assertThat(ticket.lastChange()).isNotNull();
    assertThat(ticket.changeOf(Field.PRIORITY).orElseThrow().by()).isEqualTo("mads");
    assertThat(ticket.changeOf(Field.PRIORITY).orElseThrow().isExact()).isFalse();
    assertThat(ticket.commentsRead()).isTrue();
    assertThat(ticket.comments()).hasSize(1);
    assertThat(ticket.comments().getFirst().text()).isEqualTo("Hello");
  }

  @Test
  void a_record_as_clearquest_shows_it_can_be_mapped_as_well() throws JsonProcessingException {
    var raw = new ObjectMapper().readTree(record("d", "==\nnote"));
    var ticket = MAPPING.map(raw);
    assertThat(ticket.ref()).hasToString("clearquest:7-33554433");
    assertThat(ticket.version()).isEqualTo(new Version(4));
    assertThat(ticket.fields().get(Field.PRIORITY)).contains("P2");
    assertThat(ticket.fields().get(Field.ROOT_CAUSE)).contains(BASE + "/user/jo");
    assertThat(ticket.fields().get(Field.RESOLUTION)).isEmpty();
    assertThat(ticket.commentsRead()).isFalse();
  }

  @Test
  void only_listed_properties_are_asked_for() {
    server.json(record("d", ""));
    reads();
    server.run(reads().record("7-33554433"));
    assertThat(server.last().target().getQuery())
        .startsWith("oslc.properties=cq:id,cq:dbid,cq:version,")
        .contains("cq:Headline", "cq:State", "cq:Notes_Log")
        .doesNotContain("*");
  }

  @Test
  void a_cut_text_is_not_observed() {
    site.setWholeTexts(false);
    server.json(record(CUT, ""));
    var ticket = ticket();
    assertThat(ticket.fields().get(Field.DESCRIPTION)).isEmpty();
    assertThat(ticket.fields().get(Field.TITLE)).isPresent();
  }

  @Test
  void a_cut_text_is_had_whole_in_protocol_version_1() {
    server.json(record(CUT, ""));
    server.answers(
        200,
        "application/xml",
        "<Incident xmlns='http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/'><Description>"
            + CUT
            + " and more</Description></Incident>");
    assertThat(ticket().fields().get(Field.DESCRIPTION)).contains(CUT + " and more");
    assertThat(server.last().kind()).isEqualTo(Request.Kind.WHOLE_TEXTS);
    assertThat(server.last().target().getQuery()).isEqualTo("oslc_cm.properties=Description");
  }

  /// A note is added to a log only if it is known whole.
  @Test
  void a_text_just_as_long_as_the_limit_is_whole_once_version_1_has_shown_more() {
    var same = "<I><Description>" + CUT + "</Description></I>";
    var more = "<I><Description>" + CUT + " and more</Description></I>";

    server.json(record(CUT, "")).answers(200, "application/xml", same);
    assertThat(ticket().fields().get(Field.DESCRIPTION)).isEmpty();
    server.json(record(CUT, "")).answers(200, "application/xml", more);
    assertThat(ticket().fields().get(Field.DESCRIPTION)).contains(CUT + " and more");
    server.json(record(CUT, "")).answers(200, "application/xml", same);
    assertThat(ticket().fields().get(Field.DESCRIPTION)).contains(CUT);
  }

  @Test
  void a_text_that_version_1_cuts_as_well_or_that_begins_differently_stays_unobserved() {
    for (var body :
        new String[] {
          "<I><Description>" + CUT + "</Description></I>",
          "<I><Description>" + "y".repeat(3000) + "</Description></I>",
          "<I><Description>",
          "<!DOCTYPE x><I><Description>" + CUT + "more</Description></I>",
          ""
        }) {
      server.json(record(CUT, "")).answers(200, "application/xml", body);
      assertThat(ticket().fields().get(Field.DESCRIPTION)).isEmpty();
    }
    server.json(record(CUT, "")).answers(500, "text/html", "<html></html>");
    assertThat(ticket().fields().get(Field.DESCRIPTION)).isEmpty();
  }

  @Test
  void comments_of_a_cut_log_are_some_of_all() {
    site.setWholeTexts(false);
    var log =
        "== by: a on: 2026-01-01 00:00:00 ==\nfirst\n== by: b on: 2026-01-02 00:00:00 ==\n" + CUT;
    server.json(record("d", log.substring(0, 2000)));
    var ticket = ticket();
    assertThat(ticket.commentsRead()).isFalse();
    assertThat(ticket.comments()).hasSize(1);
  }

  @Test
  void the_note_of_creation_is_the_marker_and_no_comment() {
    var log =
        "== by: demo on: 2026-01-01 00:00:00 ==\n"
            + CreationNote.of("nsp/7/clearquest/1")
            + "\n\n== by: b on: 2026-01-02 00:00:00 ==\nI quote: [hub-ticket:nsp/8/clearquest/1]";
    server.json(record("d", log));
    var ticket = ticket();
    assertThat(ticket.marker()).isEqualTo("nsp/7/clearquest/1");
    assertThat(ticket.comments()).hasSize(1);
  }

  @Test
  void a_marker_field_holds_the_marker() {
    site.setMarkerField("LocalTicket");
    server.json(
        record("d", "").replace("\"cq:JiraKey\"", "\"cq:LocalTicket\":\"m-1\",\"cq:JiraKey\""));
    assertThat(ticket().marker()).isEqualTo("m-1");
  }

  @Test
  void a_record_that_is_not_there_is_deleted_only_if_the_server_says_so() {
    server.answers(404, "application/json", "{\"oslc:message\":\"CRRCM9996E\"}");
    assertThat(server.run(reads().record("7-1"))).isEqualTo(new Absent(Presence.NOT_VISIBLE));
    server.answers(410, "application/json", "");
    assertThat(server.run(reads().record("7-1"))).isEqualTo(new Absent(Presence.DELETED));
    server.answers(403, "application/xml", "<Error><message>CRVSV1094E</message></Error>");
    assertThat(server.run(reads().record("7-1"))).isEqualTo(new Absent(Presence.NOT_VISIBLE));
  }

  @Test
  void pages_of_proxies_are_no_answers() {
    assertTrouble(404, "text/html", "<html></html>", Trouble.DEAD);
    assertTrouble(403, "text/html", "<html></html>", Trouble.CREDENTIALS_REFUSED);
    assertTrouble(422, "text/html", "<html></html>", Trouble.CREDENTIALS_REFUSED);
    assertTrouble(200, "application/json", "<html>log in</html>", Trouble.CREDENTIALS_REFUSED);
    assertTrouble(200, "application/json", "{\"cut", Trouble.DEAD);
    assertTrouble(200, "application/json", "[]", Trouble.DEAD);
    assertTrouble(503, "text/html", "<html></html>", Trouble.DEAD);
    assertTrouble(409, "application/json", "{\"oslc:message\":\"load\"}", Trouble.RATE_LIMITED);
    assertTrouble(302, "text/html", "", Trouble.CREDENTIALS_REFUSED);
  }

  private void assertTrouble(int status, String type, String body, Trouble trouble) {
    var one = new ScriptedServer().answers(status, type, body);
    assertThatThrownBy(() -> one.run(reads().record("7-1")))
        .isInstanceOfSatisfying(
            ToolTrouble.class,
            ended -> assertThat(((NotNow) ended.answer()).trouble()).isEqualTo(trouble));
  }

  @Test
  void a_query_capability_that_is_gone_is_discovered_anew() {
    server.answers(404, "application/json", "{\"oslc:message\":\"no\"}");
    var query = new OslcQuery(java.util.List.of(), java.util.List.of("cq:id"), java.util.List.of());
    assertThatThrownBy(() -> server.run(reads().query(query))).isInstanceOf(ToolTrouble.class);
    assertThat(connection.services()).isEmpty();
    server.answers(500, "", "");
    assertThatThrownBy(() -> server.run(reads().query(query))).isInstanceOf(ToolTrouble.class);
    assertThat(server.last().kind()).isEqualTo(Request.Kind.SERVICE_DOCUMENT);
  }
}
