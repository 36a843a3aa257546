package hub.simulator.topdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.AdjustableClock;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import hub.simulator.desk.DeskClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reference local-desks.md §3: what TOPdesk answers, and its habits.
class TopDeskTest {
  private static final String INCIDENTS = "/tas/api/incidents";

  private final AdjustableClock clock = new AdjustableClock("2026-11-21T08:04:06.250Z");
  private DeskClient desk;
  private Browser hub;

  @BeforeEach
  void start() {
    desk = DeskClient.start("topdesk", SimulatorOptions.forTests().withClock(clock));
    hub = desk.hub();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private Answer file(String more) {
    return hub.post(
        INCIDENTS,
        """
        {"callerLookup":{"email":"hub@example.com"},"briefDescription":"Billetter afvises"%s}\
        """
            .formatted(more));
  }

  private Answer query(String fiql, String more) {
    return hub.get(INCIDENTS + "?query=" + Browser.encode(fiql) + more);
  }

  @Test
  void an_incident_is_filed_with_names_and_shown_with_ids() {
    Answer filed =
        file(
            """
            ,"externalNumber":"NSP-1","priority":{"name":"P1"},
             "request":"Fejl\\nsiden 8<br>igen <script>"\
            """);

    assertThat(filed.status()).isEqualTo(201);
    JsonNode incident = filed.json();
    assertThat(incident.path("number").asText()).isEqualTo("I 2611-0001");
    assertThat(incident.path("status").asText()).isEqualTo("firstLine");
    assertThat(incident.path("processingStatus").path("name").asText()).isEqualTo("Registreret");
    assertThat(incident.path("priority").path("id").asText()).hasSize(36);
    assertThat(incident.path("modificationDate").asText())
        .isEqualTo("2026-11-21T08:04:06.250+0000");
    assertThat(incident.has("request")).isFalse();

    String id = incident.path("id").asText();
    JsonNode request = hub.get(INCIDENTS + "/id/" + id + "/requests").json().path(0);
    assertThat(request.path("memoText").asText()).isEqualTo("Fejl siden 8<br>igen ");
    Answer byNumber = hub.get(INCIDENTS + "/number/I%202611-0001");
    assertThat(byNumber.json().path("id").asText()).isEqualTo(id);
  }

  @Test
  void what_it_does_not_take_is_told_and_what_it_does_not_know_is_ignored() {
    assertThat(hub.post(INCIDENTS, "{\"briefDescription\":\"Uden melder\"}").status())
        .isEqualTo(400);
    assertThat(file(",\"priority\":{\"name\":\"P9\"}").json().path(0).path("message").asText())
        .contains("priority");
    String tooLong = "x".repeat(TopDeskTool.LONGEST_TITLE + 1);
    assertThat(file(",\"briefDescription\":\"" + tooLong + "\"").status()).isEqualTo(400);
    assertThat(file(",\"externalNumber\":\"" + tooLong + "\"").status()).isEqualTo(400);

    Answer filed = file(",\"breifDescription\":\"Stavefejl\"");

    assertThat(filed.status()).isEqualTo(201);
    assertThat(filed.json().path("briefDescription").asText()).isEqualTo("Billetter afvises");
    assertThat(hub.get(INCIDENTS + "/id/nowhere").status()).isEqualTo(404);
    assertThat(desk.nobody().get(INCIDENTS).status()).isEqualTo(401);
    assertThat(desk.as("hub", "wrong").get(INCIDENTS).status()).isEqualTo(401);
  }

  @Test
  void the_trail_only_grows_and_hides_what_the_caller_may_not_see() {
    String id = file("").json().path("id").asText();
    String path = INCIDENTS + "/id/" + id;
    assertThat(hub.get(path + "/actions").status()).isEqualTo(204);
    clock.advance(Duration.ofMinutes(1));

    Answer written =
        hub.send(
            "PATCH",
            path,
            """
            {"action":"Fundet","actionInvisibleForCaller":true,
             "processingStatus":{"name":"I gang"}}\
            """);
    desk.karin().send("PUT", path, "{\"action\":\"Tak\"}");

    assertThat(written.status()).isEqualTo(200);
    assertThat(written.json().path("processingStatus").path("name").asText()).isEqualTo("I gang");
    assertThat(written.json().path("modificationDate").asText())
        .isEqualTo("2026-11-21T08:05:06.250+0000");
    JsonNode trail = hub.get(path + "/progresstrail").json();
    assertThat(trail).hasSize(2);
    assertThat(trail.path(0).path("memoText").asText()).isEqualTo("Tak");
    assertThat(trail.path(0).path("operator").path("name").asText()).isEqualTo("Karin Holm");
    assertThat(trail.path(1).path("invisibleForCaller").asBoolean()).isTrue();
    assertThat(trail.path(1).path("entryDate").asText()).isEqualTo("2026-11-21T08:05:06.250Z");
  }

  @Test
  void a_list_is_complete_or_says_that_there_is_more_or_nothing() {
    assertThat(hub.get(INCIDENTS).status()).isEqualTo(204);
    for (int i = 0; i < 3; i++) {
      file("");
      clock.advance(Duration.ofSeconds(1));
    }
    String order = INCIDENTS + "?sort=modificationDate:asc&fields=id,number&pageSize=2&pageStart=";

    Answer first = hub.get(order + 0);
    Answer last = hub.get(order + 2);

    assertThat(first.status()).isEqualTo(206);
    assertThat(first.json()).hasSize(2);
    assertThat(first.json().path(0)).hasSize(2);
    assertThat(first.json().path(0).path("number").asText()).isEqualTo("I 2611-0001");
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.json()).hasSize(1);
    assertThat(hub.get(order + 4).status()).isEqualTo(204);
    assertThat(hub.get(INCIDENTS + "?sort=number").status()).isEqualTo(400);
    assertThat(hub.get(INCIDENTS + "?pageSize=10001").status()).isEqualTo(400);
  }

  @Test
  void a_query_compares_texts_and_times() {
    file(",\"externalNumber\":\"NSP-1\"");
    clock.advance(Duration.ofMinutes(5));
    file(",\"externalNumber\":\"NSP-2\",\"priority\":{\"name\":\"P1\"}");

    assertThat(query("externalNumber==NSP-1", "").json()).hasSize(1);
    assertThat(query("externalNumber==NSP-1,externalNumber==NSP-2", "").json()).hasSize(2);
    assertThat(query("externalNumber=in=(NSP-2,'NSP-3')", "").json()).hasSize(1);
    assertThat(query("(externalNumber==NSP-1,closed==true);externalNumber!=NSP-1", "").status())
        .isEqualTo(204);
    assertThat(query("modificationDate=ge=2026-11-21T08:05:00Z", "").json()).hasSize(1);
    assertThat(query("modificationDate=lt=2026-11-21T08:05:00Z;priority.name==P1", "").status())
        .isEqualTo(204);
    assertThat(query("externalNumer==NSP-1", "").status()).isEqualTo(400);
    assertThat(query("externalNumber==", "").status()).isEqualTo(400);
  }

  @Test
  void its_lists_are_found_in_the_old_and_the_new_place() {
    JsonNode statuses = hub.get(INCIDENTS + "/statuses").json();

    assertThat(statuses.findValuesAsText("name")).contains("Afventer melder", "Løst");
    assertThat(hub.get(INCIDENTS + "/processing_status").json()).isEqualTo(statuses);
    assertThat(hub.get("/tas/api/operatorgroups").json()).isNotEmpty();
    assertThat(hub.get("/tas/api/version").json().path("version").asText()).isEqualTo("3.4.0");
  }

  @Test
  void faults_strike_what_they_name() {
    String path = INCIDENTS + "/id/" + file("").json().path("id").asText();
    desk.admin()
        .post(
            "/faults",
            """
            {"kind":"refuse-field","operation":"update","field":"briefDescription"}\
            """);
    Answer refused = hub.send("PATCH", path, "{\"briefDescription\":\"Ny\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path(0).path("message").asText()).contains("briefDescription");

    desk.admin().post("/faults", "{\"kind\":\"conflict\",\"operation\":\"comment\"}");
    assertThat(hub.send("PATCH", path, "{\"action\":\"x\"}").status()).isEqualTo(409);

    JsonNode log = desk.admin().get("/log").json();
    assertThat(log.findValuesAsText("operation")).containsExactly("create", "update", "comment");
    assertThat(log.path(0).path("user").asText()).isEqualTo("hub");
  }

  @Test
  void people_work_on_its_pages() {
    file(",\"externalNumber\":\"NSP-1\"");

    assertThat(desk.pages().get("/").text()).contains("I 2611-0001");
    JsonNode ticket = desk.admin().get("/tickets").json().path(0);
    assertThat(ticket.path("state").asText()).isEqualTo("Registreret");
    assertThat(ticket.path("references").path(1).asText()).isEqualTo("NSP-1");
  }

  @Test
  void a_desk_keeps_its_incidents_and_forgets_them_when_told(@TempDir Path directory) {
    SimulatorOptions options = SimulatorOptions.forTests().withDataDirectory(directory);
    String filed =
        """
        {"callerLookup":{"email":"hub@example.com"},"briefDescription":"Bliver","request":"Husk"}\
        """;
    try (DeskClient before = DeskClient.start("topdesk", options)) {
      before.hub().post(INCIDENTS, filed);
    }
    try (DeskClient after = DeskClient.start("topdesk", options)) {
      assertThat(after.admin().get("/tickets").text()).contains("Bliver").contains("Husk");
      assertThat(after.hub().post(INCIDENTS, filed).json().path("number").asText())
          .isEqualTo("I 2611-0002");

      after.admin().post("/reset", "");

      assertThat(after.hub().get(INCIDENTS).status()).isEqualTo(204);
    }
  }

  @Test
  void a_desk_is_there_only_if_it_is_asked_for() {
    try (Simulators without = Simulators.start(SimulatorOptions.forTests())) {
      assertThat(Browser.at(without.url()).get("/topdesk/tas/api/version").status()).isEqualTo(404);
    }
    assertThatThrownBy(
            () -> Simulators.start(SimulatorOptions.forTests().withLocalDesks(Set.of("otrs"))))
        .hasMessageContaining("otrs");
  }
}
