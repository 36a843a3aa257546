package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;

/// The operations Jira, and clients for the service account and for a person.
final class JiraClient implements AutoCloseable {
  private final Simulators simulators;
  final Browser rest;
  final Browser astrid;

  private JiraClient(SimulatorOptions options) {
    this.simulators = Simulators.start(options);
    Browser base = Browser.at(simulators.url() + "/jira-ops/rest/api/2");
    this.rest = base.with("Authorization", "Bearer demo");
    this.astrid = base.with("Authorization", "Bearer astrid");
  }

  static JiraClient start() {
    return new JiraClient(SimulatorOptions.forTests());
  }

  static JiraClient start(SimulatorOptions options) {
    return new JiraClient(options);
  }

  Simulators simulators() {
    return simulators;
  }

  /// The key of a new incident.
  String create(String summary) {
    return createWith("\"summary\":\"" + summary + "\"");
  }

  /// The key of a new incident with these fields.
  String createWith(String fields) {
    Answer answer =
        rest.post(
            "/issue",
            """
            {"fields":{"project":{"key":"DRIFT"},"issuetype":{"name":"Incident"},%s}}\
            """
                .formatted(fields));
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.json().path("key").asText();
  }

  JsonNode fields(String key) {
    return rest.get("/issue/" + key).json().path("fields");
  }

  Answer edit(String key, String fields) {
    return rest.put("/issue/" + key, "{\"fields\":{" + fields + "}}");
  }

  Answer transition(String key, String id) {
    return rest.post("/issue/" + key + "/transitions", "{\"transition\":{\"id\":\"" + id + "\"}}");
  }

  Answer search(String jql) {
    return rest.get("/search?fields=summary&jql=" + Browser.encode(jql));
  }

  @Override
  public void close() {
    simulators.close();
  }
}
