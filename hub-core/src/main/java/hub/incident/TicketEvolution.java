package hub.incident;

import hub.incident.Entry.InboundReference;
import hub.incident.Entry.KeyRecord;
import hub.incident.Entry.MarkerRecord;
import hub.incident.Entry.Member;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import java.util.List;

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
    draft.shadow(ticket.ref()).ifPresent(known -> unindexReferences(draft, known));
    draft.put(shadow);
    indexReferences(draft, shadow);
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
  }

  private static void indexReferences(Draft draft, Shadow shadow) {
    references(shadow).forEach(draft::put);
  }

  private static void unindexReferences(Draft draft, Shadow shadow) {
    references(shadow).forEach(reference -> draft.remove(reference.key()));
  }

  /// The keys that a ticket shows, each as it is found from the other side.
  private static List<InboundReference> references(Shadow shadow) {
    return shadow.fields().values().entrySet().stream()
        .filter(field -> !field.getValue().isBlank())
        .flatMap(field ->
            field
                .getKey()
                .counterpartSystem()
                .map(system -> new InboundReference(system, field.getValue(), shadow.ticket()))
                .stream())
        .toList();
  }
}
