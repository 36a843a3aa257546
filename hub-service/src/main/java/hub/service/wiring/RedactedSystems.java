package hub.service.wiring;

import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.delivery.DeliveryTerms.Sameness;
import java.util.function.UnaryOperator;

/// The systems for sinks to compare by. A tool shows a personal number that the log never had; the
/// field is the same all the same, and not a change that somebody has made meanwhile.
record RedactedSystems(Systems systems, UnaryOperator<String> redaction) implements Systems {

  @Override
  public SystemConfig system(String id) {
    return systems.system(id);
  }

  @Override
  public Sameness sameness(String id) {
    var sameness = systems.sameness(id);
    return (field, one, other) ->
        sameness.isSame(field, redaction.apply(one), redaction.apply(other));
  }
}
