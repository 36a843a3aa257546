package hub.world;

import hub.incident.Incident;
import hub.ticket.Field;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Invariant 4: one incident per member ticket, one open ticket per (incident, role, generation).
final class AtMostOne implements Invariant {

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    Map<TicketRef, Incident> owners = new HashMap<>();
    for (var entry : world.space.entries()) {
      if (entry instanceof Incident incident) {
        for (var member : incident.members().keySet()) {
          var other = owners.put(member, incident);
          if (other != null) {
            violations.add("%s is in %s and %s".formatted(member, other.id(), incident.id()));
          }
        }
      }
    }
    for (var tool : world.tools.values()) {
      tool.tickets().stream()
          .filter(ticket -> !ticket.marker().isEmpty())
          .filter(AtMostOne::isOpen)
          .collect(Collectors.groupingBy(Ticket::marker))
          .forEach((marker, open) -> {
            if (open.size() > 1) {
              violations.add(marker + " is open in " + open.stream().map(Ticket::key).toList());
            }
          });
    }
    return violations;
  }

  private static boolean isOpen(Ticket ticket) {
    return !ticket.fields().getOrEmpty(Field.STATUS).equals(Status.CLOSED.name());
  }
}
