package hub.service.search;

import hub.incident.IncidentId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One incident in a list.
///
/// @param priority name of a [hub.ticket.Priority], or empty while unknown
/// @param status name of a [hub.ticket.Status], or empty while unknown
/// @param changedAt of its last event that changed something
/// @param attention what is wrong, if anything
/// @param mergedInto the incident that goes on; null if this one does
public record IncidentSummary(
    IncidentId id,
    String title,
    String priority,
    String status,
    SyncCondition sync,
    List<TicketLabel> tickets,
    Instant openedAt,
    Instant changedAt,
    Set<AttentionKind> attention,
    @Nullable IncidentId mergedInto,
    boolean isErased) {

  public IncidentSummary {
    tickets = List.copyOf(tickets);
    attention = Collections.unmodifiableSet(new TreeSet<>(attention));
  }

  IncidentSummary erased() {
    return new IncidentSummary(
        id,
        title,
        priority,
        status,
        sync,
        tickets,
        openedAt,
        changedAt,
        attention,
        mergedInto,
        true);
  }
}
