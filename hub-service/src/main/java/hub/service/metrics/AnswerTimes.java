package hub.service.metrics;

import static java.util.Objects.requireNonNull;

import hub.service.metrics.HubMetric.Label;
import hub.service.search.Delivered;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long tools take to answer this process, and how long the hub takes itself: who is slow?
///
/// Only the last [#MOST] of each are known. Those of the last quarter of an hour are lately, those
/// before are what is usual.
public final class AnswerTimes {

  /// So many are remembered of each tool.
  static final int MOST = 2_000;

  private static final Duration LATELY = Duration.ofMinutes(15);

  private final InstantSource clock;
  private final Map<String, Known> systems = new TreeMap<>();
  private final Instant begun;
  private long counted;

  /// @param clock the machine's own
  public AnswerTimes(Set<String> systems, InstantSource clock) {
    this.clock = clock;
    this.begun = clock.instant();
    systems.forEach(system -> this.systems.put(system, new Known()));
  }

  /// What is typical of some durations.
  ///
  /// @param median half of all take no longer
  /// @param high 95 of 100 take no longer
  public record Spread(int count, Duration median, Duration high) {

    static final Spread NONE = new Spread(0, Duration.ZERO, Duration.ZERO);

    private static Spread of(List<Duration> durations) {
      if (durations.isEmpty()) {
        return NONE;
      }
      var sorted = durations.stream().sorted().toList();
      return new Spread(sorted.size(), at(sorted, 50), at(sorted, 95));
    }

    private static Duration at(List<Duration> sorted, int percent) {
      return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
  }

  /// What is known of one tool.
  ///
  /// @param lately its answers of the last quarter of an hour
  /// @param usual its answers before
  /// @param own from what made a change due until the hub asked the tool for it
  /// @param failed how many of the answers lately were errors, or never came
  /// @param quotaLeft how many more requests the tool says it takes now; null if it does not say
  public record Times(
      Spread lately, Spread usual, Spread own, int failed, @Nullable Integer quotaLeft) {

    /// In percent of the answers lately.
    public int failedPercent() {
      return lately.count() == 0 ? 0 : 100 * failed / lately.count();
    }
  }

  private record Answer(Instant at, Duration took, boolean isFailed) {}

  private record Own(Instant at, Duration took) {}

  private static final class Known {
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Own> own = new ArrayDeque<>();
    private @Nullable Integer quotaLeft;
  }

  /// A tool has answered, or not.
  ///
  /// @param system that was asked; one that is not of this site is left out
  /// @param quotaLeft how many more requests it says it takes; null if it does not say
  public synchronized void answered(
      String system, Duration took, boolean isFailed, @Nullable Integer quotaLeft) {
    var known = systems.get(system);
    if (known != null) {
      remember(known.answers, new Answer(clock.instant(), took, isFailed));
      known.quotaLeft = quotaLeft == null ? known.quotaLeft : quotaLeft;
    }
  }

  /// Tools have confirmed changes: how long did the hub take to ask for them? What is told again,
  /// or was confirmed before the start, is left out.
  public synchronized void delivered(List<Delivered> deliveries) {
    for (var delivered : deliveries) {
      var known = systems.get(delivered.system());
      var isNew = delivered.sequence() > counted && !delivered.at().isBefore(begun);
      if (isNew && known != null && delivered.own() != null) {
        counted = delivered.sequence();
        remember(known.own, new Own(clock.instant(), delivered.own()));
      }
    }
  }

  private static <T> void remember(Deque<T> all, T one) {
    all.addLast(one);
    if (all.size() > MOST) {
      all.removeFirst();
    }
  }

  /// What is known of a tool of the site.
  public synchronized Times of(String system) {
    var known = requireNonNull(systems.get(system), system);
    var since = clock.instant().minus(LATELY);
    var lately = known.answers.stream().filter(answer -> answer.at().isAfter(since)).toList();
    var before = known.answers.stream().filter(answer -> !answer.at().isAfter(since)).toList();
    var own = known.own.stream().filter(one -> one.at().isAfter(since)).map(Own::took).toList();
    return new Times(
        Spread.of(lately.stream().map(Answer::took).toList()),
        Spread.of(before.stream().map(Answer::took).toList()),
        Spread.of(own),
        Math.toIntExact(lately.stream().filter(Answer::isFailed).count()),
        known.quotaLeft);
  }

  /// Registers what is typical of the answers lately.
  public void bind(MeterRegistry registry) {
    for (var system : systems.keySet()) {
      gauge(registry, HubMetric.ANSWER_MEDIAN, system);
      gauge(registry, HubMetric.ANSWER_HIGH, system);
    }
  }

  private void gauge(MeterRegistry registry, HubMetric metric, String system) {
    Gauge.builder(
            metric.exposed(),
            () -> {
              var lately = of(system).lately();
              var shown = metric == HubMetric.ANSWER_HIGH ? lately.high() : lately.median();
              return lately.count() == 0 ? Double.NaN : shown.toMillis() / 1000.0;
            })
        .description(metric.meaning())
        .tag(Label.SYSTEM, system)
        .register(registry);
  }
}
