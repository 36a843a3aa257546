package hub.correlation;

import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.ticket.TicketRef;
import java.util.List;

/// Which incident a ticket belongs to.
public sealed interface Verdict {

  /// It belongs to an incident.
  ///
  /// @param merges incidents that turn out to be the same as this one
  record BelongsTo(IncidentId incident, LinkReason reason, String detail, List<IncidentId> merges)
      implements Verdict {
    public BelongsTo {
      merges = List.copyOf(merges);
    }
  }

  /// It starts an incident of its own: it refers to none, or to such as cannot take it. The latter
  /// is then a conflict.
  record Opens() implements Verdict {}

  /// The hub's own create was carried out twice.
  record IsDuplicate(IncidentId incident, TicketRef stays) implements Verdict {}

  /// Tickets like this start nothing.
  record IsNoIncident(String reason) implements Verdict {}
}
