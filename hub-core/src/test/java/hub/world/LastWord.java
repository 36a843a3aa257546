package hub.world;

import hub.delivery.Command.UpdateTicket;
import hub.incident.Incident;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.OfIncident;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import hub.world.ToolModel.LastEntered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Invariant 5: of the priorities that people have set in the tickets of an incident the last one
/// counts. Where another one does, the hub says why.
final class LastWord implements Invariant {

  private record Word(TicketRef ticket, LastEntered entered) {}

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    // Under another value map two priorities may have been one, and of what a restoration has taken
    // no tool tells anything.
    if (world.mappedAt > 0 || world.tools.values().stream().anyMatch(ToolModel::isRestored)) {
      return violations;
    }
    for (var entry : world.space.entries()) {
      // What a ticket has said counts after it was taken out, too.
      if (entry instanceof Incident incident && incident.isOpen() && isMembers(incident)) {
        last(world, incident)
            .filter(word -> world.tool(word.ticket().system()).ticket(word.ticket()).isPresent())
            // A clock that was set between a change and the look at it tells nothing.
            .filter(word -> world.tool(word.ticket().system()).clockAhead.isZero())
            .filter(word -> word.entered().isNews())
            .filter(word -> !isHeard(world, incident, word))
            .filter(word -> !isExplained(world, incident, word))
            .ifPresent(word ->
                violations.add(
                    "%s was set to %s last, and %s is %s"
                        .formatted(
                            word.ticket(),
                            word.entered().value(),
                            incident.id(),
                            incident.value(Field.PRIORITY))));
      }
    }
    return violations;
  }

  private static boolean isMembers(Incident incident) {
    var priority = incident.fields().get(Field.PRIORITY);
    return priority != null && incident.members().containsKey(priority.ticket());
  }

  private static Optional<Word> last(World world, Incident incident) {
    return incident.members().keySet().stream()
        .flatMap(ref ->
            world.tool(ref.system()).lastEntered(ref, Field.PRIORITY).stream()
                .map(entered -> new Word(ref, entered)))
        .max(Comparator.comparing(word -> word.entered().at()));
  }

  private static boolean isHeard(World world, Incident incident, Word word) {
    return world.config.isSame(
        word.ticket().system(),
        Field.PRIORITY,
        word.entered().value(),
        incident.value(Field.PRIORITY));
  }

  /// Whether the hub has told that a priority was not carried on, or why it could not tell whose is
  /// the last.
  private static boolean isExplained(World world, Incident incident, Word word) {
    return world.events.stream()
        .anyMatch(event ->
            switch (event) {
              case IncidentEvent.ConflictRecorded conflict ->
                  isOf(incident, conflict) && conflict.field().equals(Field.PRIORITY);
              case IncidentEvent.ChangeNotRelayed declined ->
                  isOf(incident, declined) && declined.field().equals(Field.PRIORITY);
              // Who enters just what a waiting update is to write cannot be told from the hub.
              case IncidentEvent.CommandIssued(_, UpdateTicket update, _) ->
                  update.ticket().equals(word.ticket())
                      && update.desired().getOrEmpty(Field.PRIORITY).equals(word.entered().value());
              case IncidentEvent.FieldFrozen frozen -> isOf(incident, frozen);
              case IncidentEvent.FieldParked parked -> isOf(incident, parked);
              case IncidentEvent.IncidentsMerged merged -> isOf(incident, merged);
              case IncidentEvent.IncidentUnmerged unmerged -> isOf(incident, unmerged);
              case IncidentEvent.SystemRewound _ -> true;
              default -> false;
            });
  }

  private static boolean isOf(Incident incident, OfIncident event) {
    return event.incident().equals(incident.id());
  }
}
