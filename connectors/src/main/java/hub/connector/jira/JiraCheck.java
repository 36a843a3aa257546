package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.connector.check.Finding;
import hub.connector.check.Findings;
import hub.connector.check.ToolDoor;
import hub.connector.check.ToolDoor.Ask;
import hub.connector.jira.JiraFields.NoSuchField;
import hub.ticket.Field;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Whether a live Jira is what its configuration takes it for: project, issue type, fields, values,
/// transitions, rights and webhook.
public final class JiraCheck {

  private static final String PROJECT = "connection.project";
  private static final int PAGE = 200;

  private final String system;
  private final SystemConfig config;
  private final boolean isCreatedIn;
  private final JiraFlavour flavour;
  private final String api;
  private final Findings findings;
  private final Map<Field, String> ids = new TreeMap<>();

  /// @param config of the system, with its secrets
  /// @param isCreatedIn whether a rule creates issues there
  public JiraCheck(String system, SystemConfig config, boolean isCreatedIn) {
    this.system = system;
    this.config = config;
    this.isCreatedIn = isCreatedIn;
    this.flavour = JiraFlavour.named(config.connection().getOrDefault("flavour", "data-center"));
    this.api = flavour.api();
    this.findings = new Findings(config);
  }

  /// Asks; what comes first decides whether the rest can be asked.
  public List<Finding> run(ToolDoor door) {
    if (findings.reach(door, Ask.get(api + "/myself", ""), "Jira's REST interface").isEmpty()) {
      return findings.all();
    }
    findings.accepted();
    fields(door);
    var place = api + "/project/" + encoded(setting("project"));
    var project =
        findings.json(
            door, Ask.get(place, ""), PROJECT, "Name a project by its key that the account sees");
    project.ifPresent(found -> {
      findings.ok(PROJECT, "is \"%s\"".formatted(found.path("name").asText()));
      rights(door);
      type(found).ifPresent(type -> screen(door, type));
      statuses(door, place);
    });
    resolution(door);
    webhook(door);
    return findings.all();
  }

  private void fields(ToolDoor door) {
    var list =
        findings.json(
            door, Ask.get(api + "/field", ""), "out", "Give the account the right to see fields");
    if (list.isEmpty()) {
      return;
    }
    var known = new JiraFields(list.get(), flavour);
    var names = new TreeMap<Field, String>(JiraWords.USUAL);
    names.keySet().retainAll(config.writes());
    names.putAll(config.out());
    names.forEach((field, name) -> {
      try {
        ids.put(field, known.id(name));
      } catch (NoSuchField none) {
        findings.wrong(
            "out." + field,
            "is \"%s\": %s".formatted(name, none.getMessage()),
            "Correct the name, or have an administrator make the field and put it on the screens");
      }
    });
    if (ids.size() == names.size()) {
      findings.ok("out", "names %d fields, and Jira has them all".formatted(ids.size()));
    }
  }

  private Optional<String> type(JsonNode project) {
    var wanted = setting("issueType");
    var names = new ArrayList<String>();
    for (var type : project.path("issueTypes")) {
      if (isNamed(type, wanted)) {
        findings.ok("connection.issueType", "is an issue type of the project");
        return Optional.of(type.path("id").asText());
      }
      names.add(type.path("name").asText());
    }
    findings.wrong(
        "connection.issueType",
        "is \"%s\", which the project does not have; it has %s"
            .formatted(wanted, String.join(", ", names)),
        "Name one of them");
    return Optional.empty();
  }

  /// What can be set when an issue is created, and to which values.
  private void screen(ToolDoor door, String type) {
    var shown = new LinkedHashMap<String, JsonNode>();
    var place =
        api + "/issue/createmeta/" + encoded(setting("project")) + "/issuetypes/" + encoded(type);
    var total = 1;
    for (var start = 0; start < total; ) {
      var page =
          Findings.perhaps(door, Ask.get(place, "startAt=%d&maxResults=%d".formatted(start, PAGE)));
      var fields = page.map(JiraCheck::pageOfFields).orElse(List.of());
      if (fields.isEmpty()) {
        break;
      }
      fields.forEach(field -> shown.put(id(field), field));
      total = page.map(answer -> answer.path("total").asInt()).orElse(0);
      start += fields.size();
    }
    if (shown.isEmpty()) {
      findings.unknown(
          "writes", "cannot be compared with the screen: Jira does not show it", "Look there");
      return;
    }
    if (isCreatedIn) {
      onScreen(shown.keySet());
    }
    ids.forEach((field, id) -> {
      var allowed = shown.containsKey(id) ? shown.get(id).path("allowedValues") : null;
      if (allowed != null && !allowed.isEmpty()) {
        findings.values(field, spellings(allowed));
      }
    });
  }

  private static List<JsonNode> pageOfFields(JsonNode answer) {
    var fields = new ArrayList<JsonNode>();
    (answer.has("fields") ? answer.path("fields") : answer.path("values")).forEach(fields::add);
    return fields;
  }

  private static String id(JsonNode field) {
    return field.path("fieldId").asText(field.path("key").asText());
  }

  private void onScreen(Set<String> shown) {
    var isComplete = true;
    for (var field : config.writes()) {
      var id = ids.getOrDefault(field, "status");
      if (!id.equals("status") && !shown.contains(id)) {
        isComplete = false;
        findings.wrong(
            "out." + field,
            "is not on the screen with which issues are created",
            "Have an administrator put it there, and on the screen for changes");
      }
    }
    if (!shown.contains("labels")) {
      isComplete = false;
      findings.wrong(
          "connection.issueType",
          "has no labels on its screen, by which the hub finds its own issues again",
          "Have an administrator put Labels on the screens of this issue type");
    }
    if (isComplete) {
      findings.ok("writes", "and the hub's label are on the screen for new issues");
    }
  }

  private void statuses(ToolDoor door, String project) {
    var list = Findings.perhaps(door, Ask.get(project + "/statuses", "")).orElse(null);
    var byStatus = fieldOfStatus();
    if (list == null || byStatus.isEmpty()) {
      return;
    }
    var all = new ArrayList<JsonNode>();
    list.forEach(type -> type.path("statuses").forEach(all::add));
    findings.values(byStatus.get(), spellings(all));
    var workflow = new ArrayList<JsonNode>();
    for (var type : list) {
      if (isNamed(type, setting("issueType"))) {
        type.path("statuses").forEach(workflow::add);
      }
    }
    ways(door, byStatus.get(), workflow);
  }

  private Optional<Field> fieldOfStatus() {
    return ids.entrySet().stream()
        .filter(entry -> entry.getValue().equals("status"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Transitions are shown for issues alone: one of each status is asked.
  private void ways(ToolDoor door, Field field, List<JsonNode> statuses) {
    var steps = new LinkedHashMap<String, Set<String>>();
    var unseen = new ArrayList<String>();
    var sample = "";
    for (var status : statuses) {
      var name = status.path("name").asText();
      var issue = issueIn(door, name);
      if (issue.isEmpty()) {
        unseen.add(name);
      } else {
        sample = issue;
        steps.put(name, stepsFrom(door, issue));
      }
    }
    if (!sample.isEmpty()) {
      findings.ticket(door, sample);
    }
    if (config.writes().contains(field)) {
      targets(field, reached(statuses, steps), unseen);
    }
  }

  private String issueIn(ToolDoor door, String status) {
    var jql =
        "project = %s AND issuetype = %s AND status = %s ORDER BY updated DESC"
            .formatted(
                JiraWords.quoted(setting("project")),
                JiraWords.quoted(setting("issueType")),
                JiraWords.quoted(status));
    var query = "jql=" + encoded(jql) + "&fields=status&maxResults=1";
    return Findings.perhaps(door, Ask.get(flavour.search(), query))
        .map(found -> found.path("issues").path(0).path("id").asText())
        .orElse("");
  }

  private Set<String> stepsFrom(ToolDoor door, String issue) {
    var to = new LinkedHashSet<String>();
    Findings.perhaps(door, Ask.get(api + "/issue/" + encoded(issue) + "/transitions", ""))
        .ifPresent(answer ->
            answer
                .path("transitions")
                .forEach(transition -> to.add(transition.path("to").path("name").asText())));
    return to;
  }

  /// Where one gets from the statuses in which work begins.
  private static Set<String> reached(List<JsonNode> statuses, Map<String, Set<String>> steps) {
    var reached = new LinkedHashSet<String>();
    for (var status : statuses) {
      if (status.path("statusCategory").path("key").asText().equals("new")) {
        reached.add(status.path("name").asText());
      }
    }
    var next = reached.isEmpty() ? new ArrayList<>(steps.keySet()) : new ArrayList<>(reached);
    for (var index = 0; index < next.size(); index++) {
      for (var to : steps.getOrDefault(next.get(index), Set.of())) {
        if (reached.add(to)) {
          next.add(to);
        }
      }
    }
    return reached;
  }

  private void targets(Field field, Set<String> reached, List<String> unseen) {
    var map = config.values().get(field);
    if (map == null) {
      return;
    }
    var places = new LinkedHashMap<String, String>();
    map.both().forEach((canonical, tool) -> places.putIfAbsent(tool, "both." + canonical));
    map.out().forEach((canonical, tool) -> places.putIfAbsent(tool, "out." + canonical));
    places.keySet().removeAll(reached);
    if (places.isEmpty()) {
      findings.ok("values." + field, "can all be reached by transitions that the account may use");
    } else if (unseen.stream().anyMatch(reached::contains) || reached.isEmpty()) {
      findings.unknown(
          "values." + field,
          "has %s, which may be reached or not: no issue is in %s, to be asked for its transitions"
              .formatted(String.join(", ", places.keySet()), String.join(", ", unseen)),
          "Check again when there are some");
    } else {
      places.forEach((status, part) ->
          findings.wrong(
              "values.%s.%s".formatted(field, part),
              "is \"%s\", to which no transition leads that the account may use".formatted(status),
              "Have an administrator add one, or lift its condition for the hub's account"));
    }
  }

  private void rights(ToolDoor door) {
    var needed = new LinkedHashMap<String, String>();
    needed.put("BROWSE_PROJECTS", "Browse Projects");
    if (isCreatedIn) {
      needed.put("CREATE_ISSUES", "Create Issues");
    }
    if (!config.writes().isEmpty()) {
      needed.put("EDIT_ISSUES", "Edit Issues");
      needed.put("ADD_COMMENTS", "Add Comments");
    }
    fieldOfStatus()
        .filter(config.writes()::contains)
        .ifPresent(_ -> needed.put("TRANSITION_ISSUES", "Transition Issues"));
    var query = "projectKey=" + encoded(setting("project"));
    // The Cloud wants to know which; Data Center tells all.
    var which =
        flavour == JiraFlavour.CLOUD ? "&permissions=" + String.join(",", needed.keySet()) : "";
    var answer = Findings.perhaps(door, Ask.get(api + "/mypermissions", query + which));
    if (answer.isEmpty()) {
      findings.unknown(PROJECT, "has rights that Jira does not tell", "Look at its permissions");
      return;
    }
    var granted = answer.get().path("permissions");
    var missing = new ArrayList<String>();
    needed.forEach((key, name) -> {
      if (!granted.path(key).path("havePermission").asBoolean()) {
        missing.add(name);
      }
    });
    if (missing.isEmpty()) {
      findings.ok(PROJECT, "grants " + String.join(", ", needed.values()));
    } else {
      findings.wrong(
          PROJECT,
          "does not grant the account " + String.join(", ", missing),
          "Have its administrator grant them, for the account or a role that it has");
    }
  }

  private void resolution(ToolDoor door) {
    var wanted = setting("resolution");
    if (wanted.isEmpty()) {
      return;
    }
    Findings.perhaps(door, Ask.get(api + "/resolution", ""))
        .map(JiraCheck::spellings)
        .ifPresent(known -> {
          if (known.contains(wanted)) {
            findings.ok("connection.resolution", "is a resolution of Jira");
          } else {
            findings.wrong(
                "connection.resolution",
                "is \"%s\", which Jira does not have; it has %s"
                    .formatted(wanted, String.join(", ", known)),
                "Name one of them");
          }
        });
  }

  /// Only administrators see webhooks, and few hubs are one.
  private void webhook(ToolDoor door) {
    if (setting("webhookSecret").isEmpty()) {
      return;
    }
    var place = "connection.webhookSecret";
    var list =
        Findings.perhaps(door, Ask.get("/rest/webhooks/1.0/webhook", ""))
            .or(() -> Findings.perhaps(door, Ask.get("/rest/jira-webhook/1.0/webhooks", "")));
    if (list.isEmpty()) {
      findings.unknown(
          place,
          "serves a webhook that only an administrator can see",
          "Ask one for a webhook to …/webhooks/" + system);
      return;
    }
    for (var hook : list.get()) {
      if (hook.path("url").asText().endsWith("/webhooks/" + system)) {
        findings.ok(place, "serves the webhook to " + hook.path("url").asText());
        return;
      }
    }
    findings.wrong(
        place,
        "serves no webhook: Jira has none to …/webhooks/" + system,
        "Register one for issues and comments with this secret, or remove the setting");
  }

  private static boolean isNamed(JsonNode thing, String nameOrId) {
    return thing.path("name").asText().equals(nameOrId)
        || thing.path("id").asText().equals(nameOrId);
  }

  /// What things may be called in a value map: by name, by value or by id.
  private static Set<String> spellings(Iterable<JsonNode> things) {
    var spellings = new LinkedHashSet<String>();
    for (var thing : things) {
      for (var part : List.of("name", "value", "id")) {
        if (thing.has(part)) {
          spellings.add(thing.path(part).asText());
        }
      }
    }
    return spellings;
  }

  private String setting(String name) {
    return config.connection().getOrDefault(name, "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
