package hub.incident;

import hub.incident.Entry.AwaitedKey;
import hub.incident.Entry.KeyRecord;
import hub.incident.Entry.MarkerRecord;
import hub.incident.Entry.Member;
import hub.ticket.Reading;
import hub.ticket.Ticket;

/// How events about tickets change the state.
final class TicketEvolution {

  private TicketEvolution() {}

  static void linked(Draft draft, IncidentEvent.TicketLinked event) {
    var ticket = event.ticket();
    draft
        .incident(event.incident())
        .ifPresent(incident ->
            draft.put(
                incident.withMember(
                    ticket, new Member(event.reason(), event.detail(), event.isMadeByHub()))));
    draft.shadow(ticket).ifPresent(shadow -> draft.put(shadow.inIncident(event.incident())));
    draft.remove(AwaitedKey.key(ticket.system(), event.key()));
  }

  static void changed(Draft draft, IncidentId id, Ticket ticket, Reading reading) {
    var isMember =
        draft
            .incident(id)
            .filter(incident -> incident.members().containsKey(ticket.ref()))
            .isPresent();
    var shadow =
        draft
            .shadow(ticket.ref())
            .map(known -> known.seen(ticket, reading))
            .orElseGet(() -> Shadow.first(ticket, isMember ? id : null, reading));
    draft.put(shadow);
    if (!ticket.key().isEmpty()) {
      draft.put(new KeyRecord(ticket.ref().system(), ticket.key(), ticket.ref()));
    }
    draft
        .marker(ticket.marker())
        .filter(marker -> marker.ticket() == null)
        .ifPresent(marker ->
            draft.put(
                new MarkerRecord(
                    marker.marker(), marker.incident(), marker.system(), ticket.ref())));
    awaitCounterparts(draft, id, shadow);
  }

  /// A key shown by a member, of a ticket never seen: when it comes it belongs here.
  private static void awaitCounterparts(Draft draft, IncidentId id, Shadow shadow) {
    shadow
        .fields()
        .values()
        .forEach((field, key) ->
            field
                .counterpartSystem()
                .filter(_ -> !key.isBlank() && shadow.incident() != null)
                .filter(system -> draft.ticketByKey(system, key).isEmpty())
                .ifPresent(system -> draft.put(new AwaitedKey(system, key, id))));
  }
}
