package hub.simulator.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;

/// Astrid at the operations supplier, who works in Jira.
final class OperationsBoard {

  private final JiraPerson astrid;

  OperationsBoard(String tools) {
    astrid = new JiraPerson(tools + "/jira-ops", "astrid", "DRIFT", "Incident");
  }

  /// Makes an issue and returns its key.
  String create(String summary, String priority, String userImpact) {
    ObjectNode fields = Json.object();
    fields.put("summary", summary).put("description", summary + ", says the monitoring.");
    fields.putObject("priority").put("name", priority);
    fields.putObject(astrid.fieldId("User impact")).put("value", userImpact);
    return astrid.create(fields);
  }

  void setPriority(String issue, String priority) {
    ObjectNode fields = Json.object();
    fields.putObject("priority").put("name", priority);
    astrid.edit(issue, fields);
  }

  void startProgress(String issue) {
    astrid.move(issue, "Start progress");
  }

  String comments(String issue) {
    return astrid.comments(issue);
  }

  String clearQuestId(String issue) {
    return astrid.text(issue, "ClearQuest ID");
  }
}
