package hub.simulator.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.seed.ToolClient;
import java.util.HashMap;
import java.util.Map;

/// Somebody who works in one of the Jiras.
final class JiraPerson {

  private final ToolClient jira;
  private final String project;
  private final String issueType;
  private final Map<String, String> fieldIds = new HashMap<>();

  /// @param address of that Jira
  JiraPerson(String address, String login, String project, String issueType) {
    this.jira = new ToolClient(address + "/rest/api/2", Map.of("Authorization", "Bearer " + login));
    this.project = project;
    this.issueType = issueType;
  }

  /// Makes an issue with these fields, custom ones by their ids, and returns its key.
  String create(ObjectNode fields) {
    fields.putObject("project").put("key", project);
    fields.putObject("issuetype").put("name", issueType);
    return ToolClient.body(jira.post("/issue", Json.object().set("fields", fields)))
        .path("key")
        .asText();
  }

  void edit(String issue, ObjectNode fields) {
    jira.put("/issue/" + issue, Json.object().set("fields", fields));
  }

  void move(String issue, String transition) {
    String path = "/issue/" + issue + "/transitions";
    for (JsonNode offered : jira.get(path).path("transitions")) {
      if (offered.path("name").asText().equals(transition)) {
        ObjectNode body = Json.object();
        body.putObject("transition").put("id", offered.path("id").asText());
        jira.post(path, body);
        return;
      }
    }
    throw new IllegalStateException(issue + " has no transition " + transition);
  }

  String comments(String issue) {
    return jira.get("/issue/" + issue + "/comment").toString();
  }

  /// A custom field's text, empty if there is none.
  String text(String issue, String name) {
    String field = fieldId(name);
    return jira.get("/issue/" + issue + "?fields=" + field)
        .path("fields")
        .path(field)
        .asText("")
        .replace("null", "");
  }

  String fieldId(String name) {
    if (fieldIds.isEmpty()) {
      jira.get("/field")
          .forEach(field -> fieldIds.put(field.path("name").asText(), field.path("id").asText()));
    }
    String id = fieldIds.get(name);
    if (id == null) {
      throw new IllegalStateException("Jira has no field " + name);
    }
    return id;
  }
}
