package hub.simulator.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;

/// Solveig in change management, who works in SDS-Jira.
final class ChangeBoard {

  private final JiraPerson solveig;

  ChangeBoard(String tools) {
    solveig = new JiraPerson(tools + "/jira-sds", "solveig", "SDS", "RFC");
  }

  /// Makes an RFC that names what causes it, and returns its key.
  String requestChange(String summary, String... causes) {
    ObjectNode fields = Json.object();
    fields.put("summary", summary).put(solveig.fieldId("Caused by"), String.join(", ", causes));
    return solveig.create(fields);
  }

  void release(String rfc) {
    solveig.move(rfc, "Approve");
    solveig.move(rfc, "Release");
  }
}
