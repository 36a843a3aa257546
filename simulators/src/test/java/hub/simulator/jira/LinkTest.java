package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reference jira.md §4 and §5: comments, links, properties.
class LinkTest {
  private static final String LINK =
      """
      {"globalId":"system=hub&id=7","relationship":"mirrors",
       "object":{"url":"http://hub/7","title":"%s"}}\
      """;

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
  void a_remote_link_with_a_global_id_is_written_once_and_replaced_whole() {
    String path = "/issue/" + jira.create("Fjern") + "/remotelink";
    JsonNode first = jira.rest.post(path, LINK.formatted("Et")).json();

    Answer second =
        jira.rest.post(
            path,
            """
            {"globalId":"system=hub&id=7","object":{"url":"http://hub/7","title":"To"}}\
            """);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("id").asLong()).isEqualTo(first.path("id").asLong());
    JsonNode link = jira.rest.get(path + "?globalId=" + Browser.encode("system=hub&id=7")).json();
    assertThat(link.path("object").path("title").asText()).isEqualTo("To");
    assertThat(link.has("relationship")).isFalse();
    assertThat(jira.rest.get(path).json()).hasSize(1);
  }

  @Test
  void without_a_global_id_every_call_makes_one_more() {
    String path = "/issue/" + jira.create("Fjern") + "/remotelink";
    String link = "{\"object\":{\"url\":\"http://hub/7\",\"title\":\"Et\"}}";

    jira.rest.post(path, link);
    jira.rest.post(path, link);

    assertThat(jira.rest.get(path).json()).hasSize(2);
    assertThat(
            jira.rest
                .post(path, "{\"object\":{\"url\":\"http://hub\"}}")
                .json()
                .path("errors")
                .path("title")
                .asText())
        .isEqualTo("'title' is required.");
  }

  @Test
  void a_remote_link_moves_the_update_and_is_in_the_changelog() {
    String key = jira.create("Ekko");

    jira.rest.post("/issue/" + key + "/remotelink", LINK.formatted("Et"));

    JsonNode item =
        jira.rest
            .get("/issue/" + key + "?expand=changelog")
            .json()
            .path("changelog")
            .path("histories")
            .path(0)
            .path("items")
            .path(0);
    assertThat(item.path("field").asText()).isEqualTo("RemoteIssueLink");
  }

  @Test
  void an_issue_link_shows_on_both_sides_and_a_second_one_changes_nothing() {
    String inward = jira.create("Årsag");
    String outward = jira.create("Virkning");
    String body =
        """
        {"type":{"name":"Blocks"},"inwardIssue":{"key":"%s"},"outwardIssue":{"key":"%s"}}\
        """
            .formatted(inward, outward);

    Answer first = jira.rest.post("/issueLink", body);
    Answer second = jira.rest.post("/issueLink", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text()).isEmpty();
    assertThat(second.status()).isEqualTo(201);
    JsonNode ofOutward = jira.fields(outward).path("issuelinks");
    assertThat(ofOutward).hasSize(1);
    assertThat(ofOutward.path(0).path("inwardIssue").path("key").asText()).isEqualTo(inward);
    JsonNode ofInward = jira.fields(inward).path("issuelinks").path(0);
    assertThat(ofInward.path("outwardIssue").path("key").asText()).isEqualTo(outward);
    assertThat(ofInward.path("id")).isEqualTo(ofOutward.path(0).path("id"));
  }

  @Test
  void comments_are_made_by_the_caller_read_in_pages_edited_and_deleted() {
    String path = "/issue/" + jira.create("Samtale") + "/comment";
    Answer made = jira.astrid.post(path, "{\"body\":\"Første\\nlinje \"}");
    jira.rest.post(path, "{\"body\":\"Anden\"}");

    assertThat(made.header("Location").orElse("")).contains("/comment/");
    assertThat(made.json().path("author").path("name").asText()).isEqualTo("astrid");
    assertThat(made.json().path("body").asText()).isEqualTo("Første\r\nlinje");
    JsonNode page = jira.rest.get(path + "?maxResults=1&startAt=1").json();
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(page.path("comments").path(0).path("body").asText()).isEqualTo("Anden");

    String one = path + "/" + made.json().path("id").asText();
    JsonNode edited = jira.rest.put(one, "{\"body\":\"Rettet\"}").json();
    assertThat(edited.path("author").path("name").asText()).isEqualTo("astrid");
    assertThat(edited.path("updateAuthor").path("name").asText()).isEqualTo("demo");
    assertThat(jira.rest.delete(one).status()).isEqualTo(204);
    assertThat(jira.rest.get(one).status()).isEqualTo(404);
    assertThat(jira.rest.post(path, "{\"body\":\" \"}").status()).isEqualTo(400);
  }

  @Test
  void a_comment_carries_properties_and_a_restriction() {
    String path = "/issue/" + jira.create("Mærke") + "/comment";
    JsonNode made =
        jira.rest
            .post(
                path + "?expand=properties",
                """
                {"body":"x","visibility":{"type":"role","value":"Administrators"},
                 "properties":[{"key":"hub","value":{"of":"NSP1"}}]}\
                """)
            .json();

    assertThat(made.path("visibility").path("value").asText()).isEqualTo("Administrators");
    assertThat(made.path("properties").path(0).path("value").path("of").asText()).isEqualTo("NSP1");
  }

  @Test
  void properties_do_not_move_the_update() {
    String key = jira.create("Egenskab");
    String updated = jira.fields(key).path("updated").asText();
    String path = "/issue/" + key + "/properties/hub";

    assertThat(jira.rest.put(path, "{\"a\":1}").status()).isEqualTo(201);
    assertThat(jira.rest.put(path, "{\"a\":2}").status()).isEqualTo(200);

    assertThat(jira.rest.get(path).json().path("value").path("a").asInt()).isEqualTo(2);
    assertThat(jira.fields(key).path("updated").asText()).isEqualTo(updated);
    assertThat(jira.rest.delete(path).status()).isEqualTo(204);
    assertThat(jira.rest.get(path).status()).isEqualTo(404);
  }
}
