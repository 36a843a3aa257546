package hub.incident;

import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.Entry.Timer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Timers lie by the millisecond, and tools' moments have nanoseconds.
class DueTimersTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.897Z");

  private final SpaceMap state = new SpaceMap();

  @Test
  void a_timer_is_not_due_a_moment_before_its_time() {
    put(new Timer("before", NOW.minusNanos(1)));
    put(new Timer("now", NOW));
    put(new Timer("after", NOW.plusNanos(1)));

    assertThat(state.dueTimers(NOW, 10)).extracting(Timer::id).containsExactly("before", "now");
    assertThat(state.dueTimers(NOW.plusNanos(1), 10)).hasSize(3);
  }

  private void put(Entry entry) {
    state.apply(List.of(new StateChange.Put(entry)));
  }
}
