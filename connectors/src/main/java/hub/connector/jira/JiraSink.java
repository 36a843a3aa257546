package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.OutgoingFields;
import hub.connector.mapping.OutgoingFields.ToolField;
import hub.connector.sink.DeliveryWalk;
import hub.connector.sink.FoundTickets;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryStep;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// The steps of a delivery in Jira's words: what each request says, and what its answer means.
///
/// Looking up is by the label, which is exact, and by the counterpart's key in its custom field,
/// which Jira finds by words and this compares in full.
public final class JiraSink {

  /// Exchange property: `yes` if the names of fields must be asked for first.
  public static final String FIELDS_UNKNOWN = "hubFieldsUnknown";

  /// Exchange property: the query of the look-up.
  public static final String QUERY = "hubQuery";

  /// Exchange property: what the step came to, while the route still does something else.
  public static final String ANSWER = "hubAnswer";

  /// Fields are renamed and added now and then.
  static final Duration FIELDS_ARE_FRESH_FOR = Duration.ofMinutes(10);

  private static final String SENT = "hubSent";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String system;
  private final String project;
  private final String issueType;
  private final JiraFlavour flavour;
  private final Systems systems;
  private final InstantSource clock;
  private volatile @Nullable KnownFields known;

  /// @param project the key of the project in which issues are created
  /// @param issueType the type of created issues, by name or id
  /// @param flavour which Jira it is, `data-center` or `cloud`
  public JiraSink(
      String system, String project, String issueType, String flavour, Systems systems) {
    this(system, project, issueType, flavour, systems, InstantSource.system());
  }

  JiraSink(
      String system,
      String project,
      String issueType,
      String flavour,
      Systems systems,
      InstantSource clock) {
    this.system = system;
    this.project = project;
    this.issueType = issueType;
    this.flavour = JiraFlavour.named(flavour);
    this.systems = systems;
    this.clock = clock;
  }

  /// Says where to ask, and whether the field list must be fetched.
  public void askForFields(Exchange exchange) {
    flavour.show(exchange);
    var fields = known;
    var isFresh =
        fields != null && clock.instant().isBefore(fields.readAt.plus(FIELDS_ARE_FRESH_FOR));
    exchange.setProperty(FIELDS_UNKNOWN, isFresh ? "no" : "yes");
  }

  /// Takes the field list.
  public void fields(Exchange exchange) {
    var list = JiraAnswers.json(exchange, clock.instant());
    if (!list.isArray()) {
      throw ToolTrouble.unreadable("the answer is JSON, but not a list of fields");
    }
    known = new KnownFields(clock.instant(), new JiraFields(list, flavour));
  }

  /// `addIssue`, before: asks for issues that carry the marker or show the counterpart.
  public void lookUp(Exchange exchange) {
    var find = (DeliveryStep.FindByMarker) DeliveryWalk.step(exchange);
    var alternatives = new ArrayList<String>();
    alternatives.add("labels = " + JiraWords.quoted(JiraWords.label(find.marker())));
    counterparts(find.counterparts())
        .forEach((id, key) ->
            alternatives.add(knownFields().jqlName(id) + " ~ " + JiraWords.phrase(key)));
    var jql =
        "project = %s AND (%s) ORDER BY created ASC"
            .formatted(JiraWords.quoted(project), String.join(" OR ", alternatives));
    exchange.setProperty(
        QUERY,
        "jql="
            + URLEncoder.encode(jql, StandardCharsets.UTF_8)
            + "&fields=created&maxResults="
            + FoundTickets.MOST_FOUND);
  }

  /// Takes the issues that were found, to be read one by one.
  public void found(Exchange exchange) {
    var ids = new ArrayList<String>();
    JiraAnswers.json(exchange, clock.instant())
        .path("issues")
        .forEach(issue -> ids.add(issue.path("id").asText()));
    FoundTickets.begin(exchange, ids);
  }

  /// `addIssue`: the request.
  public void create(Exchange exchange) {
    var create = (DeliveryStep.Create) DeliveryWalk.step(exchange);
    // A new issue begins at the start of its workflow; the status is the next command's matter.
    var fields = outgoing(exchange, create.fields().without(Field.STATUS));
    fields.set("project", JSON.objectNode().put("key", project));
    fields.set("issuetype", named(issueType));
    fields.set("labels", JSON.arrayNode().add(JiraWords.label(create.marker())));
    var body = JSON.objectNode();
    body.set("fields", fields);
    body.set("properties", JSON.arrayNode().add(marked(create.marker())));
    send(exchange, body);
  }

  /// `addIssue`: the answer.
  public void created(Exchange exchange) {
    JiraAnswers.success(exchange, sent(exchange), clock.instant());
    var id = JiraAnswers.json(exchange, clock.instant()).path("id").asText();
    if (id.isBlank()) {
      throw new ToolTrouble(new DeliveryAnswer.Lost("created, but the answer names no issue"));
    }
    exchange.setProperty(DeliveryWalk.TICKET_ID, id);
    exchange.setProperty(ANSWER, new Accepted(new TicketRef(system, id)));
  }

  /// `updateIssue`: the request.
  public void update(Exchange exchange) {
    var update = (DeliveryStep.Update) DeliveryWalk.step(exchange);
    var body = JSON.objectNode();
    body.set("fields", outgoing(exchange, update.fields()));
    send(exchange, body);
  }

  /// `updateIssue`: the answer, which has no body.
  public void updated(Exchange exchange) {
    var update = (DeliveryStep.Update) DeliveryWalk.step(exchange);
    JiraAnswers.success(exchange, sent(exchange), clock.instant());
    exchange.getMessage().setBody(new Accepted(update.ticket()));
  }

  /// `addComment`: the request.
  public void comment(Exchange exchange) {
    var comment = (DeliveryStep.Comment) DeliveryWalk.step(exchange);
    var body = JSON.objectNode();
    body.set("body", flavour.comment(comment.text(), comment.marker()));
    body.set("properties", JSON.arrayNode().add(marked(comment.marker())));
    send(exchange, body);
  }

  /// `addComment`: the answer.
  public void commented(Exchange exchange) {
    var comment = (DeliveryStep.Comment) DeliveryWalk.step(exchange);
    JiraAnswers.success(exchange, Map.of(), clock.instant());
    exchange.getMessage().setBody(new Accepted(comment.ticket()));
  }

  private ObjectNode outgoing(Exchange exchange, Fields canonical) {
    var out = OutgoingFields.of(system, config(), JiraWords.USUAL, canonical);
    var refused = new TreeMap<>(out.refused());
    var fields = JSON.objectNode();
    var sent = new TreeMap<String, Field>();
    for (var field : out.fields()) {
      try {
        var id = knownFields().id(field.name());
        fields.set(id, knownFields().shaped(id, text(field)));
        sent.put(id, field.field());
      } catch (JiraFields.NoSuchField cannot) {
        refused.put(field.field(), String.valueOf(cannot.getMessage()));
      }
    }
    if (!refused.isEmpty()) {
      throw new ToolTrouble(new FieldsRefused(refused, "the request cannot be made as configured"));
    }
    exchange.setProperty(SENT, sent);
    return fields;
  }

  private static String text(ToolField field) {
    return field.name().equals("summary") ? JiraWords.summary(field.value()) : field.value();
  }

  private Map<String, String> counterparts(Fields fields) {
    var byId = new TreeMap<String, String>();
    fields
        .values()
        .forEach((field, key) ->
            OutgoingFields.toolName(config(), JiraWords.USUAL, field)
                .filter(_ -> !key.isEmpty())
                .ifPresent(name -> byId.put(fieldId(name), key)));
    return byId;
  }

  private String fieldId(String name) {
    try {
      return knownFields().id(name);
    } catch (JiraFields.NoSuchField missing) {
      throw ToolTrouble.refused(String.valueOf(missing.getMessage()));
    }
  }

  private JiraFields knownFields() {
    var fields = known;
    if (fields == null) {
      throw new IllegalStateException("the fields were not asked for");
    }
    return fields.fields;
  }

  private SystemConfig config() {
    return systems.system(system);
  }

  private static JsonNode named(String nameOrId) {
    var isId = nameOrId.chars().allMatch(c -> c >= '0' && c <= '9');
    return JSON.objectNode().put(isId ? "id" : "name", nameOrId);
  }

  private static ObjectNode marked(String marker) {
    var property = JSON.objectNode().put("key", JiraWords.PROPERTY);
    property.set("value", JSON.objectNode().put("marker", marker));
    return property;
  }

  static void send(Exchange exchange, JsonNode body) {
    exchange.getMessage().setBody(body.toString().getBytes(StandardCharsets.UTF_8));
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Field> sent(Exchange exchange) {
    return exchange.getProperty(SENT, Map.of(), Map.class);
  }

  private record KnownFields(Instant readAt, JiraFields fields) {}
}
