package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.http.Json;
import hub.simulator.jira.Issue.Change;
import hub.simulator.jira.Issue.Item;
import hub.simulator.jira.JiraSite.ScreenField;
import hub.simulator.jira.JiraSite.Transition;
import hub.simulator.jira.JiraSite.User;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that changes an issue, with the rules of screens and workflow. The interface and the
/// pages for people both come through here. Callers hold the lock of the tool.
final class IssueDesk {
  /// What a person or a program may fill in when creating or editing.
  private static final Set<String> ON_SCREEN =
      Set.of("summary", "description", "priority", "labels", "assignee", "reporter");

  private final JiraSite site;
  private final IssueStore store;
  private final FieldReader reader;
  private final ChangeLog changeLog;
  private final CommentDesk comments;
  private final Clock clock;
  private final Consumer<IssueEvent> listener;

  IssueDesk(
      JiraSite site,
      IssueStore store,
      FieldReader reader,
      CommentDesk comments,
      Clock clock,
      Consumer<IssueEvent> listener) {
    this.site = site;
    this.store = store;
    this.reader = reader;
    this.changeLog = new ChangeLog(site);
    this.comments = comments;
    this.clock = clock;
    this.listener = listener;
  }

  /// The fields that stand on the create and edit screens.
  Stream<FieldDefinition> screenFields() {
    return site.fields().filter(field -> isOnScreen(field.id()));
  }

  boolean isOnScreen(String field) {
    return ON_SCREEN.contains(field)
        || site.field(field).map(FieldDefinition::isCustom).orElse(false);
  }

  /// Creates an issue from the body of a create request.
  Issue create(User actor, JsonNode body) {
    JsonNode fields = body.path("fields");
    JiraSite.Project project = project(fields.path("project"));
    JiraSite.Named type = type(fields.path("issuetype"));
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put("priority", TextNode.valueOf(site.defaultPriority()));
    values.put("reporter", TextNode.valueOf(actor.name()));
    fields
        .properties()
        .forEach(given -> {
          if (!given.getKey().equals("project") && !given.getKey().equals("issuetype")) {
            put(this::isOnScreen, values, given.getKey(), given.getValue());
          }
        });
    if (!values.containsKey("summary")) {
      throw JiraError.field("summary", "You must specify a summary of the issue.");
    }
    Issue issue =
        Issue.born(
                store.nextIssueId(),
                store.nextKey(project),
                type.id(),
                site.workflow().initial(),
                clock.instant())
            .withFields(values);
    for (JsonNode property : body.path("properties")) {
      issue = issue.withProperty(property.path("key").asText(), property.path("value"));
    }
    store.put(issue);
    listener.accept(
        new IssueEvent("jira:issue_created", "issue_created", issue, actor, null, null));
    return issue;
  }

  /// Edits fields as the body's `fields` and `update` say. The status cannot be changed here.
  Issue edit(User actor, Issue issue, JsonNode body) {
    Map<String, JsonNode> values = new LinkedHashMap<>(issue.fields());
    refuseTwice(body);
    body.path("fields")
        .properties()
        .forEach(given -> put(this::isOnScreen, values, given.getKey(), given.getValue()));
    update(this::isOnScreen, values, body.path("update"));
    if (!values.containsKey("summary")) {
      throw JiraError.field("summary", "You must specify a summary of the issue.");
    }
    Issue saved = save(actor, issue, issue.withFields(values), "issue_updated", metadata(body));
    return addComment(actor, saved, body);
  }

  /// Takes an issue through a transition of its workflow, with the fields of the screen.
  Issue transition(User actor, Issue issue, JsonNode body) {
    String wanted = body.path("transition").path("id").asText();
    Transition transition =
        site.transitionsFrom(issue.statusId()).stream()
            .filter(one -> one.id().equals(wanted))
            .findFirst()
            .orElseThrow(() -> noTransition(wanted));
    Set<String> screen =
        transition.screenFields().stream().map(ScreenField::field).collect(Collectors.toSet());
    Map<String, JsonNode> values = new LinkedHashMap<>(issue.fields());
    refuseTwice(body);
    body.path("fields")
        .properties()
        .forEach(given -> put(screen::contains, values, given.getKey(), given.getValue()));
    update(screen::contains, values, body.path("update"));
    for (ScreenField field : transition.screenFields()) {
      if (field.required() && !values.containsKey(field.field())) {
        String name = site.field(field.field()).map(FieldDefinition::name).orElse(field.field());
        throw JiraError.field(field.field(), name + " is required.");
      }
    }
    transition.clearedFields().forEach(values::remove);
    stampResolution(values);
    Issue after = issue.withFields(values).withStatus(transition.to());
    Issue saved = save(actor, issue, after, eventType(transition), metadata(body));
    return addComment(actor, saved, body);
  }

  /// Removes an issue for good.
  void delete(User actor, Issue issue) {
    store.remove(issue);
    listener.accept(new IssueEvent("jira:issue_deleted", null, issue, actor, null, null));
  }

  /// Gives the issue the next key of another project; its id stays.
  Issue move(User actor, Issue issue, JiraSite.Project project) {
    Issue moved = issue.movedTo(store.nextKey(project));
    Item item = new Item("Key", "jira", null, issue.key(), null, moved.key());
    return record(actor, moved, List.of(item), "issue_moved", null);
  }

  /// Notes a change of something that is no field, such as a link.
  Issue record(
      User actor, Issue issue, List<Item> items, String eventType, @Nullable JsonNode metadata) {
    Change change =
        new Change(store.nextChangeId(), actor.name(), clock.instant(), items, metadata);
    Issue changed = issue.withChange(change);
    store.put(changed);
    listener.accept(new IssueEvent("jira:issue_updated", eventType, changed, actor, change, null));
    return changed;
  }

  private Issue save(
      User actor, Issue before, Issue after, String eventType, @Nullable JsonNode metadata) {
    List<Item> items = changeLog.between(before, after);
    return items.isEmpty() ? before : record(actor, after, items, eventType, metadata);
  }

  private Issue addComment(User actor, Issue issue, JsonNode body) {
    Issue changed = issue;
    for (JsonNode verb : body.path("update").path("comment")) {
      changed = comments.add(actor, changed, verb.path("add"));
    }
    return changed;
  }

  private void put(
      Predicate<String> screen, Map<String, JsonNode> values, String name, JsonNode given) {
    if (!screen.test(name)) {
      throw JiraError.notOnScreen(name);
    }
    FieldDefinition field = site.field(name).orElseThrow(() -> JiraError.notOnScreen(name));
    JsonNode stored = reader.read(field, given);
    if (stored == null) {
      values.remove(name);
    } else {
      values.put(name, stored);
    }
  }

  /// Applies the verbs of the `update` part, each to a field on the screen.
  private void update(Predicate<String> screen, Map<String, JsonNode> values, JsonNode update) {
    for (Map.Entry<String, JsonNode> entry : update.properties()) {
      String name = entry.getKey();
      if (name.equals("comment")) {
        continue;
      }
      if (!screen.test(name)) {
        throw JiraError.notOnScreen(name);
      }
      for (JsonNode operation : entry.getValue()) {
        operation.properties().forEach(verb -> apply(values, name, verb.getKey(), verb.getValue()));
      }
    }
  }

  private void apply(Map<String, JsonNode> values, String name, String verb, JsonNode given) {
    FieldDefinition field = site.field(name).orElseThrow(() -> JiraError.notOnScreen(name));
    if (!field.kind().operations().contains(verb)) {
      throw JiraError.field(
          name, "Operation '" + verb + "' is not supported by the field '" + name + "'.");
    }
    if (verb.equals("set")) {
      put(any -> true, values, name, given);
      return;
    }
    ArrayNode labels = Json.array();
    if (values.get(name) instanceof ArrayNode present) {
      present.forEach(label -> {
        if (verb.equals("add") || !label.asText().equals(given.asText())) {
          labels.add(label);
        }
      });
    }
    if (verb.equals("add")) {
      FieldReader.addLabel(labels, given.asText());
    }
    values.put(name, labels);
  }

  private void stampResolution(Map<String, JsonNode> values) {
    if (!values.containsKey("resolution")) {
      values.remove("resolutiondate");
    } else if (!values.containsKey("resolutiondate")) {
      Instant now = clock.instant();
      values.put("resolutiondate", TextNode.valueOf(now.toString()));
    }
  }

  private String eventType(Transition transition) {
    return switch (site.status(transition.to()).name()) {
      case "Resolved", "Released" -> "issue_resolved";
      case "Closed" -> "issue_closed";
      case "Open", "To Do" -> "issue_reopened";
      default -> "issue_generic";
    };
  }

  private JiraSite.Project project(JsonNode given) {
    String wanted = given.has("id") ? given.get("id").asText() : given.path("key").asText();
    if (wanted.isEmpty()) {
      throw JiraError.field("project", "project is required");
    }
    return site.project(wanted)
        .orElseThrow(() -> JiraError.field("project", "valid project is required"));
  }

  private JiraSite.Named type(JsonNode given) {
    String wanted = given.has("id") ? given.get("id").asText() : given.path("name").asText();
    if (wanted.isEmpty()) {
      throw JiraError.field("issuetype", "issue type is required");
    }
    return site.issueType(wanted)
        .orElseThrow(() -> JiraError.field("issuetype", "valid issue type is required"));
  }

  private static JiraError noTransition(String wanted) {
    if (!wanted.isEmpty() && wanted.chars().allMatch(Character::isDigit)) {
      return JiraError.message(
          400,
          "It seems that you have tried to perform a workflow operation ("
              + wanted
              + ") that is not valid for the current state of this issue. The likely cause is that"
              + " somebody has changed the issue recently, please look at the issue history for"
              + " details.");
    }
    return JiraError.message(400, "Missing 'transition' identifier");
  }

  private static void refuseTwice(JsonNode body) {
    for (Map.Entry<String, JsonNode> field : body.path("fields").properties()) {
      if (body.path("update").has(field.getKey())) {
        throw JiraError.field(
            field.getKey(),
            "Field '" + field.getKey() + "' cannot appear in both 'fields' and 'update'");
      }
    }
  }

  private static @Nullable JsonNode metadata(JsonNode body) {
    return body.path("historyMetadata") instanceof ObjectNode object ? object : null;
  }
}
