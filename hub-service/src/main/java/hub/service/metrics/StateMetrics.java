package hub.service.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import hub.service.metrics.HubMetric.Label;
import hub.service.search.AttentionKind;
import hub.service.search.MatterFigures;
import hub.service.search.OpenContacts;
import hub.service.search.ReadSide;
import hub.service.search.SystemFigures;
import hub.service.search.SystemStatus.Condition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Tells what the read side knows. It is asked when somebody scrapes, once for all gauges.
public final class StateMetrics {

  /// A scrape reads all gauges within less.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final MeterRegistry registry;
  private final ReadSide readSide;
  private final InstantSource clock;
  private @Nullable View view;

  private StateMetrics(MeterRegistry registry, ReadSide readSide, InstantSource clock) {
    this.registry = registry;
    this.readSide = readSide;
    this.clock = clock;
  }

  /// What one scrape is told.
  private record View(
      Instant at,
      List<SystemFigures> systems,
      Map<AttentionKind, MatterFigures> matters,
      OpenContacts contacts) {

    SystemFigures system(String id) {
      return systems.stream().filter(system -> system.id().equals(id)).findFirst().orElseThrow();
    }

    double items(AttentionKind kind, String system) {
      return matters(kind).bySystem().getOrDefault(system, 0);
    }

    double oldest(AttentionKind kind) {
      return ageOrNothing(this, matters(kind).oldest());
    }

    private MatterFigures matters(AttentionKind kind) {
      return requireNonNull(matters.get(kind), kind.name());
    }

    double age(Instant since) {
      return Math.max(0, Duration.between(since, at).toMillis() / 1000.0);
    }
  }

  /// What there is to know of the engine of this process, also before it runs.
  public interface EngineFigures {

    EngineState state();

    /// Whether this process owns the space.
    boolean ownsSpace();

    /// Inputs not decided yet; empty while this process owns no space.
    OptionalDouble behind();
  }

  /// Registers how the engine is, which there is before anything else.
  public static void bindEngine(MeterRegistry registry, EngineFigures engine) {
    for (var state : EngineState.values()) {
      gauge(
          registry,
          HubMetric.ENGINE_STATE,
          Tags.of(Label.STATE, state.name()),
          () -> engine.state() == state ? 1 : 0);
    }
    gauge(registry, HubMetric.SPACE_OWNED, Tags.empty(), () -> engine.ownsSpace() ? 1 : 0);
    gauge(registry, HubMetric.ENGINE_LAG, Tags.empty(), () -> engine.behind().orElse(Double.NaN));
  }

  /// Registers what the read side knows of the systems of a site.
  ///
  /// @param clock the hub's own
  public static void bind(
      MeterRegistry registry, Set<String> systems, ReadSide readSide, InstantSource clock) {
    var metrics = new StateMetrics(registry, readSide, clock);
    metrics.bindIndex();
    metrics.bindContacts();
    systems.forEach(metrics::bindSystem);
    metrics.bindAttention(systems);
  }

  private void bindIndex() {
    var projection = readSide.projection();
    gauge(registry, HubMetric.INDEX_LAG_RECORDS, Tags.empty(), projection::behind);
    // The projection's clock is the machine's, whatever the hub's own says.
    gauge(
        registry,
        HubMetric.INDEX_LAG,
        Tags.empty(),
        () -> Duration.between(projection.wholeAt(), Instant.now()).toMillis() / 1000.0);
  }

  private void bindContacts() {
    gauge(HubMetric.OPEN_CONTACTS, Tags.empty(), now -> now.contacts.open());
    gauge(
        HubMetric.OPEN_CONTACT_AGE,
        Tags.empty(),
        now -> ageOrNothing(now, now.contacts.oldestSince()));
  }

  private void bindSystem(String id) {
    var tags = Tags.of(Label.SYSTEM, id);
    for (var condition : Condition.values()) {
      gauge(
          HubMetric.SYSTEM_CONDITION,
          tags.and(Label.CONDITION, condition.name()),
          now -> now.system(id).condition() == condition ? 1 : 0);
    }
    gauge(
        HubMetric.SYNC_LAG,
        tags,
        now -> {
          var swept = now.system(id).lastSweep();
          return swept == null ? Double.NaN : now.age(swept);
        });
    gauge(HubMetric.OLDEST_UNSENT, tags, now -> ageOrNothing(now, now.system(id).oldestUnsent()));
    gauge(HubMetric.OUTSTANDING, tags, now -> now.system(id).outstanding());
    gauge(HubMetric.HELD, tags, now -> now.system(id).held());
  }

  private void bindAttention(Set<String> systems) {
    var places = new ArrayList<>(systems);
    places.add(MatterFigures.NO_SYSTEM);
    for (var kind : AttentionKind.values()) {
      var tags = Tags.of(Label.KIND, kind.name());
      for (var system : places) {
        gauge(HubMetric.ATTENTION, tags.and(Label.SYSTEM, system), now -> now.items(kind, system));
      }
      gauge(HubMetric.ATTENTION_AGE, tags, now -> now.oldest(kind));
    }
  }

  private static double ageOrNothing(View now, @Nullable Instant since) {
    return since == null ? 0 : now.age(since);
  }

  private void gauge(HubMetric metric, Tags tags, ToDoubleFunction<View> value) {
    gauge(registry, metric, tags, () -> value.applyAsDouble(view()));
  }

  private static void gauge(
      MeterRegistry registry, HubMetric metric, Tags tags, Supplier<Number> value) {
    Gauge.builder(metric.exposed(), value)
        .description(metric.meaning())
        .tags(tags)
        .register(registry);
  }

  private synchronized View view() {
    var known = view;
    var now = clock.instant();
    if (known == null || now.isAfter(known.at().plus(FRESH))) {
      known =
          new View(
              now,
              readSide.state().figures(),
              readSide.state().matterFigures().stream()
                  .collect(toMap(MatterFigures::kind, Function.identity())),
              readSide.process().openContacts());
      view = known;
    }
    return known;
  }
}
