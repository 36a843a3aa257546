package hub.reconciliation;

import hub.config.GatesConfig;
import hub.config.HubConfig;
import hub.incident.Entry.RfcLink;
import hub.incident.Gate;
import hub.incident.Incident;
import hub.incident.SpaceView;
import hub.ticket.Field;
import hub.ticket.Priority;
import hub.ticket.Status;
import java.util.Optional;

/// What the hub does not carry to other tools (invariant 8).
public final class GateKeeper {

  private final SpaceView view;
  private final HubConfig config;

  public GateKeeper(SpaceView view, HubConfig config) {
    this.view = view;
    this.config = config;
  }

  /// The gate that the incident's status has gone past; empty if it may be what it is.
  public Optional<Gate> passed(Incident incident) {
    var gates = config.gates();
    var status = incident.value(Field.STATUS);
    if (status.equals(Status.PENDING_RELEASE.name())
        && gates.rfcSystem() != null
        && !hasRfc(incident, gates.rfcSystem())) {
      return Optional.of(Gate.PENDING_RELEASE_NEEDS_RFC);
    }
    var isClosed = status.equals(Status.CLOSED.name());
    return isClosed && isSevere(incident) && !isApproved(incident, gates)
        ? Optional.of(Gate.CLOSING_NEEDS_REPORT)
        : Optional.empty();
  }

  /// Whether the incident's status may go to other tools. It may not once it was recorded that it
  /// went past a gate, until the gate is satisfied or somebody overrides it.
  public boolean mayCarryStatus(Incident incident) {
    return passed(incident)
        .flatMap(gate -> view.breach(incident.id(), gate))
        .filter(breach -> breach.overriddenBy() == null)
        .isEmpty();
  }

  /// Whether it is a P1 or P2.
  public static boolean isSevere(Incident incident) {
    return isSevere(incident.value(Field.PRIORITY));
  }

  /// Whether the value is P1 or P2.
  public static boolean isSevere(String priority) {
    return priority.equals(Priority.P1.name()) || priority.equals(Priority.P2.name());
  }

  /// Linked, named by a member's field before the RFC was seen, or named as related.
  private boolean hasRfc(Incident incident, String system) {
    var isLinked =
        incident.rfcs().stream()
            .filter(rfc -> rfc.system().equals(system))
            .map(rfc -> view.get(RfcLink.key(rfc, incident.id()), RfcLink.class))
            .flatMap(Optional::stream)
            .anyMatch(RfcLink::isLinked);
    var isNamed =
        incident.members().keySet().stream()
            .map(view::shadow)
            .flatMap(Optional::stream)
            .anyMatch(member -> !member.fields().getOrEmpty(Field.rfc(system)).isBlank());
    return isLinked
        || isNamed
        || incident.related().stream().anyMatch(key -> key.startsWith(system + ":"));
  }

  private static boolean isApproved(Incident incident, GatesConfig gates) {
    var field = gates.reportApproved();
    return field == null || incident.value(field).equals(gates.approvedValue());
  }
}
