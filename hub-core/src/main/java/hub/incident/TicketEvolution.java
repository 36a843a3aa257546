package hub.incident;

import hub.delivery.Command;
import hub.incident.Entry.InboundReference;
import hub.incident.Entry.KeyRecord;
import hub.incident.Entry.MarkerRecord;
import hub.incident.Entry.Member;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.Slot;
import hub.incident.Entry.Unread;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.KeyList;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.stream.Stream;

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
    draft.remove(OpenDuplicate.key(ticket));
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
            .map(known -> known.seen(ticket, reading, draft.space().sequence()))
            .orElseGet(() ->
                Shadow.first(ticket, isMember ? id : null, reading, draft.space().sequence()));
    put(draft, shadow, ticket);
    draft
        .marker(ticket.marker())
        .filter(marker -> marker.ticket() == null)
        .ifPresent(marker ->
            draft.put(
                new MarkerRecord(
                    marker.marker(), marker.incident(), marker.system(), ticket.ref())));
  }

  /// An RFC belongs to no incident; it has a shadow and a key like any other ticket.
  static void rfcSeen(Draft draft, IncidentEvent.RfcSeen event) {
    var rfc =
        event.presence() == Ticket.Presence.PRESENT
            ? Ticket.of(event.rfc(), event.key(), event.version(), event.fields())
            : Ticket.gone(event.rfc(), event.presence());
    var shadow =
        draft
            .shadow(event.rfc())
            .map(known -> known.seen(rfc, event.reading(), draft.space().sequence()))
            .orElseGet(() -> Shadow.first(rfc, null, event.reading(), draft.space().sequence()));
    put(draft, shadow, rfc);
  }

  private static void put(Draft draft, Shadow shadow, Ticket seen) {
    noteUnread(draft, seen.ref(), seen.fields());
    draft.shadow(seen.ref()).ifPresent(known -> unindexReferences(draft, known));
    draft.put(shadow);
    indexReferences(draft, shadow);
    CommandEvolution.tookEffect(draft, seen.ref(), seen.fields());
    if (!seen.key().isEmpty()) {
      draft.put(new KeyRecord(seen.ref().system(), seen.key(), seen.ref()));
    }
  }

  /// While a write is under way, its fields are left out of what is shown meanwhile (design D5). To
  /// be noted before the ticket counts as seen.
  static void noteUnread(Draft draft, TicketRef ticket, Fields shown) {
    var isInPart =
        draft
            .outstanding(Slot.of(ticket))
            .filter(outstanding -> outstanding.due() == null)
            .map(Outstanding::command)
            .filter(command ->
                command instanceof Command.UpdateTicket update
                    && !shown.names().containsAll(update.desired().names()))
            .isPresent();
    var key = Unread.key(ticket);
    if (!isInPart) {
      draft.remove(key);
    } else if (draft.get(key).isEmpty()) {
      draft
          .shadow(ticket)
          .ifPresent(whole -> draft.put(new Unread(ticket, whole.reading(), whole.seenAt())));
    }
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
        .flatMap(field -> references(shadow, field.getKey(), field.getValue()))
        .toList();
  }

  private static Stream<InboundReference> references(Shadow shadow, Field field, String value) {
    if (field.isKeyList()) {
      var system = field.rfcSystem().orElse(InboundReference.ANY_SYSTEM);
      return KeyList.of(value).keys().stream()
          .map(key -> new InboundReference(system, key, shadow.ticket()));
    }
    return field.counterpartSystem().stream()
        .map(system -> new InboundReference(system, value, shadow.ticket()));
  }
}
