package hub.service.search;

import java.time.Instant;
import java.util.Optional;

/// Whether there is room to take anything in.
@FunctionalInterface
public interface Room {

  /// Where the log has no disk of its own to watch.
  Room ENOUGH = Optional::empty;

  /// What is short; empty while there is enough.
  Optional<Shortage> shortage();

  /// Too little room on the disk of the log.
  ///
  /// @param since when it was first seen
  record Shortage(long free, long floor, Instant since) {}
}
