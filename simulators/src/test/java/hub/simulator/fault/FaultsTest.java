package hub.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every fault does what it says, in both kinds of tools.
class FaultsTest {
  private static final String RECORDS = "/repo/NSP/db/NSP/record";

  private Simulators simulators = Simulators.start(SimulatorOptions.forTests());

  @AfterEach
  void stop() {
    simulators.close();
  }

  private Browser admin(String tool) {
    return Browser.at(simulators.url() + "/admin/" + tool);
  }

  private Browser jira() {
    return Browser.at(simulators.url() + "/jira-ops/rest/api/2")
        .with("Authorization", "Bearer demo");
  }

  private Browser clearQuest() {
    return Browser.at(simulators.url() + "/clearquest/cqweb/oslc")
        .with("Authorization", "Basic ZGVtbzpkZW1v")
        .with("OSLC-Core-Version", "2.0")
        .with("Accept", "application/json");
  }

  private Answer create(String tool, String title) {
    return tool.equals("clearquest")
        ? clearQuest()
            .post(
                RECORDS,
                """
                {"dcterms:type":"Incident","cq:Headline":"%s"}\
                """
                    .formatted(title))
        : jira()
            .post(
                "/issue",
                """
                {"fields":{"project":{"key":"DRIFT"},"issuetype":{"name":"Incident"},
                 "summary":"%s"}}\
                """
                    .formatted(title));
  }

  private Answer search(String tool) {
    return tool.equals("clearquest")
        ? clearQuest().get(RECORDS + "/?rcm.type=Incident")
        : jira().get("/search?jql=" + Browser.encode("project = DRIFT"));
  }

  private int count(String tool) {
    JsonNode found = search(tool).json();
    return tool.equals("clearquest")
        ? found.path("oslc:responseInfo").path("oslc:totalCount").asInt()
        : found.path("total").asInt();
  }

  private void raise(String tool, String fault) {
    Answer answer = admin(tool).post("/faults", fault);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void an_outage_lasts_until_it_is_cleared_and_hits_one_tool_only(String tool) {
    raise(tool, "{\"kind\":\"outage\"}");

    Answer answer = search(tool);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("<html>");
    assertThat(search(tool.equals("clearquest") ? "jira-ops" : "clearquest").status())
        .isEqualTo(200);

    assertThat(admin(tool).delete("/faults").status()).isEqualTo(204);
    assertThat(search(tool).status()).isEqualTo(200);
  }

  @Test
  void an_outage_may_cut_connections_for_some_operations_a_few_times() {
    raise("jira-ops", "{\"kind\":\"outage\",\"cut\":true,\"operation\":\"search\",\"count\":1}");

    assertThat(jira().get("/myself").status()).isEqualTo(200);
    // The client itself repeats a GET on a cut connection, so the log has the truth.
    try {
      assertThat(search("jira-ops").status()).isEqualTo(200);
    } catch (UncheckedIOException cut) {
      assertThat(search("jira-ops").status()).isEqualTo(200);
    }
    JsonNode log = admin("jira-ops").get("/log").json();
    assertThat(log.path(1).path("status").asInt()).isZero();
    assertThat(log.path(1).path("operation").asText()).isEqualTo("search");
    assertThat(log.path(1).path("user").asText()).isEqualTo("demo");
  }

  @Test
  void an_outage_with_a_duration_ends_by_itself() {
    raise("jira-ops", "{\"kind\":\"outage\",\"millis\":300}");

    assertThat(search("jira-ops").status()).isEqualTo(503);
    await().untilAsserted(() -> assertThat(search("jira-ops").status()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void latency_makes_answers_late(String tool) {
    raise(tool, "{\"kind\":\"latency\",\"millis\":250,\"count\":1}");

    Instant start = Instant.now();
    assertThat(search(tool).status()).isEqualTo(200);
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(240));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_conflict_refuses_the_next_write_and_no_read(String tool) {
    raise(tool, "{\"kind\":\"conflict\"}");

    assertThat(search(tool).status()).isEqualTo(200);
    Answer refused = create(tool, "Konflikt");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("updated by another user");
    assertThat(create(tool, "Igen").status()).isEqualTo(201);
    assertThat(count(tool)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_rate_limit_says_when_to_come_back(String tool) {
    raise(tool, "{\"kind\":\"rate-limit\",\"seconds\":7,\"count\":2}");

    Answer refused = search(tool);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("7");
    assertThat(refused.header("X-RateLimit-Remaining")).contains("0");
    assertThat(create(tool, "For mange").status()).isEqualTo(429);
    assertThat(search(tool).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void an_error_has_the_shape_of_the_tool(String tool) {
    raise(tool, "{\"kind\":\"error\",\"status\":500,\"operation\":\"create\"}");

    Answer answer = create(tool, "Fejl");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().has(tool.equals("clearquest") ? "oslc:Error" : "errorMessages"))
        .isTrue();
    assertThat(count(tool)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_lost_answer_is_a_create_that_happened_and_was_not_told(String tool) {
    raise(tool, "{\"kind\":\"lost-answer\",\"operation\":\"create\",\"count\":1}");

    assertThatThrownBy(() -> create(tool, "Tabt")).isInstanceOf(UncheckedIOException.class);

    assertThat(count(tool)).isEqualTo(1);
    assertThat(create(tool, "Ikke tabt").status()).isEqualTo(201);
    assertThat(admin(tool).get("/faults").json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_late_commit_is_found_only_after_its_time(String tool) {
    raise(tool, "{\"kind\":\"late-commit\",\"operation\":\"create\",\"millis\":400}");

    assertThatThrownBy(() -> create(tool, "Sen")).isInstanceOf(UncheckedIOException.class);

    assertThat(count(tool)).isZero();
    await().untilAsserted(() -> assertThat(count(tool)).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_lagging_search_does_not_see_what_a_read_sees(String tool) {
    create(tool, "Gammel");
    await().untilAsserted(() -> assertThat(count(tool)).isEqualTo(1));
    raise(tool, "{\"kind\":\"search-lag\",\"seconds\":3600}");

    assertThat(create(tool, "Ny").status()).isEqualTo(201);
    assertThat(count(tool)).isZero();
    assertThat(simulators.tickets(tool)).hasSize(2);

    admin(tool).delete("/faults");
    assertThat(count(tool)).isEqualTo(2);
  }

  @Test
  void a_refused_field_is_refused_by_name_and_the_others_go_through() {
    create("jira-ops", "Felt");
    raise("jira-ops", "{\"kind\":\"refuse-field\",\"field\":\"Root cause\"}");

    Answer refused = jira().put("/issue/DRIFT-1", "{\"fields\":{\"customfield_10303\":\"Årsag\"}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").has("customfield_10303")).isTrue();
    assertThat(jira().put("/issue/DRIFT-1", "{\"fields\":{\"summary\":\"Går igennem\"}}").status())
        .isEqualTo(204);
  }

  @Test
  void clearquest_refuses_a_field_as_read_only() {
    String address = create("clearquest", "Felt").header("Location").orElseThrow();
    raise("clearquest", "{\"kind\":\"refuse-field\",\"field\":\"JiraKey\"}");

    Answer refused =
        clearQuest().put(address + "?oslc.properties=cq:JiraKey", "{\"cq:JiraKey\":\"X-1\"}");
    Answer other =
        clearQuest().put(address + "?oslc.properties=cq:Priority", "{\"cq:Priority\":\"P1\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("JiraKey").contains("read-only");
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void the_log_tells_operations_apart() {
    String address = create("clearquest", "Log").header("Location").orElseThrow();
    clearQuest().put(address + "?oslc.properties=cq:Priority", "{\"cq:Priority\":\"P1\"}");
    clearQuest().put(address + "?oslc.properties=cq:Note_Entry", "{\"cq:Note_Entry\":\"x\"}");
    clearQuest().put(address + "?rcm.action=Open&oslc.properties=cq:Note_Entry", "{}");
    clearQuest().get(address);
    search("clearquest");
    create("jira-ops", "Log");
    jira().post("/issue/DRIFT-1/comment", "{\"body\":\"x\"}");
    jira().post("/issue/DRIFT-1/transitions", "{\"transition\":{\"id\":\"11\"}}");
    jira().put("/issue/DRIFT-1/properties/a", "{}");

    assertThat(admin("clearquest").get("/log").json().findValuesAsText("operation"))
        .containsExactly("create", "update", "comment", "transition", "read", "search");
    assertThat(admin("jira-ops").get("/log").json().findValuesAsText("operation"))
        .containsExactly("create", "comment", "transition", "update");
  }

  @Test
  void the_log_goes_on_after_a_known_request_even_when_cleared() {
    create("jira-ops", "Log");
    search("jira-ops");
    JsonNode last = admin("jira-ops").get("/log?after=1").json();
    assertThat(last.findValuesAsText("operation")).containsExactly("search");
    assertThat(last.path(0).path("number").asLong()).isEqualTo(2);

    admin("jira-ops").delete("/log");
    search("jira-ops");

    JsonNode next = admin("jira-ops").get("/log?after=2").json();
    assertThat(next.findValuesAsText("number")).containsExactly("3");
    assertThat(admin("jira-ops").get("/log?after=soon").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_rewind_takes_back_changes_versions_and_numbers(String tool) {
    create(tool, "Bliver");
    Instant backup = Instant.now();
    await().until(() -> Instant.now().isAfter(backup.plusMillis(1_100)));
    create(tool, "Forsvinder");

    raise(tool, "{\"kind\":\"rewind\",\"seconds\":1}");

    assertThat(simulators.tickets(tool))
        .singleElement()
        .matches(one -> one.title().equals("Bliver"));
    create(tool, "Genbruger nummeret");
    assertThat(simulators.tickets(tool).getLast().key()).endsWith("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearquest", "jira-ops"})
  void a_held_create_is_stored_and_waits_for_the_fault_to_be_cleared(String tool) {
    raise(tool, "{\"kind\":\"hold\",\"operation\":\"create\"}");

    CompletableFuture<Answer> held = CompletableFuture.supplyAsync(() -> create(tool, "Holdes"));
    await().untilAsserted(() -> assertThat(simulators.tickets(tool)).hasSize(1));
    assertThat(held).isNotDone();

    admin(tool).delete("/faults");
    assertThatThrownBy(held::join).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void a_held_create_survives_the_end_of_the_tool(@TempDir Path directory) {
    simulators.close();
    SimulatorOptions options = SimulatorOptions.forTests().withDataDirectory(directory);
    simulators = Simulators.start(options);
    raise("jira-ops", "{\"kind\":\"hold\",\"operation\":\"create\"}");
    CompletableFuture<Answer> held =
        CompletableFuture.supplyAsync(() -> create("jira-ops", "Overlever"));
    await().untilAsserted(() -> assertThat(simulators.tickets("jira-ops")).hasSize(1));

    simulators.close();
    simulators = Simulators.start(options);

    assertThat(held).failsWithin(Duration.ofSeconds(10));
    assertThat(simulators.tickets("jira-ops")).hasSize(1);
    assertThat(create("jira-ops", "Næste").json().path("key").asText()).isEqualTo("DRIFT-2");
  }

  @Test
  void mistakes_in_a_fault_are_told_with_what_is_known() {
    assertThat(admin("jira-ops").post("/faults", "{\"kind\":\"storm\"}").text())
        .contains("Unknown kind")
        .contains("lost-answer");
    assertThat(admin("jira-ops").post("/faults", "{\"kind\":\"outage\",\"when\":1}").text())
        .contains("Unknown member");
    assertThat(
            admin("jira-ops").post("/faults", "{\"kind\":\"outage\",\"operation\":\"x\"}").status())
        .isEqualTo(400);
    assertThat(admin("jira-ops").post("/faults", "{\"kind\":\"refuse-field\"}").status())
        .isEqualTo(400);
    assertThat(admin("jira-ops").post("/faults", "{\"kind\":\"outage\",\"count\":\"to\"}").status())
        .isEqualTo(400);
    assertThat(admin("jira-ops").post("/faults", "ikke json").status()).isEqualTo(400);
    assertThat(admin("remedy").get("/faults").text()).contains("jira-sds");
  }

  @Test
  void tickets_can_be_listed_removed_and_forgotten() {
    create("clearquest", "Et");
    create("clearquest", "To");

    assertThat(admin("clearquest").get("/tickets").json()).hasSize(2);
    assertThat(admin("clearquest").delete("/tickets/NSP00000001").status()).isEqualTo(204);
    assertThat(admin("clearquest").delete("/tickets/NSP00000001").status()).isEqualTo(404);
    assertThat(admin("clearquest").post("/reset", "").status()).isEqualTo(204);
    assertThat(admin("clearquest").get("/tickets").json()).isEmpty();
  }
}
