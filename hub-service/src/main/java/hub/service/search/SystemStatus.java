package hub.service.search;

import hub.config.SystemConfig.Mode;
import hub.incident.IncidentId;
import hub.service.backfill.BackfillStatus;
import hub.service.words.Told;
import hub.ticket.ExternalSystem.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the hub and one tool get on.
///
/// @param cause why the condition is not `WORKING`, or empty
/// @param since when the condition began; null while unknown
/// @param lastRead last successful read
/// @param lastWrite last successful write
/// @param oldestUnsent the change that waits longest; null if none waits
/// @param waiting how many commands are under way or wait
/// @param parked how many values it refused
/// @param tickets how many of its tickets are linked
/// @param backfill how far the reading of what it held all along is; null if nobody asked for that
public record SystemStatus(
    String id,
    String kind,
    Role role,
    Mode mode,
    Condition condition,
    Told cause,
    @Nullable Instant since,
    @Nullable Instant lastRead,
    @Nullable Instant lastWrite,
    @Nullable UnsentChange oldestUnsent,
    int waiting,
    int parked,
    int tickets,
    @Nullable BackfillStatus backfill) {

  /// Operations must be able to tell these apart; when several hold, the first in this order that
  /// needs a person is shown.
  public enum Condition {
    WORKING,
    DEAD,
    RATE_LIMITED,
    CREDENTIALS_REFUSED,
    PAUSED,
    REWOUND,
    WRITE_LIMIT,
    OBSERVE
  }

  /// A change that has not reached the tool.
  public record UnsentChange(IncidentId incident, Instant since, Told what, String cause) {}
}
