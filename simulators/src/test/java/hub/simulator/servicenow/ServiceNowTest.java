package hub.simulator.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.AdjustableClock;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.desk.DeskClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reference local-desks.md §2: what ServiceNow answers, and its habits.
class ServiceNowTest {
  private static final String INCIDENTS = "/api/now/v2/table/incident";
  private static final String JOURNAL = "/api/now/v2/table/sys_journal_field";

  private final AdjustableClock clock = new AdjustableClock("2026-11-21T08:04:05.250Z");
  private DeskClient desk;
  private Browser hub;

  @BeforeEach
  void start() {
    desk = DeskClient.start("servicenow", SimulatorOptions.forTests().withClock(clock));
    hub = desk.hub();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private JsonNode file(String fields) {
    Answer filed = hub.post(INCIDENTS, "{\"short_description\":\"Billetter\"," + fields + "}");
    assertThat(filed.status()).as(filed.text()).isEqualTo(201);
    return filed.json().path("result");
  }

  private JsonNode rows(String table, String query) {
    return hub.get(table + "?sysparm_query=" + Browser.encode(query)).json().path("result");
  }

  private Answer patch(JsonNode incident, String body) {
    return hub.send("PATCH", INCIDENTS + "/" + incident.path("sys_id").asText(), body);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,2,2", "2,1,2", "1,3,3", "2,2,3", "3,1,3", "2,3,4", "3,2,4", "3,3,5"})
  void the_priority_is_computed_whatever_is_written(
      String impact, String urgency, String priority) {
    JsonNode filed =
        file("\"impact\":\"%s\",\"urgency\":\"%s\",\"priority\":\"1\"".formatted(impact, urgency));

    assertThat(filed.path("priority").asText()).isEqualTo(priority);
  }

  @Test
  void times_are_in_utc_to_the_second_and_a_count_tells_changes_apart() {
    JsonNode filed = file("\"correlation_id\":\"nsp-1\"");
    clock.advance(Duration.ofMillis(500));

    JsonNode changed = patch(filed, "{\"urgency\":\"1\"}").json().path("result");

    assertThat(filed.path("number").asText()).isEqualTo("INC0010001");
    assertThat(filed.path("sys_id").asText()).hasSize(32);
    assertThat(filed.path("sys_updated_on").asText()).isEqualTo("2026-11-21 08:04:05");
    assertThat(changed.path("sys_updated_on").asText()).isEqualTo("2026-11-21 08:04:05");
    assertThat(filed.path("sys_mod_count").asText()).isEqualTo("0");
    assertThat(changed.path("sys_mod_count").asText()).isEqualTo("1");
    assertThat(changed.path("sys_updated_by").asText()).isEqualTo("hub");
  }

  @Test
  void a_part_of_a_query_that_it_does_not_know_is_ignored() {
    file("\"correlation_id\":\"nsp-1\"");
    file("\"correlation_id\":\"nsp-2\"");

    assertThat(rows(INCIDENTS, "correlation_id=nsp-1")).hasSize(1);
    assertThat(rows(INCIDENTS, "corelation_id=nsp-1")).hasSize(2);
    assertThat(rows(INCIDENTS, "correlation_id=nsp-1^ORcorrelation_id=nsp-2")).hasSize(2);
    assertThat(rows(INCIDENTS, "correlation_idSTARTSWITHnsp^sys_updated_on>=2026-11-21 08:04:06"))
        .isEmpty();
    JsonNode ordered = rows(INCIDENTS, "ORDERBYDESCnumber");
    assertThat(ordered.path(0).path("number").asText()).isEqualTo("INC0010002");
  }

  @Test
  void a_list_has_pages_and_the_first_version_has_no_empty_one() {
    for (int i = 0; i < 3; i++) {
      file("\"correlation_id\":\"nsp-" + i + "\"");
    }
    Answer first = hub.get(INCIDENTS + "?sysparm_limit=2&sysparm_fields=sys_id,number");

    assertThat(first.json().path("result")).hasSize(2);
    assertThat(first.json().path("result").path(0)).hasSize(2);
    assertThat(first.header("X-Total-Count")).contains("3");
    assertThat(first.header("Link").orElse("")).contains("sysparm_offset=2", "rel=\"next\"");
    assertThat(hub.get(INCIDENTS + "?sysparm_offset=2").json().path("result")).hasSize(1);
    assertThat(hub.get(INCIDENTS + "?sysparm_offset=3").json().path("result")).isEmpty();
    assertThat(hub.get("/api/now/table/incident?sysparm_offset=3").status()).isEqualTo(404);
  }

  @Test
  void notes_are_written_as_fields_and_read_from_the_journal() {
    JsonNode filed = file("\"work_notes\":\"Oprettet\"");

    Answer written = patch(filed, "{\"comments\":\"Fundet\"}");

    assertThat(written.json().path("result").path("comments").asText()).isEmpty();
    String id = filed.path("sys_id").asText();
    JsonNode notes =
        rows(JOURNAL, "element_id=" + id + "^elementINcomments,work_notes^ORDERBYsys_created_on");
    assertThat(notes.findValuesAsText("value")).containsExactly("Oprettet", "Fundet");
    assertThat(notes.findValuesAsText("element")).containsExactly("work_notes", "comments");
    assertThat(notes.path(1).path("sys_created_by").asText()).isEqualTo("hub");
    assertThat(notes.path(1).path("sys_created_on").asText()).isEqualTo("2026-11-21 08:04:05");
  }

  @Test
  void resolving_asks_for_a_code_and_notes() {
    JsonNode filed = file("\"urgency\":\"1\"");

    Answer without = patch(filed, "{\"state\":\"6\"}");
    Answer with =
        patch(
            filed,
            "{\"state\":\"6\",\"close_code\":\"Solution provided\",\"close_notes\":\"Fornyet\"}");

    assertThat(without.status()).isEqualTo(403);
    assertThat(without.json().path("error").path("message").asText()).contains("close_code");
    assertThat(with.json().path("result").path("state").asText()).isEqualTo("6");
  }

  @Test
  void an_answer_of_the_caller_ends_the_waiting() {
    JsonNode filed = file("\"caller_id\":\"karin\",\"state\":\"3\",\"hold_reason\":\"1\"");
    String path = INCIDENTS + "/" + filed.path("sys_id").asText();

    patch(filed, "{\"comments\":\"Hvilken afdeling?\"}");
    assertThat(hub.get(path).json().path("result").path("state").asText()).isEqualTo("3");

    desk.karin().send("PATCH", path, "{\"comments\":\"Afdeling B\"}");
    assertThat(hub.get(path).json().path("result").path("state").asText()).isEqualTo("2");
  }

  @Test
  void a_protected_field_stays_as_it_is_without_a_word() {
    JsonNode filed = file("\"urgency\":\"3\"");
    desk.admin().post("/faults", "{\"kind\":\"refuse-field\",\"field\":\"urgency\"}");

    Answer written = patch(filed, "{\"urgency\":\"1\",\"impact\":\"2\"}");

    assertThat(written.status()).isEqualTo(200);
    assertThat(written.json().path("result").path("urgency").asText()).isEqualTo("3");
    assertThat(written.json().path("result").path("impact").asText()).isEqualTo("2");
  }

  @Test
  void errors_and_limits_are_told_in_its_own_shape() {
    assertThat(hub.get(INCIDENTS + "/nowhere").status()).isEqualTo(404);
    Answer stranger = desk.as("hub", "wrong").get(INCIDENTS);
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.json().path("status").asText()).isEqualTo("failure");
    assertThat(hub.post(INCIDENTS, "{\"urgency\":\"9\"}").status()).isEqualTo(400);
    desk.admin().post("/faults", "{\"kind\":\"rate-limit\",\"seconds\":1800}");

    Answer limited = hub.get(INCIDENTS);

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).contains("1800");
    assertThat(limited.header("X-RateLimit-Rule")).isPresent();
    assertThat(limited.header("X-RateLimit-Reset")).isPresent();
  }
}
