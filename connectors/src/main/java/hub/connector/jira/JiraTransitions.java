package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.OutgoingFields;
import hub.connector.sink.DeliveryWalk;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryStep;
import hub.ticket.Field;
import hub.ticket.Status;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;

/// `transitionIssue`: chooses the next step of the workflow towards a status, and fills its screen.
///
/// Steps are chosen by the status they lead to, never by their own id or name, which differ from
/// workflow to workflow.
public final class JiraTransitions {

  private static final String SENT = "hubSentOnScreen";
  private static final String LEADS_TO = "hubTransitionLeadsTo";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String system;
  private final WorkflowPaths paths;
  private final String resolution;
  private final JiraFlavour flavour;
  private final Systems systems;
  private final InstantSource clock;

  /// @param paths ways through the workflow, such as `To Do > In Progress > Resolved`, separated by
  ///   semicolons; empty to go by the life cycle
  /// @param resolution the resolution to choose where a screen offers one
  /// @param flavour which Jira it is, `data-center` or `cloud`
  public JiraTransitions(
      String system, String paths, String resolution, String flavour, Systems systems) {
    this(system, paths, resolution, flavour, systems, InstantSource.system());
  }

  JiraTransitions(
      String system,
      String paths,
      String resolution,
      String flavour,
      Systems systems,
      InstantSource clock) {
    this.system = system;
    this.paths = WorkflowPaths.parse(paths);
    this.resolution = resolution;
    this.flavour = JiraFlavour.named(flavour);
    this.systems = systems;
    this.clock = clock;
  }

  /// Takes the transitions that the account may do now, and leaves the request of the chosen one.
  public void choose(Exchange exchange) {
    var move = (DeliveryStep.Transition) DeliveryWalk.step(exchange);
    var config = systems.system(system);
    var target =
        OutgoingFields.toolValue(config, Field.STATUS, move.status())
            .orElseThrow(() ->
                refused(
                    "the value map of %s has no status for %s".formatted(system, move.status())));
    var offered =
        StreamSupport.stream(
                JiraAnswers.json(exchange, clock.instant()).path("transitions").spliterator(),
                false)
            .toList();
    var chosen =
        direct(offered, target)
            .or(() -> paths.next(offered, current(config, move), target))
            .or(() -> LifeCycle.next(offered, config, move))
            .orElseThrow(() -> refused(noWay(offered, target)));
    var body = JSON.objectNode();
    body.set("transition", JSON.objectNode().put("id", chosen.path("id").asText()));
    var sent = new TreeMap<String, Field>();
    var screen = screen(chosen, move, config, sent);
    if (!screen.isEmpty()) {
      body.set("fields", screen);
    }
    exchange.setProperty(SENT, sent);
    exchange.setProperty(LEADS_TO, LifeCycle.status(config, chosen).map(Status::name).orElse(""));
    JiraSink.send(exchange, body);
  }

  /// Takes the answer, which has no body, or an empty one that calls itself HTML.
  public void moved(Exchange exchange) {
    var move = (DeliveryStep.Transition) DeliveryWalk.step(exchange);
    JiraAnswers.success(exchange, sent(exchange), clock.instant());
    var status = exchange.getProperty(LEADS_TO, "", String.class);
    exchange.getMessage().setBody(new Moved(move.current().ref(), status));
  }

  private static Optional<JsonNode> direct(List<JsonNode> offered, String target) {
    return offered.stream().filter(transition -> leadsTo(transition, target)).findFirst();
  }

  static boolean leadsTo(JsonNode transition, String status) {
    return transition.at("/to/id").asText().equals(status)
        || transition.at("/to/name").asText().equals(status);
  }

  private static String current(SystemConfig config, DeliveryStep.Transition move) {
    var status = move.current().fields().getOrEmpty(Field.STATUS);
    return OutgoingFields.toolValue(config, Field.STATUS, status).orElse("");
  }

  private ObjectNode screen(
      JsonNode chosen, DeliveryStep.Transition move, SystemConfig config, Map<String, Field> sent) {
    var fields = JSON.objectNode();
    var missing = new TreeMap<Field, String>();
    chosen
        .path("fields")
        .properties()
        .forEach(entry -> {
          var id = entry.getKey();
          var meta = entry.getValue();
          var isAsked =
              meta.path("required").asBoolean() && !meta.path("hasDefaultValue").asBoolean();
          if (id.equals("resolution")) {
            if (isAsked || chosen.at("/to/statusCategory/key").asText().equals("done")) {
              resolution(meta, config, move).ifPresent(choice -> fields.set(id, choice));
            }
          } else if (isAsked) {
            var field = JiraWords.canonical(config, id, meta.path("name").asText());
            var value = field.flatMap(name -> toolValue(config, move, name));
            if (value.isPresent()) {
              fields.set(id, JiraFields.shaped(meta.path("schema"), value.get(), flavour));
              sent.put(id, field.orElseThrow());
            } else {
              missing.put(
                  field.orElse(Field.STATUS),
                  "the screen of \"%s\" asks for %s"
                      .formatted(chosen.path("name").asText(), meta.path("name").asText(id)));
            }
          }
        });
    if (!missing.isEmpty()) {
      throw new ToolTrouble(new FieldsRefused(missing, "a screen of the workflow is not filled"));
    }
    return fields;
  }

  private static Optional<String> toolValue(
      SystemConfig config, DeliveryStep.Transition move, Field field) {
    return move.fields()
        .get(field)
        .filter(value -> !value.isEmpty())
        .flatMap(value -> OutgoingFields.toolValue(config, field, value));
  }

  /// The incident's own resolution if Jira offers it by that name, else the configured one, else
  /// the first.
  private Optional<JsonNode> resolution(
      JsonNode meta, SystemConfig config, DeliveryStep.Transition move) {
    var allowed = new ArrayList<JsonNode>();
    meta.path("allowedValues").forEach(allowed::add);
    var own = toolValue(config, move, Field.RESOLUTION).orElse(resolution);
    return allowed.stream()
        .filter(value -> isNamed(value, own))
        .findFirst()
        .or(() -> allowed.stream().filter(value -> isNamed(value, resolution)).findFirst())
        .or(() -> allowed.stream().findFirst())
        .map(value -> JSON.objectNode().put("id", value.path("id").asText()));
  }

  private static boolean isNamed(JsonNode value, String name) {
    return value.path("name").asText().equals(name) || value.path("id").asText().equals(name);
  }

  private static String noWay(List<JsonNode> offered, String target) {
    if (offered.isEmpty()) {
      return "the account may do no transition here; has it the permission Transition Issues?";
    }
    var names = offered.stream().map(transition -> transition.at("/to/name").asText()).toList();
    return "no way to %s; from here the workflow leads to %s".formatted(target, names);
  }

  private static ToolTrouble refused(String cause) {
    return new ToolTrouble(new FieldsRefused(Map.of(Field.STATUS, cause), cause));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Field> sent(Exchange exchange) {
    return exchange.getProperty(SENT, Map.of(), Map.class);
  }
}
