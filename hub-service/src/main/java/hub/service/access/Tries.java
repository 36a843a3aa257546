package hub.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/// Slows down whoever guesses a password: after some tries in a row a name must wait, each time
/// twice as long. It counts names, not addresses, because guesses may come from many.
final class Tries {

  /// So many tries in a row cost nothing.
  static final int FREE = 5;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(4);
  private static final int MOST_DOUBLINGS = 6;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  private static final int MOST_NAMES = 10_000;

  private final InstantSource clock;
  private final Cache<String, Row> rows =
      Caffeine.newBuilder().maximumSize(MOST_NAMES).expireAfterWrite(FORGOTTEN_AFTER).build();

  private record Row(int tries, Instant until) {}

  Tries(InstantSource clock) {
    this.clock = clock;
  }

  /// Whether a name may try now. If so the try is counted, so that many at once are no way round.
  boolean mayTry(String name) {
    var now = clock.instant();
    var may = new AtomicBoolean();
    rows.asMap()
        .compute(
            name,
            (_, row) -> {
              if (row != null && now.isBefore(row.until)) {
                return row;
              }
              may.set(true);
              return next(row == null ? 1 : row.tries + 1, now);
            });
    return may.get();
  }

  private static Row next(int tries, Instant now) {
    var doublings = Math.min(tries - FREE, MOST_DOUBLINGS);
    return new Row(tries, doublings < 0 ? now : now.plus(FIRST_WAIT.multipliedBy(1L << doublings)));
  }

  void succeeded(String name) {
    rows.invalidate(name);
  }
}
