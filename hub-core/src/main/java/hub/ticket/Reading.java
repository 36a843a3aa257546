package hub.ticket;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a ticket was read, in the hub's clock. What changed in the tool after `began` may be
/// missing.
///
/// @param clockAhead by how much the tool's clock was ahead of the hub's, negative where it was
///   behind; null where they agreed, or the tool did not tell the time
public record Reading(Instant began, Instant ended, @Nullable Duration clockAhead) {

  /// Clocks that differ by less agree: tools tell whole seconds, and answers take their time.
  public static final Duration UNNOTICED = Duration.ofSeconds(5);

  public Reading {
    if (ended.isBefore(began)) {
      throw new IllegalArgumentException("a reading cannot end before it began");
    }
  }

  /// Without a word about the tool's clock.
  public Reading(Instant began, Instant ended) {
    this(began, ended, null);
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

  /// What the tool's clock calls `claimed`, in the hub's clock (design D6).
  public Instant inHubTime(Instant claimed) {
    return clockAhead == null ? claimed : claimed.minus(clockAhead);
  }

  /// Whether the tool's clock goes as it went at the other reading. Else it was set meanwhile, and
  /// what it said between the two is no proof.
  public boolean hasClockOf(Reading other) {
    return ahead().minus(other.ahead()).abs().compareTo(UNNOTICED) <= 0;
  }

  private Duration ahead() {
    return clockAhead == null ? Duration.ZERO : clockAhead;
  }
}
