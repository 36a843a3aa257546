package hub.world;

import hub.incident.Incident;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Invariant 4: one incident per member ticket, one created ticket per (incident, role,
/// generation). No request here takes effect later than the settle time, so not even a closed
/// second one is excused.
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
          .filter(ticket -> tool.isMadeByHub(ticket.ref()))
          .collect(Collectors.groupingBy(AtMostOne::purpose))
          .forEach((purpose, made) -> {
            if (made.size() > 1) {
              violations.add(purpose + " was made as " + made.stream().map(Ticket::key).toList());
            }
          });
    }
    return violations;
  }

  /// What it was made for, by its marker, or by the tickets that it was to show.
  private static String purpose(Ticket ticket) {
    return ticket.marker().isEmpty()
        ? ticket.fields().where((field, _) -> field.counterpartSystem().isPresent()).toString()
        : ticket.marker();
  }
}
