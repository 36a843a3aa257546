package hub.service.search;

import hub.incident.ContactTask;
import hub.incident.Entry;
import hub.incident.Entry.InboundReference;
import hub.incident.GateBreach;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.Shadow;
import hub.ticket.TicketRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By what events hang together: an incident, a ticket that may go from one incident to another,
/// and a key that one ticket shows and another has.
///
/// Two incidents that share none of these, however far removed, know nothing of each other, so the
/// state of one can be folded without the events of the other.
final class Threads {

  private Threads() {}

  /// The thread of an incident.
  static String of(IncidentId id) {
    return id.toString();
  }

  /// Adds the threads of one piece of state.
  static void add(Entry entry, Set<String> threads) {
    switch (entry) {
      case Incident incident -> {
        incident(incident.id(), threads);
        incident(incident.mergedInto(), threads);
        incident(incident.unmergedFrom(), threads);
      }
      case Shadow shadow -> {
        ticket(shadow.ticket(), threads);
        incident(shadow.incident(), threads);
      }
      case Entry.CommentRecord comment -> {
        incident(comment.incident(), threads);
        ticket(comment.origin(), threads);
      }
      case Entry.Outstanding outstanding -> {
        incident(outstanding.incident(), threads);
        ticket(outstanding.slot().ticket(), threads);
      }
      case Entry.RfcLink link -> {
        incident(link.incident(), threads);
        ticket(link.rfc(), threads);
        ticket(link.via(), threads);
      }
      case Entry.MarkerRecord marker -> {
        incident(marker.incident(), threads);
        ticket(marker.ticket(), threads);
      }
      case Entry.OpenAttempt attempt ->
          incident(new IncidentId(attempt.command().incident()), threads);
      case Entry.ParkedCreate parked -> incident(parked.incident(), threads);
      case Entry.OpenDuplicate duplicate -> {
        incident(duplicate.incident(), threads);
        ticket(duplicate.ticket(), threads);
      }
      case Entry.Held held -> incident(held.incident(), threads);
      case ContactTask task -> incident(task.incident(), threads);
      case Notice notice -> incident(notice.incident(), threads);
      case GateBreach breach -> incident(breach.incident(), threads);
      case Entry.Explanation explanation -> ticket(explanation.ticket(), threads);
      case Entry.LateWrites late -> ticket(late.ticket(), threads);
      case Entry.Unread unread -> ticket(unread.ticket(), threads);
      case Entry.KeyRecord key -> {
        ticket(key.ticket(), threads);
        threads.add(InboundReference.prefix(key.system(), key.ticketKey()));
        threads.add(InboundReference.prefix(InboundReference.ANY_SYSTEM, key.ticketKey()));
      }
      case InboundReference reference -> {
        ticket(reference.by(), threads);
        threads.add(InboundReference.prefix(reference.system(), reference.ticketKey()));
      }
      case Entry.SpaceRecord _, Entry.SystemRecord _, Entry.WritePace _, Entry.ChangePace _ -> {
        // Belongs to everybody.
      }
      case Entry.CommandIndex _, Entry.Timer _ -> {
        // Belongs to everybody, or to what is named beside it.
      }
    }
  }

  private static void incident(@Nullable IncidentId id, Set<String> threads) {
    if (id != null) {
      threads.add(of(id));
    }
  }

  private static void ticket(@Nullable TicketRef ticket, Set<String> threads) {
    if (ticket != null) {
      threads.add(ticket.toString());
    }
  }
}
