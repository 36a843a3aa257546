package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.AdjustableClock;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reference jira.md §6.1 and §6.3: what a search finds, and how coarse its times are.
class JqlTest {
  private final AdjustableClock clock = new AdjustableClock("2026-07-01T08:00:30.500Z");
  private JiraClient jira =
      JiraClient.start(
          SimulatorOptions.forTests()
              .withClock(clock)
              .withJira(JiraSettings.DEFAULTS.withSearch(Duration.ZERO, 3)));

  @BeforeEach
  void createIssues() {
    jira.createWith(
        "\"summary\":\"Gateway svarer ikke\",\"priority\":{\"name\":\"High\"},"
            + "\"customfield_10301\":\"NSP00000001\",\"labels\":[\"hub-1\"]");
    clock.advance(Duration.ofSeconds(20));
    jira.createWith(
        "\"summary\":\"FMK er langsom\",\"customfield_10301\":\"NSP00000011\","
            + "\"customfield_10302\":{\"value\":\"Yes\"}");
    clock.advance(Duration.ofSeconds(20));
    jira.create("STS afviser gateway");
  }

  @AfterEach
  void stop() {
    jira.close();
  }

  private List<String> keys(String jql) {
    return keys(jira.search(jql));
  }

  private static List<String> keys(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> keys = new ArrayList<>();
    for (JsonNode issue : answer.json().path("issues")) {
      keys.add(issue.path("key").asText());
    }
    return keys;
  }

  @Test
  void a_date_in_a_query_has_whole_minutes_in_the_zone_of_the_user() {
    String sinceTheMinute = "updated >= \"2026-07-01 08:00\" ORDER BY key ASC";
    assertThat(keys(sinceTheMinute)).containsExactly("DRIFT-1", "DRIFT-2", "DRIFT-3");
    assertThat(keys("updated >= \"2026/07/01 08:01\"")).containsExactly("DRIFT-3");

    String inCopenhagen = "updated >= \"2026-07-01 10:01\"";
    assertThat(keys(inCopenhagen)).isEmpty();
    assertThat(keys(jira.astrid.get("/search?fields=summary&jql=" + Browser.encode(inCopenhagen))))
        .containsExactly("DRIFT-3");
  }

  @Test
  void a_bare_number_is_an_exact_moment() {
    long second = Instant.parse("2026-07-01T08:00:50.500Z").toEpochMilli();

    assertThat(keys("updated >= " + second + " ORDER BY updated ASC"))
        .containsExactly("DRIFT-2", "DRIFT-3");
    assertThat(keys("updated > " + second)).containsExactly("DRIFT-3");
    assertThat(keys("updated >= -1m ORDER BY key ASC")).hasSize(3);
  }

  @Test
  void seconds_in_a_date_are_refused() {
    Answer answer = jira.search("updated >= \"2026-07-01 08:00:30\"");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errorMessages").path(0).asText()).contains("Valid formats");
  }

  @Test
  void text_is_found_by_words_and_not_by_parts_of_them() {
    assertThat(keys("\"ClearQuest ID\" ~ \"NSP00000001\"")).containsExactly("DRIFT-1");
    assertThat(keys("cf[10301] ~ \"\\\"NSP00000011\\\"\"")).containsExactly("DRIFT-2");
    assertThat(keys("cf[10301] ~ \"NSP0000*\" ORDER BY key")).hasSize(2);
    assertThat(keys("cf[10301] ~ \"NSP000000\"")).isEmpty();
    assertThat(keys("summary ~ gateway ORDER BY key")).containsExactly("DRIFT-1", "DRIFT-3");
    assertThat(keys("summary ~ \"\\\"svarer gateway\\\"\"")).isEmpty();
    assertThat(jira.search("summary = \"FMK er langsom\"").status()).isEqualTo(400);
  }

  @Test
  void labels_choices_and_keys_are_exact() {
    assertThat(keys("project = DRIFT AND labels = \"hub-1\"")).containsExactly("DRIFT-1");
    assertThat(keys("priority = High")).containsExactly("DRIFT-1");
    assertThat(keys("\"User impact\" = Yes")).containsExactly("DRIFT-2");
    assertThat(keys("\"User impact\" is EMPTY ORDER BY key")).containsExactly("DRIFT-1", "DRIFT-3");
    assertThat(
            keys("status in (\"To Do\", Closed) AND key in (DRIFT-1, DRIFT-3) ORDER BY key DESC"))
        .containsExactly("DRIFT-3", "DRIFT-1");
    assertThat(keys("id = 10001")).containsExactly("DRIFT-2");
    assertThat(keys("resolution = Unresolved AND NOT priority = High ORDER BY key"))
        .containsExactly("DRIFT-2", "DRIFT-3");
    assertThat(keys("(priority = High OR labels = x) AND reporter = currentUser()"))
        .containsExactly("DRIFT-1");
  }

  @Test
  void unknown_fields_and_values_and_broken_queries_are_refused() {
    for (String jql :
        List.of(
            "project = NIX",
            "farve = blå",
            "status = Åben",
            "key = DRIFT-99",
            "project =",
            "project = \"DRIFT",
            "project = DRIFT ORDER",
            "project DRIFT")) {
      assertThat(jira.search(jql).status()).as(jql).isEqualTo(400);
    }
  }

  @Test
  void a_page_is_capped_without_a_word() {
    jira.create("nr 4");
    JsonNode page =
        jira.rest
            .post("/search", "{\"jql\":\"order by key asc\",\"maxResults\":500,\"startAt\":2}")
            .json();

    assertThat(page.path("maxResults").asInt()).isEqualTo(3);
    assertThat(page.path("total").asInt()).isEqualTo(4);
    assertThat(page.path("issues")).hasSize(2);
  }

  @Test
  void the_fields_of_a_result_can_be_chosen() {
    JsonNode fields =
        jira.rest
            .get("/search?fields=summary,priority&jql=" + Browser.encode("key = DRIFT-1"))
            .json()
            .path("issues")
            .path(0)
            .path("fields");
    JsonNode navigable =
        jira.rest
            .get("/search?jql=" + Browser.encode("key = DRIFT-1"))
            .json()
            .path("issues")
            .path(0)
            .path("fields");

    assertThat(fields.size()).isEqualTo(2);
    assertThat(navigable.has("comment")).isFalse();
    assertThat(navigable.has("status")).isTrue();
  }

  @Test
  void an_index_may_lag_behind_the_issues() {
    jira.close();
    jira =
        JiraClient.start(
            SimulatorOptions.forTests()
                .withClock(clock)
                .withJira(JiraSettings.DEFAULTS.withSearch(Duration.ofSeconds(10), 1_000)));
    jira.create("Endnu ikke fundet");

    assertThat(keys("project = DRIFT")).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    assertThat(keys("project = DRIFT")).hasSize(1);
  }
}
