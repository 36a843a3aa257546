package hub.service.search;

import hub.service.backfill.BackfillCheckpoint;
import hub.service.backfill.BackfillStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When this process last polled a tool with success. A poll that finds nothing new is no event, so
/// the log does not tell.
@FunctionalInterface
public interface PollClock {

  /// Null if it has not polled it.
  @Nullable Instant lastPoll(String system);

  /// How far the system's backfill is; empty if nobody has asked for one.
  ///
  /// @param recorded its position by the log, which may be a moment behind
  default Optional<BackfillStatus> backfill(String system, String recorded) {
    return BackfillCheckpoint.parse(recorded).map(one -> BackfillStatus.of(one, ""));
  }
}
