package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.delivery.DeliveryStep;
import hub.ticket.Field;
import hub.ticket.Status;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds a way through an unknown workflow by the canonical life cycle: of the statuses that can be
/// reached, the one that comes nearest to the target without going past it.
final class LifeCycle {

  private LifeCycle() {}

  static Optional<JsonNode> next(
      List<JsonNode> offered, SystemConfig config, DeliveryStep.Transition move) {
    var target = named(move.status());
    var current = named(move.current().fields().getOrEmpty(Field.STATUS));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    return offered.stream()
        .filter(transition ->
            status(config, transition)
                .filter(to -> isOnTheWay(to, current, target.get()))
                .isPresent())
        .max(
            Comparator.comparing(
                transition -> status(config, transition).orElse(Status.RECEIVED), BY_PROGRESS));
  }

  /// Forward: not past the target, and not a step back. To go back, any step back will do: from
  /// there the way leads forward.
  private static boolean isOnTheWay(Status to, Optional<Status> current, Status target) {
    if (target.isBehind(to)) {
      return false;
    }
    return current
        .map(now -> to != now && (target.isBehind(now) || !to.isBehind(now)))
        .orElse(true);
  }

  private static final Comparator<Status> BY_PROGRESS =
      (one, other) -> one.isBehind(other) ? -1 : other.isBehind(one) ? 1 : 0;

  /// Where a transition leads, if the value map knows.
  static Optional<Status> status(SystemConfig config, JsonNode transition) {
    var map = config.values().get(Field.STATUS);
    var id = transition.at("/to/id").asText();
    var name = transition.at("/to/name").asText();
    return map == null
        ? named(name)
        : map.toCanonical(id).or(() -> map.toCanonical(name)).flatMap(LifeCycle::named);
  }

  private static Optional<Status> named(String name) {
    return Arrays.stream(Status.values()).filter(status -> status.name().equals(name)).findFirst();
  }
}
