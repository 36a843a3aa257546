package hub.service.search;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;

/// The log of a space, read by this instance for itself: committed events only, in order.
public interface EventSource extends AutoCloseable {

  /// Whether the log is long enough to have held this position. One that is not is another log.
  boolean reaches(long position);

  /// From now on [#next] begins after this position; -1 begins with the first event.
  void startAfter(long position);

  /// The next events; empty if none came within the time.
  List<LoggedEvent> next(Duration wait);

  /// How far the log goes on beyond what [#next] gave, in positions; none is an event of its own.
  /// Asks nobody: as far as the last answer of the log told, and empty before the first. Called by
  /// the thread that follows.
  OptionalLong behind();

  /// The events at these positions, in their order; may be called while another thread follows the
  /// log.
  List<LoggedEvent> at(SortedSet<Long> positions);

  @Override
  void close();
}
