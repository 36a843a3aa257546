package hub.service.metrics;

import static java.util.Objects.requireNonNull;

import hub.delivery.Outcome;
import hub.engine.intake.InputRefusedException.Reason;
import hub.incident.Input;
import hub.service.metrics.HubMetric.Label;
import hub.service.search.Delivered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts what happens in this process. All counters begin at 0 with it, so that a rate sees the
/// first of a kind too.
public final class HubCounts {

  private static final Duration[] CONVERGED_WITHIN = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofDays(1)
  };

  private final Instant begun;
  private final Map<Kind, Counter> inputs;
  private final Map<Reason, Counter> refusals;
  private final Map<String, Map<Ending, Counter>> attempts = new TreeMap<>();
  private final Map<String, Timer> convergence = new TreeMap<>();
  private long counted;

  /// What was put into the log.
  enum Kind {
    OBSERVATION,
    /// It could not be read; a dead letter is made of it.
    UNREADABLE,
    OUTCOME,
    /// How far a tool was polled.
    POLL,
    /// A tool answers again, or no longer.
    CONDITION,
    /// Somebody has answered a notice, or a notice came back.
    ANSWER,
    /// What a person has asked for.
    REQUEST,
    /// What the hub tells itself.
    HUB
  }

  /// How an attempt ended.
  enum Ending {
    DELIVERED,
    SENT,
    REFUSED,
    OUTDATED,
    UNKNOWN,
    UNAVAILABLE
  }

  /// @param systems all that are counted by
  /// @param begun what was confirmed before was another process's to count
  public HubCounts(MeterRegistry registry, Set<String> systems, Instant begun) {
    this.begun = begun;
    inputs = counters(Kind.class, kind -> counter(registry, HubMetric.INPUTS, Label.KIND, kind));
    refusals =
        counters(
            Reason.class,
            reason -> counter(registry, HubMetric.INPUTS_REFUSED, Label.REASON, reason));
    for (var system : systems) {
      attempts.put(
          system,
          counters(
              Ending.class,
              ending ->
                  counter(
                      registry,
                      HubMetric.DELIVERY_ATTEMPTS,
                      Label.OUTCOME,
                      ending,
                      Label.SYSTEM,
                      system)));
      convergence.put(
          system,
          Timer.builder(HubMetric.CONVERGENCE.exposed())
              .description(HubMetric.CONVERGENCE.meaning())
              .tag(Label.SYSTEM, system)
              .serviceLevelObjectives(CONVERGED_WITHIN)
              .register(registry));
    }
  }

  private static <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> type, Function<E, Counter> counter) {
    return Arrays.stream(type.getEnumConstants())
        .collect(
            Collectors.toMap(
                one -> one, counter, (one, _) -> one, () -> new EnumMap<E, Counter>(type)));
  }

  private static Counter counter(
      MeterRegistry registry, HubMetric metric, String label, Enum<?> value, String... more) {
    return Counter.builder(metric.exposed())
        .description(metric.meaning())
        .tag(label, value.name())
        .tags(more)
        .register(registry);
  }

  /// An input is safe in the log.
  public void taken(Input input) {
    count(
        switch (input) {
          case Input.TicketObserved _ -> Kind.OBSERVATION;
          case Input.OutcomeReported _ -> Kind.OUTCOME;
          case Input.PollCompleted _ -> Kind.POLL;
          case Input.SystemChecked _ -> Kind.CONDITION;
          case Input.NoticeAnswered _, Input.NoticeReturned _ -> Kind.ANSWER;
          case Input.Request _ -> Kind.REQUEST;
          case Input.ConfigurationOffered _, Input.TimerDue _ -> Kind.HUB;
        });
  }

  /// Something unreadable is safe in the log.
  public void unreadable() {
    count(Kind.UNREADABLE);
  }

  private void count(Kind kind) {
    requireNonNull(inputs.get(kind)).increment();
  }

  /// An input was not taken.
  public void refused(Reason reason) {
    requireNonNull(refusals.get(reason)).increment();
  }

  /// An attempt to write has ended.
  ///
  /// @param system that was asked; one that is not of this site is not counted
  public void attempted(String system, Outcome outcome) {
    var endings = attempts.get(system);
    if (endings != null) {
      requireNonNull(endings.get(ending(outcome))).increment();
    }
  }

  private static Ending ending(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered _ -> Ending.DELIVERED;
      case Outcome.Sent _ -> Ending.SENT;
      case Outcome.Refused _ -> Ending.REFUSED;
      case Outcome.Outdated _ -> Ending.OUTDATED;
      case Outcome.Unknown _ -> Ending.UNKNOWN;
      case Outcome.Unavailable _ -> Ending.UNAVAILABLE;
    };
  }

  /// Tools have confirmed changes. What is told again counts once.
  public void delivered(List<Delivered> deliveries) {
    for (var delivered : deliveries) {
      var timer = convergence.get(delivered.system());
      if (delivered.sequence() > counted && !delivered.at().isBefore(begun) && timer != null) {
        counted = delivered.sequence();
        timer.record(Duration.between(delivered.since(), delivered.at()));
      }
    }
  }
}
