package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// People at work in ClearQuest and Jira, through the tools' own HTTP interfaces.
final class ToolHands implements AutoCloseable {

  static final String CLEARQUEST = "clearquest";
  static final String JIRA = "jira-ops";
  static final String SDS = "jira-sds";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDS = "/clearquest/cqweb/oslc/repo/NSP/db/NSP/record";
  private static final String DESK = "kirsten";

  /// Works in ClearQuest, and not at the national desk.
  static final String FMK_SUPPLIER = "mads";

  /// Works in the operations supplier's Jira.
  static final String APPLICATION_SUPPLIER = "bent";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Map<String, String>> jiraFields = new ConcurrentHashMap<>();
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final String url;

  ToolHands(String url) {
    this.url = url;
  }

  // The national desk in ClearQuest.

  /// A new record, assigned to `Driftleverandoer` or `FMK`; its visible id.
  String assignedRecord(String headline, String priority, String assignee) {
    var id = record(headline, priority);
    act(id, "Assign", Map.of("Assignee", assignee));
    return id;
  }

  String record(String headline, String priority) {
    return record(headline, priority, Map.of());
  }

  /// A new record that has more fields from the first moment on.
  String record(String headline, String priority, Map<String, String> more) {
    var body = JSON.createObjectNode().put("dcterms:type", "Incident");
    body.put("cq:Headline", headline)
        .put("cq:Description", headline + ": beskrivelse")
        .put("cq:Priority", priority)
        .put("cq:ReporterMail", "desk@example.com");
    more.forEach((field, value) -> body.put("cq:" + field, value));
    var created = clearQuest("POST", url + RECORDS, body.toString());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    var address = created.headers().firstValue("Location").orElseThrow();
    var id =
        json(clearQuest("GET", address + "?oslc.properties=cq:id", null)).path("cq:id").asText();
    addresses.put(id, address);
    return id;
  }

  void act(String id, String action, Map<String, String> fields) {
    act(DESK, id, action, fields);
  }

  void act(String user, String id, String action, Map<String, String> fields) {
    var body = JSON.createObjectNode();
    fields.forEach((field, value) -> body.put("cq:" + field, value));
    var listed =
        fields.isEmpty()
            ? "cq:Note_Entry"
            : fields.keySet().stream().map(f -> "cq:" + f).collect(Collectors.joining(","));
    var answer =
        clearQuest(
            user,
            "PUT",
            address(id) + "?rcm.action=" + action + "&oslc.properties=" + listed,
            body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /// The name of a record in its address.
  String recordName(String id) {
    var address = address(id);
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private String address(String id) {
    return addresses.computeIfAbsent(
        id, one -> url + RECORDS + "/" + ticket(CLEARQUEST, one).path("id").asText());
  }

  private HttpResponse<String> clearQuest(String method, String address, @Nullable String body) {
    return clearQuest(DESK, method, address, body);
  }

  private HttpResponse<String> clearQuest(
      String user, String method, String address, @Nullable String body) {
    var login = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
    return send(
        method,
        address,
        body,
        Map.of(
            "OSLC-Core-Version",
            "2.0",
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login),
            "Accept",
            "application/json",
            "Content-Type",
            "application/json"));
  }

  // The operations supplier in Jira.

  /// A new issue; custom fields by their names; its key.
  String issue(String summary, String priority, Map<String, String> custom) {
    var fields = JSON.createObjectNode();
    fields.putObject("project").put("key", "DRIFT");
    fields.putObject("issuetype").put("name", "Incident");
    fields.put("summary", summary).putObject("priority").put("name", priority);
    custom.forEach((name, value) -> put(fields, name, value));
    var answer = jira("POST", "/issue", JSON.createObjectNode().set("fields", fields));
    return json(answer).path("key").asText();
  }

  void editIssue(String key, Map<String, String> changes) {
    editIssue("astrid", key, changes);
  }

  void editIssue(String user, String key, Map<String, String> changes) {
    var fields = JSON.createObjectNode();
    changes.forEach((name, value) -> put(fields, name, value));
    jira(user, JIRA, "PUT", "/issue/" + key, JSON.createObjectNode().set("fields", fields));
  }

  void comment(String key, String text) {
    jira("POST", "/issue/" + key + "/comment", JSON.createObjectNode().put("body", text));
  }

  /// Does the transition of that name.
  void transition(String key, String name, Map<String, String> fields) {
    transition(JIRA, key, name, fields);
  }

  private void transition(String tool, String key, String name, Map<String, String> fields) {
    var path = "/issue/" + key + "/transitions";
    var offered = json(jira(tool, "GET", path, null)).path("transitions");
    var id =
        StreamSupport.stream(offered.spliterator(), false)
            .filter(transition ->
                transition.path("name").asText().equals(name)
                    || transition.path("to").path("name").asText().equals(name))
            .map(transition -> transition.path("id").asText())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no transition " + name + " in " + offered));
    var body = JSON.createObjectNode();
    body.putObject("transition").put("id", id);
    if (!fields.isEmpty()) {
      var values = body.putObject("fields");
      fields.forEach((field, value) -> values.putObject(field).put("name", value));
    }
    jira(tool, "POST", path, body);
  }

  /// The addresses to which an issue's remote links lead.
  List<String> remoteLinks(String key) {
    var links = json(jira("GET", "/issue/" + key + "/remotelink", null));
    return links.findValuesAsText("url");
  }

  // Change management in SDS-Jira.

  /// A new RFC that names its causes; its key.
  String rfc(String summary, String causedBy) {
    var fields = JSON.createObjectNode();
    fields.putObject("project").put("key", "SDS");
    fields.putObject("issuetype").put("name", "RFC");
    fields.put("summary", summary).put(fieldId(SDS, "Caused by"), causedBy);
    var answer = jira(SDS, "POST", "/issue", JSON.createObjectNode().set("fields", fields));
    return json(answer).path("key").asText();
  }

  /// Takes an RFC through transitions, such as `Approve` and `Release`.
  void moveRfc(String key, String... transitions) {
    for (var transition : transitions) {
      transition(SDS, key, transition, Map.of());
    }
  }

  private void put(ObjectNode fields, String name, String value) {
    switch (name) {
      case "priority" -> fields.putObject("priority").put("name", value);
      case "summary", "description" -> fields.put(name, value);
      case "User impact" -> fields.putObject(fieldId(name)).put("value", value);
      default -> fields.put(fieldId(name), value);
    }
  }

  private String fieldId(String name) {
    return fieldId(JIRA, name);
  }

  private String fieldId(String tool, String name) {
    var fields = jiraFields.computeIfAbsent(tool, this::fieldIds);
    return Objects.requireNonNull(fields.get(name), name);
  }

  private Map<String, String> fieldIds(String tool) {
    var ids = new HashMap<String, String>();
    json(jira(tool, "GET", "/field", null))
        .forEach(f -> ids.put(f.path("name").asText(), f.path("id").asText()));
    return ids;
  }

  private HttpResponse<String> jira(String method, String path, @Nullable JsonNode body) {
    return jira(JIRA, method, path, body);
  }

  private HttpResponse<String> jira(
      String tool, String method, String path, @Nullable JsonNode body) {
    return jira(tool.equals(SDS) ? "solveig" : "astrid", tool, method, path, body);
  }

  private HttpResponse<String> jira(
      String user, String tool, String method, String path, @Nullable JsonNode body) {
    var answer =
        send(
            method,
            url + "/" + tool + "/rest/api/2" + path,
            body == null ? null : body.toString(),
            Map.of("Authorization", "Bearer " + user, "Content-Type", "application/json"));
    assertThat(answer.statusCode())
        .as("%s %s: %s", method, path, answer.body())
        .isBetween(200, 299);
    return answer;
  }

  // Seeing, and breaking.

  /// The tool's tickets as a person would see them.
  List<JsonNode> tickets(String tool) {
    var all = json(send("GET", url + "/admin/" + tool + "/tickets", null, Map.of()));
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  JsonNode ticket(String tool, String key) {
    return tickets(tool).stream()
        .filter(ticket -> ticket.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + tool));
  }

  String field(String tool, String key, String name) {
    return ticket(tool, key).path("fields").path(name).asText("");
  }

  /// The tickets of a tool whose title is this.
  List<JsonNode> titled(String tool, String title) {
    return tickets(tool).stream()
        .filter(ticket -> ticket.path("title").asText().equals(title))
        .toList();
  }

  void fault(String tool, String fault) {
    var answer =
        send(
            "POST",
            url + "/admin/" + tool + "/faults",
            fault,
            Map.of("Content-Type", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  /// The faults in force.
  JsonNode faults(String tool) {
    return json(send("GET", url + "/admin/" + tool + "/faults", null, Map.of()));
  }

  void heal(String tool) {
    send("DELETE", url + "/admin/" + tool + "/faults", null, Map.of());
  }

  /// The last requests to a tool, oldest first.
  JsonNode requests(String tool) {
    return requestsAfter(tool, 0);
  }

  /// Of the last requests to a tool those with a greater number, oldest first.
  JsonNode requestsAfter(String tool, long number) {
    return json(send("GET", url + "/admin/" + tool + "/log?after=" + number, null, Map.of()));
  }

  private HttpResponse<String> send(
      String method, String address, @Nullable String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address.replace(" ", "%20")))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
