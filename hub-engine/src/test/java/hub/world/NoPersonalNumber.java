package hub.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import hub.delivery.DeliveryStep;
import hub.engine.format.Encoded;
import hub.engine.format.HubJson;
import hub.incident.Entry;
import hub.incident.IncidentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Invariant 10: no personal number that somebody types reaches an input, an event, a command, an
/// outcome, the state, or a tool by way of the hub, however it was written.
final class NoPersonalNumber implements Invariant {

  private final List<String> typed;
  private final List<Encoded> log;

  /// @param typed the numbers, each as it was written
  /// @param log what lies in `hub.inputs`
  NoPersonalNumber(List<String> typed, List<Encoded> log) {
    this.typed = List.copyOf(typed);
    this.log = List.copyOf(log);
  }

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    look("an input in the log", log, NoPersonalNumber::record, violations);
    look("an input", world.taken, Object::toString, violations);
    look("an event", world.events, IncidentEvent::toString, violations);
    look("the state", world.space.entries(), NoPersonalNumber::json, violations);
    look("a request to a tool", world.asked, NoPersonalNumber::written, violations);
    return violations;
  }

  private <T> void look(
      String where, List<T> all, Function<T, String> text, List<String> violations) {
    for (var one : all) {
      var written = text.apply(one);
      typed.stream()
          .filter(written::contains)
          .forEach(number -> violations.add("%s holds %s: %s".formatted(where, number, written)));
    }
  }

  /// What a step would put into a tool. The ticket that a step of the workflow starts from is the
  /// tool's own, as just read.
  private static String written(DeliveryStep step) {
    return step instanceof DeliveryStep.Transition(var current, var status, var fields)
        ? status + fields.where((field, value) -> !value.equals(current.fields().getOrEmpty(field)))
        : step.toString();
  }

  private static String record(Encoded record) {
    var text = new StringBuilder(new String(record.value(), UTF_8));
    record.headers().forEach(header -> text.append('\n').append(new String(header.value(), UTF_8)));
    return text.append('\n').append(record.key()).toString();
  }

  private static String json(Entry entry) {
    return HubJson.mapper().valueToTree(entry).toString();
  }
}
