package hub.simulator.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.seed.ToolClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Kirsten at the national service desk, who works in ClearQuest.
final class Desk {

  private static final String RECORDS = "/repo/NSP/db/NSP/record";

  private static final String ALL =
      RECORDS + "/?rcm.type=Incident&oslc.select=cq:LocalTicket&oslc.pageSize=10000";

  private final ToolClient clearQuest;
  private final ToolClient admin;

  Desk(String tools) {
    String login =
        Base64.getEncoder().encodeToString("kirsten:kirsten".getBytes(StandardCharsets.UTF_8));
    clearQuest =
        new ToolClient(
            tools + "/clearquest/cqweb/oslc",
            Map.of("OSLC-Core-Version", "2.0", "Authorization", "Basic " + login));
    admin = new ToolClient(tools + "/admin/clearquest", Map.of());
  }

  /// Makes a record and returns its address.
  String report(String headline, String priority) {
    ObjectNode body =
        Json.object()
            .put("dcterms:type", "Incident")
            .put("cq:Headline", headline)
            .put("cq:Description", headline + " since this morning.")
            .put("cq:Priority", priority)
            .put("cq:UserImpact", "yes");
    return clearQuest.post(RECORDS, body).headers().firstValue("Location").orElseThrow();
  }

  /// The address of the record that carries a local desk's number, or empty.
  String reportedAs(String localTicket) {
    for (JsonNode record : clearQuest.get(ALL).path("rdfs:member")) {
      if (record.path("cq:LocalTicket").asText().equals(localTicket)) {
        return record.path("rdf:about").asText();
      }
    }
    return "";
  }

  String id(String record) {
    return field(record, "id");
  }

  String jiraKey(String record) {
    return field(record, "JiraKey");
  }

  String field(String record, String name) {
    return clearQuest.get(record + "?oslc.properties=cq:" + name).path("cq:" + name).asText();
  }

  void assign(String record, String assignee) {
    act(record, "Assign", "Assignee", assignee);
  }

  void note(String record, String text) {
    act(record, "Modify", "Note_Entry", text);
  }

  void open(String record) {
    act(record, "Open", "Note_Entry", "Seen.");
  }

  /// Says what it was and what was done, and closes.
  void solve(String record, String cause, String solution) {
    clearQuest.put(
        record + "?rcm.action=Resolve&oslc.properties=cq:Root_Cause,cq:Resolution",
        Json.object().put("cq:Root_Cause", cause).put("cq:Resolution", solution));
    act(record, "Close", "Note_Entry", "The desk is informed.");
  }

  void goDown() {
    admin.post("/faults", Json.object().put("kind", "outage"));
  }

  void comeBack() {
    admin.delete("/faults");
  }

  private void act(String record, String action, String field, String value) {
    clearQuest.put(
        record + "?rcm.action=" + action + "&oslc.properties=cq:" + field,
        Json.object().put("cq:" + field, value));
  }
}
