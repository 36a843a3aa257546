package hub.ticket;

import java.time.Duration;
import java.time.Instant;

/// When a ticket was read, in the hub's clock. What changed in the tool after `began` may be
/// missing.
public record Reading(Instant began, Instant ended) {

  public Reading {
    if (ended.isBefore(began)) {
      throw new IllegalArgumentException("a reading cannot end before it began");
    }
  }

  public static Reading at(Instant instant) {
    return new Reading(instant, instant);
  }

  /// Whether this reading began only after the other was over, so that it cannot be the older view.
  public boolean startedAfter(Reading other) {
    return began.isAfter(other.ended);
  }

  public Duration took() {
    return Duration.between(began, ended);
  }
}
