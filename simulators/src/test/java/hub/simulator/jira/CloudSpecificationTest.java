package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything the simulated Jira Cloud answers fits the vendor's OpenAPI file.
class CloudSpecificationTest {
  private static final Optional<JiraSpecification> SPECIFICATION = JiraSpecification.loadCloud();
  private static Simulators simulators;

  private Browser browser;
  private String key;

  @BeforeAll
  static void start() {
    simulators = Simulators.start(SimulatorOptions.forTests());
  }

  @AfterAll
  static void stop() {
    simulators.close();
  }

  @BeforeEach
  void createAnIssue() {
    assumeTrue(
        SPECIFICATION.isPresent(),
        "The OpenAPI file is not there (-Dhub.shared=…): responses are not validated");
    browser =
        Browser.at(simulators.url() + "/jira-fmk/rest/api/3")
            .with(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString("hub@example.com:demo".getBytes(StandardCharsets.UTF_8)));
    key =
        valid(
                "POST",
                "/issue",
                """
                {"fields":{"project":{"key":"FMK"},"issuetype":{"name":"Incident"},
                 "summary":"Gateway afviser kald","labels":["nsp"],
                 "customfield_10052":{"value":"Yes"},"customfield_10051":"NSP00000001"},
                 "properties":[{"key":"hub","value":{"incident":7}}]}\
                """,
                201)
            .path("key")
            .asText();
  }

  @Test
  void what_a_site_says_about_itself_fits() {
    for (String path :
        new String[] {
          "/serverInfo",
          "/myself",
          "/mypermissions?projectKey=FMK&permissions=EDIT_ISSUES,ADMINISTER",
          "/field",
          "/priority",
          "/status",
          "/issuetype",
          "/resolution",
          "/project",
          "/project/FMK",
          "/project/FMK/statuses",
          "/issueLinkType",
          "/issue/createmeta/FMK/issuetypes",
          "/issue/createmeta/FMK/issuetypes/10012"
        }) {
      valid("GET", path, "", 200);
    }
  }

  @Test
  void an_issue_fits_with_all_its_expansions() {
    valid("PUT", "/issue/" + key, "{\"fields\":{\"priority\":{\"name\":\"High\"}}}", 204);
    valid("GET", "/issue/" + key, "", 200);
    valid(
        "GET",
        "/issue/"
            + key
            + "?expand=changelog,transitions,transitions.fields,names,schema,editmeta"
            + "&properties=*all&fields=*all",
        "",
        200);
    valid("GET", "/issue/" + key + "/editmeta", "", 200);
  }

  @Test
  void edits_and_transitions_fit() {
    valid(
        "PUT",
        "/issue/" + key,
        "{\"update\":{\"labels\":[{\"add\":\"p1\"},{\"remove\":\"nsp\"}]}}",
        204);
    valid("GET", "/issue/" + key + "/transitions?expand=transitions.fields", "", 200);
    valid("POST", "/issue/" + key + "/transitions", "{\"transition\":{\"id\":\"11\"}}", 204);
    valid(
        "POST",
        "/issue/" + key + "/transitions",
        """
        {"transition":{"id":"31"},"fields":{"resolution":{"name":"Done"}},
         "update":{"comment":[{"add":{"body":%s}}]}}\
        """
            .formatted(document("Genstartet")),
        204);
    valid("POST", "/issue/" + key + "/transitions", "{\"transition\":{\"id\":\"999\"}}", 400);
  }

  @Test
  void comments_fit() {
    String comment =
        "{\"body\":%s,\"properties\":[{\"key\":\"hub\",\"value\":{\"of\":\"NSP1\"}}]}"
            .formatted(document("Set"));
    JsonNode made = valid("POST", "/issue/" + key + "/comment", comment, 201);
    String path = "/issue/" + key + "/comment/" + made.path("id").asText();
    valid("GET", "/issue/" + key + "/comment?expand=properties&orderBy=-created", "", 200);
    valid("GET", path, "", 200);
    valid("PUT", path, "{\"body\":%s}".formatted(document("Rettet")), 200);
    valid("PUT", "/comment/" + made.path("id").asText() + "/properties/hub", "{\"of\":\"x\"}", 200);
    valid("GET", "/comment/" + made.path("id").asText() + "/properties/hub", "", 200);
    valid("GET", "/comment/" + made.path("id").asText() + "/properties", "", 200);
    valid("DELETE", path, "", 204);
  }

  @Test
  void properties_and_links_fit() {
    valid("PUT", "/issue/" + key + "/properties/marker", "{\"a\":1}", 201);
    valid("GET", "/issue/" + key + "/properties/marker", "", 200);
    valid("GET", "/issue/" + key + "/properties", "", 200);
    valid("DELETE", "/issue/" + key + "/properties/marker", "", 204);
    String link =
        """
        {"globalId":"system=hub&id=7","application":{"type":"hub","name":"Hub"},
         "relationship":"mirrors","object":{"url":"http://hub/7","title":"NSP00000001",
         "status":{"resolved":false}}}\
        """;
    JsonNode made = valid("POST", "/issue/" + key + "/remotelink", link, 201);
    valid("GET", "/issue/" + key + "/remotelink", "", 200);
    String global = Browser.encode("system=hub&id=7");
    valid("GET", "/issue/" + key + "/remotelink?globalId=" + global, "", 200);
    valid("GET", "/issue/" + key + "/remotelink/" + made.path("id").asText(), "", 200);
    valid("DELETE", "/issue/" + key + "/remotelink?globalId=" + global, "", 204);
    createAnIssueAndLinkIt();
  }

  private void createAnIssueAndLinkIt() {
    String first = key;
    createAnIssue();
    valid(
        "POST",
        "/issueLink",
        """
        {"type":{"name":"Blocks"},"inwardIssue":{"key":"%s"},"outwardIssue":{"key":"%s"}}\
        """
            .formatted(first, key),
        201);
    JsonNode issue = valid("GET", "/issue/" + key + "?fields=issuelinks", "", 200);
    String id = issue.path("fields").path("issuelinks").path(0).path("id").asText();
    valid("GET", "/issueLink/" + id, "", 200);
    valid("DELETE", "/issueLink/" + id, "", 204);
  }

  @Test
  void searches_fit() {
    String jql = Browser.encode("project = FMK ORDER BY updated ASC, key ASC");
    valid("GET", "/search/jql?jql=" + jql + "&fields=*all&expand=changelog", "", 200);
    JsonNode first = valid("GET", "/search/jql?jql=" + jql + "&maxResults=1", "", 200);
    assertThat(first.path("issues").path(0).has("fields"))
        .as("fields were not asked for")
        .isFalse();
    valid(
        "POST",
        "/search/jql",
        """
        {"jql":"project = FMK","maxResults":10,"fields":["summary"],"expand":"names",
         "properties":["hub"]}\
        """,
        200);
    valid("POST", "/search/approximate-count", "{\"jql\":\"project = FMK\"}", 200);
    valid(
        "POST",
        "/issue/bulkfetch",
        """
        {"issueIdsOrKeys":["%s","FMK-99999"],"fields":["summary"],"properties":["hub"]}\
        """
            .formatted(key),
        200);
    valid("GET", "/search/jql?jql=" + Browser.encode("ORDER BY key"), "", 400);
    valid("GET", "/search/jql?jql=" + Browser.encode("nonsense = 1"), "", 400);
  }

  @Test
  void refusals_fit() {
    valid("POST", "/issue", "{\"fields\":{\"project\":{\"key\":\"FMK\"}}}", 400);
    valid("GET", "/issue/FMK-99999", "", 404);
    valid("DELETE", "/issue/" + key, "", 204);
  }

  private static String document(String text) {
    return RichText.typed(text).toString();
  }

  /// Sends the request, checks request and response, and gives back the response.
  private JsonNode valid(String method, String path, String body, int status) {
    Answer answer = browser.send(method, path, body);
    URI address = answer.response().uri();
    JiraSpecification specification = SPECIFICATION.orElseThrow();
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(
            specification.complaintsAboutResponse(
                method, address.getPath(), answer.status(), answer.text()))
        .isEmpty();
    if (status < 400) {
      assertThat(specification.complaintsAboutRequest(method, address.getPath(), query, body))
          .isEmpty();
    }
    return answer.text().isEmpty() ? NullNode.instance : answer.json();
  }
}
