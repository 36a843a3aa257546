package hub.connector.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// So many in so long a time, by a key such as a sender. What comes beyond is for a person, since
/// two programs that answer each other never stop.
///
/// Forgotten by a restart, after which the count begins anew.
final class LoopGuard {

  private static final int MOST_KEYS = 10_000;

  private final int most;
  private final Duration window;
  private final Map<String, Deque<Instant>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > MOST_KEYS;
        }
      };

  LoopGuard(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /// Counts one more; false if it is one too many. Those that are too many do not count.
  synchronized boolean allows(String key, Instant now) {
    var times = times(key, now);
    if (times.size() >= most) {
      return false;
    }
    times.addLast(now);
    return true;
  }

  /// How long until there is room again; empty if there is now.
  synchronized Optional<Duration> wait(String key, Instant now) {
    var times = times(key, now);
    return times.size() < most
        ? Optional.empty()
        : Optional.of(Duration.between(now, times.getFirst().plus(window)));
  }

  private Deque<Instant> times(String key, Instant now) {
    var times = seen.computeIfAbsent(key, _ -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.getFirst().plus(window).isAfter(now)) {
      times.removeFirst();
    }
    return times;
  }
}
