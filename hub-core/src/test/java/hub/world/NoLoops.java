package hub.world;

import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.IncidentUnmerged;
import hub.ticket.TicketRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Invariant 3: writes to tools are at most a small constant times the changes that people make,
/// and what the hub has written is never taken for a change by people.
final class NoLoops implements Invariant {

  /// A created ticket is written, its counterpart shows its key, its status may take steps; each
  /// change and each comment is mirrored; late commits and lost answers repeat some.
  private static final int MOST_WRITES_PER_CHANGE = 6;

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    long byHub = world.tools.values().stream().mapToLong(ToolModel::writesByHub).sum();
    long byPeople = world.tools.values().stream().mapToLong(ToolModel::writesByPeople).sum();
    if (byHub > MOST_WRITES_PER_CHANGE * byPeople) {
      violations.add("%d writes by the hub on %d changes by people".formatted(byHub, byPeople));
    }
    // A ticket that was taken out of its incident speaks for itself from then on.
    var takenOut = new HashSet<TicketRef>();
    for (var event : world.events) {
      if (event instanceof IncidentUnmerged unmerged) {
        takenOut.addAll(unmerged.tickets());
      }
      if (event instanceof FieldChanged changed
          && !takenOut.contains(changed.ticket())
          && isEcho(world, changed)) {
        violations.add("an echo counts as a change: " + changed);
      }
    }
    return violations;
  }

  private static boolean isEcho(World world, FieldChanged changed) {
    var tool = world.tool(changed.ticket().system());
    if (OtherConfig.isReadOtherwise(world, changed)) {
      return false;
    }
    // A tool restored from backup holds what somebody has put there: whoever keeps the backups.
    return changed.by() != null
        && !changed.value().isEmpty()
        && !tool.isEntered(changed.ticket(), changed.field(), changed.value())
        && !tool.isRestored(changed.ticket(), changed.field(), changed.value());
  }
}
