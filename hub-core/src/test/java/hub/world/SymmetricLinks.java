package hub.world;

import hub.incident.Incident;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Invariant 6 (R5b.1): if A shows B's id, B shows A's.
final class SymmetricLinks implements Invariant {

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    for (var entry : world.space.entries()) {
      if (entry instanceof Incident incident
          && incident.isOpen()
          && incident.members().size() == 2
          && incident.correlationConflicts().isEmpty()) {
        var tickets =
            incident.members().keySet().stream()
                .map(ref -> world.tool(ref.system()).ticket(ref))
                .flatMap(Optional::stream)
                .toList();
        // One that somebody has deleted shows nothing.
        if (tickets.size() == 2) {
          check(tickets.getFirst(), tickets.getLast(), violations);
          check(tickets.getLast(), tickets.getFirst(), violations);
        }
      }
    }
    return violations;
  }

  private static void check(Ticket one, Ticket other, List<String> violations) {
    var shown = one.fields().getOrEmpty(Field.counterpart(other.ref().system()));
    if (!shown.equals(other.key())) {
      violations.add("%s shows '%s', not %s".formatted(one.label(), shown, other.label()));
    }
  }
}
