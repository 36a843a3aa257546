package hub.simulator.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.seed.ToolClient;
import java.util.HashMap;
import java.util.Map;

/// Astrid at the operations supplier, who works in Jira.
final class OperationsBoard {

  private final ToolClient jira;
  private final Map<String, String> fieldIds = new HashMap<>();

  OperationsBoard(String tools) {
    jira = new ToolClient(tools + "/jira-ops/rest/api/2", Map.of("Authorization", "Bearer astrid"));
  }

  /// Makes an issue and returns its key.
  String create(String summary, String priority, String userImpact) {
    ObjectNode body = Json.object();
    ObjectNode fields = body.putObject("fields");
    fields.putObject("project").put("key", "DRIFT");
    fields.putObject("issuetype").put("name", "Incident");
    fields.put("summary", summary).put("description", summary + ", says the monitoring.");
    fields.putObject("priority").put("name", priority);
    fields.putObject(fieldId("User impact")).put("value", userImpact);
    return ToolClient.body(jira.post("/issue", body)).path("key").asText();
  }

  void setPriority(String issue, String priority) {
    ObjectNode body = Json.object();
    body.putObject("fields").putObject("priority").put("name", priority);
    jira.put("/issue/" + issue, body);
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

  String clearQuestId(String issue) {
    String field = fieldId("ClearQuest ID");
    return jira.get("/issue/" + issue + "?fields=" + field)
        .path("fields")
        .path(field)
        .asText("")
        .replace("null", "");
  }

  private String fieldId(String name) {
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
