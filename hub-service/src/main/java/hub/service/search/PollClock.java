package hub.service.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When this process last polled a tool with success. A poll that finds nothing new is no event, so
/// the log does not tell.
@FunctionalInterface
public interface PollClock {

  /// Null if it has not polled it.
  @Nullable Instant lastPoll(String system);
}
