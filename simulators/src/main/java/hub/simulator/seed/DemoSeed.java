package hub.simulator.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.seed.PlannedIncident.Place;
import hub.simulator.seed.PlannedIncident.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes the incidents that exist when the demo starts, by hand of a few invented people and
/// through the tools' own interfaces. It can be run again: what is there already is left alone.
public final class DemoSeed {
  private static final long SEED = 20_260_101L;
  private static final String RECORDS = "/repo/NSP/db/NSP/record";
  private static final Map<Integer, String> JIRA_PRIORITY =
      Map.of(1, "Highest", 2, "High", 3, "Medium", 4, "Low");

  private final ToolClient clearQuest;
  private final ToolClient operations;
  private final ToolClient changes;
  private final Map<String, String> fieldIds = new HashMap<>();

  /// For the simulators at that address.
  public DemoSeed(String url) {
    this.clearQuest =
        new ToolClient(
            url + "/clearquest/cqweb/oslc",
            Map.of("OSLC-Core-Version", "2.0", "Authorization", basic("kirsten")));
    this.operations = jira(url + "/jira-ops", "astrid");
    this.changes = jira(url + "/jira-sds", "solveig");
  }

  private static ToolClient jira(String base, String person) {
    return new ToolClient(base + "/rest/api/2", Map.of("Authorization", "Bearer " + person));
  }

  private static String basic(String person) {
    String login = person + ":" + person;
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  /// Makes what is missing of that many incidents.
  public void run(int count) {
    operations
        .get("/field")
        .forEach(field -> fieldIds.put(field.path("name").asText(), field.path("id").asText()));
    changes
        .get("/field")
        .forEach(
            field -> fieldIds.put("SDS " + field.path("name").asText(), field.path("id").asText()));
    Map<String, String> records = recordsByLocalTicket();
    List<String> issues = issueSummaries();
    for (PlannedIncident incident : PlannedIncident.plan(count, SEED)) {
      if (incident.place() == Place.JIRA_ONLY) {
        if (!issues.contains(summary(incident))) {
          advance(createIssue(incident, ""), incident.stage(), incident);
        }
      } else if (!records.containsKey(incident.localTicket())) {
        createRecord(incident);
      }
    }
    clearQuest.delete("/session/");
  }

  private Map<String, String> recordsByLocalTicket() {
    Map<String, String> records = new HashMap<>();
    clearQuest
        .get(RECORDS + "/?rcm.type=Incident&oslc.select=cq:id,cq:LocalTicket&oslc.pageSize=10000")
        .path("rdfs:member")
        .forEach(record ->
            records.put(record.path("cq:LocalTicket").asText(), record.path("cq:id").asText()));
    return records;
  }

  private List<String> issueSummaries() {
    List<String> summaries = new ArrayList<>();
    operations
        .get("/search?maxResults=1000&fields=summary&jql=" + ToolClient.encode("project = DRIFT"))
        .path("issues")
        .forEach(issue -> summaries.add(issue.path("fields").path("summary").asText()));
    return summaries;
  }

  /// Issues in Jira alone carry the local number in their summary: nothing else identifies them.
  private static String summary(PlannedIncident incident) {
    return incident.place() == Place.JIRA_ONLY
        ? incident.headline() + " [" + incident.localTicket() + "]"
        : incident.headline();
  }

  private void createRecord(PlannedIncident incident) {
    ObjectNode body =
        Json.object()
            .put("dcterms:type", "Incident")
            .put("cq:Headline", incident.headline())
            .put("cq:Description", incident.description())
            .put("cq:Priority", "P" + incident.severity())
            .put("cq:UserImpact", "yes")
            .put("cq:LocalTicket", incident.localTicket())
            .put("cq:ReporterMail", incident.desk().mail());
    String address = clearQuest.post(RECORDS, body).headers().firstValue("Location").orElseThrow();
    String id = clearQuest.get(address + "?oslc.properties=cq:id").path("cq:id").asText();
    if (incident.place() == Place.LINKED) {
      String key = createIssue(incident, id);
      // The keys are exchanged before the work goes on: so no state is without its counterpart.
      edit(address, Json.object().put("cq:JiraKey", key));
      assign(address, incident);
      advanceRecord(address, incident, id);
      advance(key, incident.stage(), incident);
      return;
    }
    if (incident.place() != Place.UNTRIAGED) {
      assign(address, incident);
    }
    advanceRecord(address, incident, id);
  }

  private void assign(String address, PlannedIncident incident) {
    String assignee = incident.place() == Place.FMK ? "FMK" : "Driftleverandoer";
    act(address, "Assign", Json.object().put("cq:Assignee", assignee));
  }

  private void advanceRecord(String address, PlannedIncident incident, String id) {
    if (incident.note().isPresent()) {
      edit(address, Json.object().put("cq:Note_Entry", incident.note().get()));
    }
    if (incident.stage() == Stage.WAITING) {
      return;
    }
    act(address, "Open", Json.object());
    switch (incident.stage()) {
      case WAITING, UNDER_WAY -> {}
      case PENDING_RELEASE ->
          act(address, "Pend", Json.object().put("cq:RfcKey", requestChange(incident, id)));
      case RESOLVED -> resolve(address, incident);
      case CLOSED -> {
        resolve(address, incident);
        act(address, "Close", Json.object());
      }
    }
  }

  private void resolve(String address, PlannedIncident incident) {
    act(
        address,
        "Resolve",
        Json.object().put("cq:Root_Cause", incident.cause()).put("cq:Resolution", "Fixed"));
  }

  private String requestChange(PlannedIncident incident, String id) {
    ObjectNode body = Json.object();
    ObjectNode fields = body.putObject("fields");
    fields.putObject("project").put("key", "SDS");
    fields.putObject("issuetype").put("name", "RFC");
    fields
        .put("summary", "Ændring: " + incident.headline())
        .put("description", "Varig rettelse af hændelsen " + id + ".")
        .put(fieldId("SDS Caused by"), id);
    String key = ToolClient.body(changes.post("/issue", body)).path("key").asText();
    transition(changes, key, "Approve", Json.object());
    return key;
  }

  private void edit(String address, ObjectNode fields) {
    act(address, "Modify", fields);
  }

  private void act(String address, String action, ObjectNode fields) {
    List<String> names = new ArrayList<>();
    fields.fieldNames().forEachRemaining(names::add);
    // A list is needed even if nothing is written: without one, everything would be.
    String listed = names.isEmpty() ? "cq:Note_Entry" : String.join(",", names);
    clearQuest.put(address + "?rcm.action=" + action + "&oslc.properties=" + listed, fields);
  }

  private String createIssue(PlannedIncident incident, String recordId) {
    ObjectNode body = Json.object();
    ObjectNode fields = body.putObject("fields");
    fields.putObject("project").put("key", "DRIFT");
    fields.putObject("issuetype").put("name", "Incident");
    fields.put("summary", summary(incident)).put("description", incident.description());
    fields
        .putObject("priority")
        .put("name", Objects.requireNonNull(JIRA_PRIORITY.get(incident.severity())));
    fields
        .putObject(fieldId("User impact"))
        .put("value", incident.place() == Place.JIRA_ONLY ? "No" : "Yes");
    if (!recordId.isEmpty()) {
      fields.put(fieldId("ClearQuest ID"), recordId);
    }
    return ToolClient.body(operations.post("/issue", body)).path("key").asText();
  }

  private void advance(String key, Stage stage, PlannedIncident incident) {
    if (stage != Stage.WAITING) {
      transition(operations, key, "Start progress", Json.object());
    }
    switch (stage) {
      case WAITING, UNDER_WAY -> {}
      case PENDING_RELEASE -> transition(operations, key, "Await release", Json.object());
      case RESOLVED -> resolveIssue(key, incident);
      case CLOSED -> {
        resolveIssue(key, incident);
        transition(operations, key, "Close", Json.object());
      }
    }
  }

  private void resolveIssue(String key, PlannedIncident incident) {
    ObjectNode fields = Json.object();
    fields.putObject("resolution").put("name", "Fixed");
    fields.put(fieldId("Root cause"), incident.cause());
    transition(operations, key, "Resolve", fields);
  }

  private static void transition(ToolClient jira, String key, String name, ObjectNode fields) {
    String path = "/issue/" + key + "/transitions";
    for (JsonNode transition : jira.get(path).path("transitions")) {
      if (transition.path("name").asText().equals(name)) {
        ObjectNode body = Json.object();
        body.putObject("transition").put("id", transition.path("id").asText());
        body.set("fields", fields);
        jira.post(path, body);
        return;
      }
    }
    throw new IllegalStateException("Issue " + key + " has no transition " + name);
  }

  private String fieldId(String name) {
    return Objects.requireNonNull(fieldIds.get(name), name);
  }
}
