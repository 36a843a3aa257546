package hub.connector.clearquest;

import hub.connector.http.ToolResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Answers an errand's requests from a script, and keeps what was asked.
final class ScriptedServer {

  static final String BASE = "https://cq.example/cqweb/oslc";

  private final Deque<ToolResponse> script = new ArrayDeque<>();
  private final List<Request> asked = new ArrayList<>();

  ScriptedServer answers(int status, String contentType, String body, String... headers) {
    var all = new TreeMap<>(Map.of("Content-Type", contentType));
    for (var i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    script.add(new ToolResponse(status, all, body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  ScriptedServer json(String body, String... headers) {
    return answers(200, "application/json", body, headers);
  }

  <T> T run(Errand<T> errand) {
    var at = errand;
    while (at instanceof Errand.Ask<T>(var request, var goOn)) {
      asked.add(request);
      if (script.isEmpty()) {
        throw new AssertionError("not in the script: " + request);
      }
      at = goOn.apply(script.remove());
    }
    return ((Errand.Done<T>) at).result();
  }

  List<Request> asked() {
    return asked;
  }

  Request last() {
    return asked.getLast();
  }

  boolean isUsedUp() {
    return script.isEmpty();
  }

  /// A site as the demo has it, with its services known.
  static ClearQuestSite site() {
    var site = new ClearQuestSite();
    site.setSystem("clearquest");
    site.setBaseUrl(BASE);
    site.setRepository("NSP");
    site.setDatabase("NSP");
    site.setRecordType("Incident");
    site.setFields(
        "Headline,Description,Priority,Assignee,JiraKey,RfcKey,LocalTicket,ReporterMail,UserImpact,"
            + "Root_Cause,Resolution,Submit_Date,Last_Modified,Last_Modified_By");
    site.setLastModifiedField("Last_Modified");
    site.setFieldOrder("Headline,Priority,Assignee");
    site.setTransitions(
        "Assign: Submitted -> Assigned; Open: Submitted, Assigned -> Opened;"
            + " Resolve(Resolution): Opened -> Resolved; Close: Resolved -> Closed;"
            + " Reopen: Resolved, Closed -> Opened");
    return site;
  }

  static ClearQuestConnection connection() {
    var connection = new ClearQuestConnection();
    connection.discovered(
        new RecordServices(
            java.net.URI.create(BASE + "/repo/NSP/db/NSP/simpleQuery/7"),
            java.net.URI.create(BASE + "/repo/NSP/db/NSP/record"),
            Map.of()));
    return connection;
  }
}
