package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser.Answer;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reference jira.md §3: the workflow and its screens.
class TransitionTest {
  private static JiraClient jira;

  @BeforeAll
  static void start() {
    jira = JiraClient.start();
  }

  @AfterAll
  static void stop() {
    jira.close();
  }

  private static String inProgress() {
    String key = jira.create("Arbejdsgang");
    assertThat(jira.transition(key, "11").status()).isEqualTo(204);
    return key;
  }

  @Test
  void only_what_is_possible_now_is_listed() {
    String key = jira.create("Nyt");

    JsonNode open = jira.rest.get("/issue/" + key + "/transitions").json().path("transitions");

    assertThat(open).hasSize(1);
    assertThat(open.path(0).path("to").path("statusCategory").path("key").asText())
        .isEqualTo("indeterminate");
    assertThat(jira.transition(key, "51").status()).isEqualTo(400);
  }

  @Test
  void a_screen_tells_its_fields_and_asks_for_them() {
    String key = inProgress();

    JsonNode resolve = null;
    for (JsonNode one :
        jira.rest
            .get("/issue/" + key + "/transitions?expand=transitions.fields")
            .json()
            .path("transitions")) {
      resolve = one.path("id").asText().equals("51") ? one : resolve;
    }
    assertThat(resolve).isNotNull();
    JsonNode resolution = Objects.requireNonNull(resolve).path("fields").path("resolution");
    assertThat(resolution.path("required").asBoolean()).isTrue();
    assertThat(resolution.path("allowedValues")).isNotEmpty();
    Answer without = jira.transition(key, "51");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.json().path("errors").path("resolution").asText())
        .isEqualTo("Resolution is required.");
  }

  @Test
  void resolving_stamps_the_issue_and_reopening_takes_the_resolution_away() {
    String key = inProgress();

    Answer resolved =
        jira.rest.post(
            "/issue/" + key + "/transitions",
            """
            {"transition":{"id":51},"fields":{"resolution":{"name":"Fixed"},
             "customfield_10303":"Fuld disk"},"update":{"comment":[{"add":{"body":"Løst"}}]}}\
            """);

    assertThat(resolved.status()).isEqualTo(204);
    assertThat(resolved.header("Content-Type").orElse("")).startsWith("text/html");
    JsonNode fields = jira.fields(key);
    assertThat(fields.path("status").path("name").asText()).isEqualTo("Resolved");
    assertThat(fields.path("resolution").path("name").asText()).isEqualTo("Fixed");
    assertThat(fields.path("resolutiondate").asText()).isNotEmpty();
    assertThat(fields.path("comment").path("comments")).hasSize(1);

    jira.transition(key, "71");
    assertThat(jira.fields(key).path("resolution").isNull()).isTrue();
    assertThat(jira.fields(key).path("resolutiondate").isNull()).isTrue();
  }

  @Test
  void a_field_that_is_not_on_the_screen_is_refused() {
    String key = inProgress();

    Answer answer =
        jira.rest.post(
            "/issue/" + key + "/transitions",
            "{\"transition\":{\"id\":\"31\"},\"fields\":{\"resolution\":{\"name\":\"Fixed\"}}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("appropriate screen");
    assertThat(jira.fields(key).path("status").path("name").asText()).isEqualTo("In Progress");
  }

  @Test
  void a_status_change_is_in_the_changelog_by_id_and_name() {
    String key = inProgress();

    JsonNode item =
        jira.rest
            .get("/issue/" + key + "?expand=changelog")
            .json()
            .path("changelog")
            .path("histories")
            .path(0)
            .path("items")
            .path(0);

    assertThat(item.path("field").asText()).isEqualTo("status");
    assertThat(item.path("from").asText()).isEqualTo("10200");
    assertThat(item.path("toString").asText()).isEqualTo("In Progress");
  }
}
