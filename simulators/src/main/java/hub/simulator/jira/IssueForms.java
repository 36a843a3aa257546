package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.http.Json;
import hub.simulator.jira.JiraSite.Named;
import hub.simulator.jira.JiraSite.Transition;
import hub.simulator.jira.JiraSite.User;
import hub.simulator.ticket.EditableField;
import hub.simulator.ticket.EditableField.Kind;
import hub.simulator.ticket.Person;
import hub.simulator.ticket.TicketAction;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Issues in forms for people: what they fill in is turned into the requests a program would send.
final class IssueForms implements TicketDesk {
  private static final String TYPE = "issuetype";

  private final JiraSite site;
  private final IssueStore store;
  private final IssueDesk desk;
  private final CommentDesk comments;

  IssueForms(JiraSite site, IssueStore store, IssueDesk desk, CommentDesk comments) {
    this.site = site;
    this.store = store;
    this.desk = desk;
    this.comments = comments;
  }

  @Override
  public List<Person> people() {
    List<Person> all =
        site.users().stream().map(user -> new Person(user.name(), user.displayName())).toList();
    return all.reversed();
  }

  @Override
  public List<EditableField> blankForm() {
    Issue blank =
        Issue.born(0, "-", "", "", Instant.EPOCH)
            .withField("priority", TextNode.valueOf(site.defaultPriority()));
    List<EditableField> fields =
        desk.screenFields()
            .filter(field -> field.kind() != FieldKind.USER)
            .map(field -> editable(field, blank))
            .collect(Collectors.toList());
    List<String> types = site.issueTypes().stream().map(Named::name).toList();
    fields.add(new EditableField(TYPE, "Issue Type", Kind.CHOICE, types.getFirst(), types));
    return fields;
  }

  @Override
  public List<EditableField> form(String key) {
    Issue issue = require(key);
    return desk.screenFields().map(field -> editable(field, issue)).toList();
  }

  @Override
  public List<TicketAction> actions(String key) {
    Issue issue = require(key);
    return site.transitionsFrom(issue.statusId()).stream()
        .map(transition -> new TicketAction(transition.name(), screen(transition, issue)))
        .toList();
  }

  private List<EditableField> screen(Transition transition, Issue issue) {
    return transition.screenFields().stream()
        .flatMap(shown -> site.field(shown.field()).stream())
        .map(field -> editable(field, issue))
        .toList();
  }

  private EditableField editable(FieldDefinition field, Issue issue) {
    String stored = issue.text(field.id());
    List<String> choices = choices(field).stream().map(Named::name).toList();
    String shown =
        field.kind() == FieldKind.LABELS
            ? labels(issue, field)
            : choices(field).stream()
                .filter(choice -> choice.id().equals(stored))
                .map(Named::name)
                .findFirst()
                .orElse(stored);
    Kind kind =
        field.kind() == FieldKind.TEXT_AREA
            ? Kind.TEXT
            : choices.isEmpty() ? Kind.LINE : Kind.CHOICE;
    return new EditableField(field.id(), field.name(), kind, shown, choices);
  }

  private List<Named> choices(FieldDefinition field) {
    return switch (field.kind()) {
      case PRIORITY -> site.priorities();
      case RESOLUTION -> site.resolutions();
      case SELECT -> field.choices();
      case USER ->
          site.users().stream().map(user -> new Named(user.name(), user.displayName())).toList();
      case TEXT,
          TEXT_AREA,
          LABELS,
          STATUS,
          PROJECT,
          ISSUE_TYPE,
          DATE_TIME,
          COMMENTS,
          ISSUE_LINKS,
          ATTACHMENTS ->
          List.of();
    };
  }

  private static String labels(Issue issue, FieldDefinition field) {
    JsonNode labels = issue.fields().getOrDefault(field.id(), Json.array());
    return StreamSupport.stream(labels.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(" "));
  }

  @Override
  public String create(String person, Map<String, String> fields) {
    ObjectNode given = Json.object();
    given.putObject("project").put("key", site.projects().getFirst().key());
    given.putObject(TYPE).put("name", fields.getOrDefault(TYPE, ""));
    fields.forEach((name, value) -> {
      if (!name.equals(TYPE) && !value.isBlank()) {
        site.field(name).ifPresent(field -> given.set(name, json(field, value)));
      }
    });
    ObjectNode body = Json.object();
    body.set("fields", given);
    return refusable(() -> desk.create(user(person), body).key());
  }

  @Override
  public void save(String person, String key, Map<String, String> fields) {
    Issue issue = require(key);
    ObjectNode body = changed(issue, fields);
    refusable(() -> desk.edit(user(person), issue, body));
  }

  @Override
  public void act(String person, String key, String action, Map<String, String> fields) {
    Issue issue = require(key);
    ObjectNode body = changed(issue, fields);
    site.transitionsFrom(issue.statusId()).stream()
        .filter(transition -> transition.name().equals(action))
        .findFirst()
        .ifPresentOrElse(
            found -> body.putObject("transition").put("id", found.id()),
            () -> {
              throw new TicketRefused(action + " is not possible now");
            });
    refusable(() -> desk.transition(user(person), issue, body));
  }

  @Override
  public void comment(String person, String key, String text) {
    Issue issue = require(key);
    ObjectNode body = Json.object();
    body.set("body", site.written(text));
    refusable(() -> comments.add(user(person), issue, body));
  }

  private ObjectNode changed(Issue issue, Map<String, String> fields) {
    ObjectNode body = Json.object();
    ObjectNode given = body.putObject("fields");
    fields.forEach((name, value) ->
        site.field(name)
            .filter(field -> !editable(field, issue).value().equals(value))
            .ifPresent(field -> given.set(name, json(field, value))));
    return body;
  }

  private JsonNode json(FieldDefinition field, String value) {
    if (value.isBlank()) {
      return field.kind() == FieldKind.LABELS ? Json.array() : NullNode.instance;
    }
    return switch (field.kind()) {
      case PRIORITY, RESOLUTION -> Json.object().put("name", value);
      case SELECT -> Json.object().put("value", value);
      case USER ->
          site.users().stream()
              .filter(user -> user.displayName().equals(value))
              .findFirst()
              .map(site::reference)
              .orElseGet(() -> Json.object().put("name", value));
      case LABELS -> {
        ArrayNode labels = Json.array();
        for (String label : value.strip().split("\\s+", -1)) {
          labels.add(label);
        }
        yield labels;
      }
      case TEXT_AREA -> site.written(value);
      case TEXT, STATUS, PROJECT, ISSUE_TYPE, DATE_TIME, COMMENTS, ISSUE_LINKS, ATTACHMENTS ->
          TextNode.valueOf(value);
    };
  }

  private Issue require(String key) {
    return store.find(key).orElseThrow(() -> new TicketRefused("There is no issue " + key));
  }

  private User user(String person) {
    return site.user(person)
        .orElseThrow(() -> new TicketRefused("There is no user named " + person));
  }

  private static <T> T refusable(Supplier<T> work) {
    try {
      return work.get();
    } catch (JiraError error) {
      throw new TicketRefused(error.forPeople());
    }
  }
}
