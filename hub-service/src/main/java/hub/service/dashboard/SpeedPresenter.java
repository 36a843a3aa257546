package hub.service.dashboard;

import hub.service.dashboard.Views.Bar;
import hub.service.dashboard.Views.Chart;
import hub.service.dashboard.Views.SpeedView;
import hub.service.metrics.AnswerTimes.Times;
import hub.service.words.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says who is slow: a tool, or the hub.
final class SpeedPresenter {

  /// Fewer answers say nothing.
  private static final int FEWEST = 5;

  /// What is slower than this, and than so many times the usual, is slow.
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final int TIMES_USUAL = 3;
  private static final int MANY_FAILED_PERCENT = 20;
  private static final int MANY_INPUTS = 100;

  /// What waits is counted by these ages.
  static final List<Duration> AGES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(60));

  private static final int WIDTH = 360;
  private static final int LINE = 26;
  private static final int LONGEST_BAR = 170;

  private final Words words;

  SpeedPresenter(Words words) {
    this.words = words;
  }

  /// One sentence about the hub, and about each tool that is slower than it should be.
  ///
  /// @param behind how many inputs are not decided yet
  List<String> verdict(Map<String, Times> systems, OptionalDouble behind) {
    var all = new ArrayList<String>();
    if (behind.orElse(0) > MANY_INPUTS) {
      all.add(words.say("speed.hub.behind", Math.round(behind.orElse(0))));
    }
    systems.forEach((system, times) -> {
      if (isSlow(times)) {
        all.add(slow(system, times));
      }
      if (isFailing(times)) {
        all.add(words.say("speed.tool.fails", system, times.failedPercent()));
      }
      if (isHubSlow(times)) {
        all.add(words.say("speed.hub.slow", said(times.own().high()), system));
      }
    });
    if (!all.isEmpty()) {
      return all;
    }
    var isAsked = systems.values().stream().anyMatch(times -> times.lately().count() > 0);
    return List.of(isAsked ? words.say("speed.fine") : words.say("speed.unknown"));
  }

  private static boolean isSlow(Times times) {
    var high = times.lately().high();
    var isUnusual =
        times.usual().count() < FEWEST
            || high.compareTo(times.usual().high().multipliedBy(TIMES_USUAL)) > 0;
    return times.lately().count() >= FEWEST && high.compareTo(SLOW) > 0 && isUnusual;
  }

  private static boolean isFailing(Times times) {
    return times.lately().count() >= FEWEST && times.failedPercent() >= MANY_FAILED_PERCENT;
  }

  private static boolean isHubSlow(Times times) {
    return times.own().count() >= FEWEST && times.own().high().compareTo(SLOW) > 0;
  }

  private String slow(String system, Times times) {
    var high = said(times.lately().high());
    return times.usual().count() < FEWEST
        ? words.say("speed.tool.slow", system, high)
        : words.say("speed.tool.slow.unusual", system, high, said(times.usual().high()));
  }

  /// @param ages how many changes have waited for less than each of [#AGES], and for longer
  SpeedView system(Times times, List<Integer> ages) {
    var tone = isSlow(times) || isFailing(times) ? "warn" : "calm";
    return new SpeedView(
        answers(times, tone),
        waiting(ages),
        times.lately().count() == 0
            ? words.say("speed.not-asked")
            : words.say("speed.errors", times.failedPercent(), times.lately().count()),
        times.quotaLeft() == null ? null : words.say("speed.quota", times.quotaLeft()));
  }

  private @Nullable Chart answers(Times times, String tone) {
    var bars = new ArrayList<Measured>();
    add(bars, words.say("speed.lately"), times.lately().count(), times.lately().median(), tone);
    add(bars, words.say("speed.lately.high"), times.lately().count(), times.lately().high(), tone);
    add(bars, words.say("speed.usual.high"), times.usual().count(), times.usual().high(), "calm");
    add(bars, words.say("speed.own.high"), times.own().count(), times.own().high(), "hub");
    return bars.isEmpty() ? null : chart(words.say("speed.chart"), bars);
  }

  private static void add(
      List<Measured> bars, String label, int count, Duration duration, String tone) {
    if (count > 0) {
      bars.add(new Measured(label, duration.toMillis(), duration, tone));
    }
  }

  private @Nullable Chart waiting(List<Integer> ages) {
    if (ages.stream().allMatch(count -> count == 0)) {
      return null;
    }
    var bars = new ArrayList<Measured>();
    for (var i = 0; i < ages.size(); i++) {
      var label =
          i < AGES.size()
              ? words.say("speed.waiting.less", AGES.get(i).toMinutes())
              : words.say("speed.waiting.more", AGES.getLast().toMinutes());
      bars.add(new Measured(label, ages.get(i), null, "info"));
    }
    return chart(words.say("speed.waiting"), bars);
  }

  private record Measured(String label, long size, @Nullable Duration duration, String tone) {}

  private Chart chart(String title, List<Measured> measured) {
    var longest = Math.max(1, measured.stream().mapToLong(Measured::size).max().orElse(1));
    var bars = new ArrayList<Bar>();
    for (var one : measured) {
      var value = one.duration() == null ? Long.toString(one.size()) : said(one.duration());
      var width = Math.max(2, Math.toIntExact(LONGEST_BAR * one.size() / longest));
      bars.add(new Bar(one.label(), value, bars.size() * LINE, width, one.tone()));
    }
    var text =
        bars.stream().map(bar -> bar.label() + " " + bar.value()).collect(Collectors.joining(", "));
    return new Chart(title, WIDTH, bars.size() * LINE, bars, title + ": " + text);
  }

  /// In seconds, with as many digits as matter.
  private String said(Duration duration) {
    var seconds = BigDecimal.valueOf(duration.toMillis(), 3).round(new MathContext(2));
    return words.say("speed.seconds", seconds);
  }
}
