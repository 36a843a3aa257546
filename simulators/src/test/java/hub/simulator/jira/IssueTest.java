package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reference jira.md §2, §4, §5, §9: issues, what is written to them and what is refused.
class IssueTest {
  private static JiraClient jira;

  @BeforeAll
  static void start() {
    jira = JiraClient.start();
  }

  @AfterAll
  static void stop() {
    jira.close();
  }

  @Test
  void a_new_issue_answers_with_its_names_only_and_has_the_site_defaults() {
    Answer answer =
        jira.rest.post(
            "/issue",
            """
            {"fields":{"project":{"id":"10000"},"issuetype":{"id":"10100"},"summary":"Ny",
             "customfield_10301":"NSP00000007","customfield_10302":{"value":"Yes"}},
             "properties":[{"key":"hub","value":{"incident":7}}]}\
            """);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().size()).isEqualTo(3);
    String key = answer.json().path("key").asText();
    JsonNode fields = jira.fields(key);
    assertThat(fields.path("status").path("name").asText()).isEqualTo("To Do");
    assertThat(fields.path("priority").path("name").asText()).isEqualTo("Medium");
    assertThat(fields.path("reporter").path("name").asText()).isEqualTo("demo");
    assertThat(fields.path("customfield_10302").path("value").asText()).isEqualTo("Yes");
    JsonNode property = jira.rest.get("/issue/" + key + "?properties=hub").json();
    assertThat(property.path("properties").path("hub").path("incident").asInt()).isEqualTo(7);
  }

  @Test
  void what_is_missing_unknown_or_not_on_the_screen_is_named() {
    assertThat(jira.rest.post("/issue", "{\"fields\":{}}").json().path("errors").has("project"))
        .isTrue();
    Answer answer =
        jira.rest.post(
            "/issue",
            "{\"fields\":{\"project\":{\"key\":\"DRIFT\"},\"issuetype\":{\"name\":\"Incident\"},"
                + "\"summary\":\"x\",\"customfield_1\":\"y\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").path("customfield_1").asText())
        .contains("It is not on the appropriate screen, or unknown");
    assertThat(jira.edit(jira.create("s"), "\"status\":{\"name\":\"Closed\"}").status())
        .isEqualTo(400);
  }

  @Test
  void texts_are_normalised_as_the_tool_does() {
    String key = jira.createWith("\"summary\":\" Blanke \",\"description\":\"a\\nb  \\n\\n\"");

    assertThat(jira.fields(key).path("summary").asText()).isEqualTo("Blanke");
    assertThat(jira.fields(key).path("description").asText()).isEqualTo("a\r\nb");
  }

  @Test
  void a_summary_is_one_line_of_at_most_255_characters() {
    String key = jira.create("kort");

    assertThat(jira.edit(key, "\"summary\":\"a\\nb\"").text()).contains("newline");
    assertThat(jira.edit(key, "\"summary\":\"" + "x".repeat(256) + "\"").status()).isEqualTo(400);
    assertThat(jira.edit(key, "\"description\":\"" + "x".repeat(32_768) + "\"").text())
        .contains("32,767");
  }

  @Test
  void an_edit_changes_only_what_was_sent_and_is_in_the_changelog() {
    String key = jira.createWith("\"summary\":\"Log\",\"labels\":[\"a\"]");

    Answer answer = jira.edit(key, "\"priority\":{\"name\":\"Highest\"}");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertThat(jira.fields(key).path("labels").path(0).asText()).isEqualTo("a");
    JsonNode history =
        jira.rest
            .get("/issue/" + key + "?expand=changelog")
            .json()
            .path("changelog")
            .path("histories")
            .path(0);
    assertThat(history.path("author").path("name").asText()).isEqualTo("demo");
    JsonNode item = history.path("items").path(0);
    assertThat(item.path("field").asText()).isEqualTo("priority");
    assertThat(item.path("from").asText()).isEqualTo("3");
    assertThat(item.path("fromString").asText()).isEqualTo("Medium");
    assertThat(item.path("toString").asText()).isEqualTo("Highest");
    assertThat(item.has("fieldId")).isFalse();
  }

  @Test
  void an_edit_without_a_difference_leaves_no_trace() {
    String key = jira.create("Ens");
    String updated = jira.fields(key).path("updated").asText();

    jira.edit(key, "\"summary\":\"Ens\"");

    assertThat(jira.fields(key).path("updated").asText()).isEqualTo(updated);
    assertThat(jira.simulators().tickets("jira-ops").getLast().version()).isEqualTo(1);
  }

  @Test
  void verbs_change_lists_and_a_field_is_not_in_both_parts() {
    String key = jira.createWith("\"summary\":\"Verber\",\"labels\":[\"a\",\"b\"]");
    jira.rest.put(
        "/issue/" + key, "{\"update\":{\"labels\":[{\"add\":\"c\"},{\"remove\":\"a\"}]}}");

    assertThat(jira.fields(key).path("labels").toString()).isEqualTo("[\"b\",\"c\"]");
    assertThat(
            jira.rest
                .put(
                    "/issue/" + key,
                    "{\"fields\":{\"labels\":[]},\"update\":{\"labels\":[{\"add\":\"c\"}]}}")
                .status())
        .isEqualTo(400);
    assertThat(jira.edit(key, "\"labels\":[\"to ord\"]").status()).isEqualTo(400);
  }

  @Test
  void a_moved_issue_keeps_its_id_and_is_found_by_its_old_key() {
    String key = jira.create("Flyt");
    String id = jira.rest.get("/issue/" + key).json().path("id").asText();
    Browser admin = Browser.at(jira.simulators().url() + "/admin/jira-ops");

    Answer moved = admin.post("/tickets/" + key + "/move", "{\"project\":\"PLAT\"}");

    String newKey = moved.json().path("key").asText();
    assertThat(newKey).startsWith("PLAT-");
    JsonNode byOldKey = jira.rest.get("/issue/" + key.toLowerCase(Locale.ROOT)).json();
    assertThat(byOldKey.path("id").asText()).isEqualTo(id);
    assertThat(byOldKey.path("key").asText()).isEqualTo(newKey);
  }

  @Test
  void a_deleted_issue_is_not_found_any_more() {
    String key = jira.create("Slet");

    assertThat(jira.rest.delete("/issue/" + key).status()).isEqualTo(204);

    Answer gone = jira.rest.get("/issue/" + key);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().path("errorMessages").path(0).asText())
        .isEqualTo("Issue Does Not Exist");
  }

  @Test
  void times_are_in_the_zone_of_the_one_who_asks() {
    String key = jira.create("Zone");

    assertThat(jira.fields(key).path("created").asText()).endsWith("+0000");
    assertThat(jira.astrid.get("/issue/" + key).json().path("fields").path("created").asText())
        .matches(".*\\+0[12]00");
  }

  @Test
  void nobody_gets_in_without_a_token() {
    Browser stranger = Browser.at(jira.simulators().url() + "/jira-ops/rest/api/2");

    Answer answer = stranger.with("Authorization", "Bearer forkert").get("/myself");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("X-Seraph-LoginReason")).contains("AUTHENTICATED_FAILED");
    assertThat(stranger.get("/serverInfo").status()).isEqualTo(200);
  }

  @Test
  void attachments_need_the_header_and_come_back_as_they_were() {
    String key = jira.create("Fil");
    String parts =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\nindhold\r\n--edge--\r\n";
    Browser upload = jira.rest.with("Content-Type", "multipart/form-data; boundary=edge");
    String path = "/issue/" + key + "/attachments";

    assertThat(upload.post(path, parts).status()).isEqualTo(403);
    JsonNode attached =
        upload.with("X-Atlassian-Token", "no-check").post(path, parts).json().path(0);

    assertThat(attached.path("filename").asText()).isEqualTo("a.txt");
    assertThat(jira.rest.get(attached.path("content").asText()).text()).isEqualTo("indhold");
    assertThat(jira.fields(key).path("attachment")).hasSize(1);
  }

  @Test
  void the_other_site_has_other_data() {
    Browser sds =
        Browser.at(jira.simulators().url() + "/jira-sds/rest/api/2")
            .with("Authorization", "Bearer demo");
    Answer made =
        sds.post(
            "/issue",
            "{\"fields\":{\"project\":{\"key\":\"SDS\"},\"issuetype\":{\"name\":\"RFC\"},"
                + "\"summary\":\"Ændring\",\"customfield_10901\":\"NSP00000001\"}}");

    assertThat(made.json().path("key").asText()).isEqualTo("SDS-1");
    JsonNode transitions = sds.get("/issue/SDS-1/transitions").json().path("transitions");
    assertThat(transitions.findValuesAsText("name")).contains("Approve", "Reject");
  }
}
