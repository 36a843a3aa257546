package hub.world;

import hub.config.SystemConfig;
import hub.incident.Entry.Outstanding;
import hub.incident.Incident;
import hub.incident.IncidentEvent.OfIncident;
import hub.reconciliation.DesiredFields;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;

/// Invariant 2: every member ticket equals its desired state, or shows why not; no command is
/// outstanding.
final class Convergence implements Invariant {

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    for (var entry : world.space.entries()) {
      if (entry instanceof Outstanding outstanding) {
        violations.add("still outstanding: " + outstanding);
      }
      if (entry instanceof Incident incident && incident.isOpen()) {
        incident
            .members()
            .keySet()
            .forEach(ref ->
                world
                    .tool(ref.system())
                    .ticket(ref)
                    .ifPresent(ticket -> violations.addAll(differences(world, incident, ticket))));
      }
    }
    return violations;
  }

  private static List<String> differences(World world, Incident incident, Ticket ticket) {
    var shadow = world.space.shadow(ticket.ref()).orElseThrow();
    var system = world.config.systems().get(ticket.ref().system());
    var violations = new ArrayList<String>();
    new DesiredFields(world.space, world.config)
        .of(incident, shadow)
        .values()
        .forEach((field, value) -> {
          var held = ticket.fields().getOrEmpty(field);
          var isExplained = shadow.parked().containsKey(field) || shadow.frozen().contains(field);
          if (!system.isSame(field, value, held)
              && !shadow.isOurs(field, value)
              && !isExplained
              && !isUntouchedSinceMapped(world, incident, system, field)) {
            violations.add(
                "%s of %s is '%s', and should be '%s'"
                    .formatted(field, ticket.label(), held, value));
          }
        });
    if (!shadow.fields().with(ticket.fields()).equals(shadow.fields())) {
      violations.add("the shadow of %s is not what the tool holds".formatted(ticket.label()));
    }
    return violations;
  }

  /// Under another value map an incident is looked at when something next happens to it.
  private static boolean isUntouchedSinceMapped(
      World world, Incident incident, SystemConfig system, Field field) {
    return system.values().containsKey(field)
        && world
            .events
            .subList(Math.min(world.mappedAt, world.events.size()), world.events.size())
            .stream()
            .noneMatch(event ->
                event instanceof OfIncident happened && happened.incident().equals(incident.id()));
  }
}
