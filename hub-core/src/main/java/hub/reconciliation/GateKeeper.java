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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What the hub does not carry to other tools (invariant 8).
public final class GateKeeper {

  private final SpaceView view;
  private final HubConfig config;

  public GateKeeper(SpaceView view, HubConfig config) {
    this.view = view;
    this.config = config;
  }

  /// The gates that the incident's status has gone past; none if it may be what it is.
  public Set<Gate> passed(Incident incident) {
    var gates = config.gates();
    var status = incident.value(Field.STATUS);
    var isClosed = status.equals(Status.CLOSED.name());
    var passed = EnumSet.noneOf(Gate.class);
    if (status.equals(Status.PENDING_RELEASE.name())
        && gates.rfcSystem() != null
        && !hasRfc(incident, gates.rfcSystem())) {
      passed.add(Gate.PENDING_RELEASE_NEEDS_RFC);
    }
    if (isClosed && isSevere(incident) && !isApproved(incident, gates)) {
      passed.add(Gate.CLOSING_NEEDS_REPORT);
    }
    if (isClosed && !saysSolution(incident, gates)) {
      passed.add(Gate.CLOSING_NEEDS_SOLUTION);
    }
    return passed;
  }

  /// Whether the incident's status may go to other tools. It may not once it was recorded that it
  /// went past a gate, until the gate is satisfied or somebody overrides it.
  public boolean mayCarryStatus(Incident incident) {
    return passed(incident).stream()
        .map(gate -> view.breach(incident.id(), gate))
        .flatMap(Optional::stream)
        .allMatch(breach -> breach.overriddenBy() != null);
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

  private static boolean saysSolution(Incident incident, GatesConfig gates) {
    return gates.solution().isEmpty()
        || gates.solution().stream().anyMatch(field -> !incident.value(field).isBlank());
  }

  private static boolean isApproved(Incident incident, GatesConfig gates) {
    var field = gates.reportApproved();
    return field == null || incident.value(field).equals(gates.approvedValue());
  }
}
