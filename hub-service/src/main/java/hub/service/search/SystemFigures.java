package hub.service.search;

import hub.service.search.SystemStatus.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is counted of one tool.
///
/// @param lastSweep the end of the last sweep by this process; where it has not swept, the last
///   reading that the log tells of; null if there was none
/// @param oldestUnsent when the first attempt was due of what waits longest; null if nothing waits,
///   or if nothing is meant to be written there
/// @param outstanding commands under way, or between two attempts
/// @param held incidents whose change is not sent because the tool is paused, looks restored from
///   backup or is only observed
public record SystemFigures(
    String id,
    Condition condition,
    @Nullable Instant lastSweep,
    @Nullable Instant oldestUnsent,
    int outstanding,
    int held) {}
