package hub.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import hub.service.metrics.AnswerTimes.Spread;
import hub.service.search.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY);
  private final AnswerTimes times = new AnswerTimes(Set.of("clearquest", "jira-ops"), now::get);

  @Test
  void what_was_answered_a_while_ago_is_what_is_usual() {
    for (var i = 1; i <= 100; i++) {
      answer(i, false);
    }
    after(Duration.ofMinutes(16));
    answer(8_000, false);
    answer(9_000, true);

    var known = times.of("clearquest");
    assertThat(known.usual())
        .isEqualTo(new Spread(100, Duration.ofMillis(50), Duration.ofMillis(95)));
    assertThat(known.lately())
        .isEqualTo(new Spread(2, Duration.ofSeconds(8), Duration.ofSeconds(9)));
    assertThat(known.failedPercent()).isEqualTo(50);
    assertThat(times.of("jira-ops").lately()).isEqualTo(Spread.NONE);
    assertThat(times.of("jira-ops").failedPercent()).isZero();
  }

  @Test
  void the_last_word_about_a_quota_counts_until_the_next() {
    times.answered("clearquest", Duration.ofMillis(1), false, 7);
    answer(1, false);
    assertThat(times.of("clearquest").quotaLeft()).isEqualTo(7);
    assertThat(times.of("jira-ops").quotaLeft()).isNull();
  }

  @Test
  void no_more_than_so_many_are_remembered_and_none_of_another_site() {
    for (var i = 0; i <= AnswerTimes.MOST; i++) {
      answer(i, false);
    }
    times.answered("of another site", Duration.ZERO, false, null);
    assertThat(times.of("clearquest").lately().count()).isEqualTo(AnswerTimes.MOST);
  }

  @Test
  void the_hubs_own_time_is_counted_once_and_only_since_the_start() {
    var earlier =
        new Delivered(
            7, "clearquest", MONDAY.minusSeconds(9), MONDAY.minusSeconds(3), Duration.ofMillis(1));
    var first =
        new Delivered(8, "clearquest", MONDAY, MONDAY.plusSeconds(4), Duration.ofMillis(30));
    var again = new Delivered(9, "clearquest", MONDAY, MONDAY.plusSeconds(4), null);
    times.delivered(List.of(earlier, first, again));
    times.delivered(List.of(first));

    assertThat(times.of("clearquest").own())
        .isEqualTo(new Spread(1, Duration.ofMillis(30), Duration.ofMillis(30)));
  }

  private void answer(int millis, boolean isFailed) {
    times.answered("clearquest", Duration.ofMillis(millis), isFailed, null);
  }

  private void after(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }
}
