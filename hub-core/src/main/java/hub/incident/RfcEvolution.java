package hub.incident;

import hub.incident.Entry.RfcLink;
import hub.ticket.TicketRef;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// How events about RFCs and problems change the state (process.md step 11).
final class RfcEvolution {

  private RfcEvolution() {}

  static void fold(Draft draft, IncidentEvent.OfRfc event) {
    switch (event) {
      case IncidentEvent.RfcLinked linked -> linked(draft, linked);
      case IncidentEvent.RfcUnlinked unlinked -> unlinked(draft, unlinked);
      case IncidentEvent.RfcStateChanged _ -> {
        // The record alone; what follows for the incident are events of their own.
      }
    }
  }

  private static void linked(Draft draft, IncidentEvent.RfcLinked event) {
    draft
        .incident(event.incident())
        .map(incident -> incident.withRfc(event.rfc()))
        .ifPresent(draft::put);
    draft.put(new RfcLink(event.rfc(), event.incident(), event.via(), true));
  }

  private static void unlinked(Draft draft, IncidentEvent.RfcUnlinked event) {
    draft.put(new RfcLink(event.rfc(), event.incident(), event.via(), false));
  }

  /// The survivor waits for what either has waited for.
  static void merged(Draft draft, Incident survivor, Incident absorbed) {
    for (var rfc : absorbed.rfcs()) {
      var former = link(draft, rfc, absorbed);
      var known = draft.get(RfcLink.key(rfc, survivor.id()), RfcLink.class);
      draft.move(
          former.key(),
          known.filter(RfcLink::isLinked).orElseGet(() -> former.inIncident(survivor.id())));
    }
  }

  /// The RFCs that are linked through tickets that leave go with them.
  ///
  /// @return those RFCs
  static Set<TicketRef> unmerged(
      Draft draft, Incident from, IncidentId fresh, Collection<TicketRef> tickets) {
    var moved = new TreeSet<TicketRef>();
    for (var rfc : from.rfcs()) {
      var link = link(draft, rfc, from);
      if (tickets.contains(link.via())) {
        draft.move(link.key(), link.inIncident(fresh));
        moved.add(rfc);
      }
    }
    return moved;
  }

  private static RfcLink link(Draft draft, TicketRef rfc, Incident incident) {
    return draft.get(RfcLink.key(rfc, incident.id()), RfcLink.class).orElseThrow();
  }
}
