package hub.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.delivery.Outcome;
import hub.engine.intake.InputRefusedException.Reason;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.service.metrics.StateMetrics.EngineFigures;
import hub.service.search.DeadLetterView;
import hub.service.search.Delivered;
import hub.service.search.DemoSite;
import hub.service.search.EventLog;
import hub.service.search.ReadSide;
import hub.service.search.Room;
import hub.service.search.Stories;
import hub.ticket.Field;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class StateMetricsTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final Set<String> SYSTEMS = DemoSite.config().systems().keySet();

  @TempDir Path folder;

  private final EventLog log = new EventLog(MONDAY);
  private final Stories stories = new Stories(log);

  /// The one that Quarkus brings.
  @SuppressWarnings("deprecation")
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final List<DeadLetterView> letters = new ArrayList<>();
  private final List<ReadSide> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(ReadSide::close);
  }

  @Test
  void a_dead_tool_shows_in_its_condition_and_in_the_age_of_what_waits_for_it() {
    var id = stories.synced(1, "Login fails", "P3");
    stories.raisedInJira(id, "Login fails", "P1");
    log.after(Duration.ofSeconds(30));
    stories.dead("clearquest", "connection refused");
    stories.postponed(id, "connection refused");
    log.after(Duration.ofMinutes(1));

    scrape();

    assertThat(value("hub_system_condition", "system", "clearquest", "condition", "DEAD")).isOne();
    assertThat(value("hub_system_condition", "system", "clearquest", "condition", "WORKING"))
        .isZero();
    assertThat(value("hub_system_oldest_unsent_age_seconds", "system", "clearquest")).isEqualTo(90);
    assertThat(value("hub_system_outstanding_commands", "system", "clearquest")).isOne();
    assertThat(value("hub_system_oldest_unsent_age_seconds", "system", "jira-ops")).isZero();
    assertThat(value("hub_attention_items", "kind", "SYSTEM_DEAD", "system", "clearquest")).isOne();
    assertThat(value("hub_attention_oldest_age_seconds", "kind", "SYSTEM_DEAD")).isEqualTo(60);
  }

  @Test
  void what_needs_a_person_is_counted_by_kind_and_system() {
    var id = stories.synced(1, "Login fails", "P3");
    stories.parked(id, Field.RESOLUTION, "Restarted", "Resolution is read-only");
    stories.conflict(id);
    log.after(Duration.ofMinutes(2));
    letters.add(
        new DeadLetterView(
            "d1",
            MONDAY.plusSeconds(22),
            "hub.inputs:1",
            "TicketObserved",
            null,
            null,
            "unreadable",
            "correct the mapping",
            true,
            true,
            null,
            null,
            null));

    scrape();

    assertThat(value("hub_attention_items", "kind", "FIELD_PARKED", "system", "clearquest"))
        .isOne();
    assertThat(value("hub_attention_items", "kind", "VALUE_CONFLICT", "system", "clearquest"))
        .isOne();
    assertThat(value("hub_attention_items", "kind", "DEAD_LETTER", "system", "")).isOne();
    assertThat(value("hub_attention_items", "kind", "FIELD_FROZEN", "system", "clearquest"))
        .isZero();
    assertThat(value("hub_attention_oldest_age_seconds", "kind", "DEAD_LETTER")).isEqualTo(100);
  }

  @Test
  void the_sync_lag_is_that_of_the_last_sweep_and_unknown_before_the_first_reading() {
    stories.synced(1, "Login fails", "P3");
    log.after(Duration.ofSeconds(40));

    scrape();

    assertThat(value("hub_system_sync_lag_seconds", "system", "jira-ops"))
        .as("swept by this process")
        .isEqualTo(5);
    assertThat(value("hub_system_sync_lag_seconds", "system", "clearquest"))
        .as("as the log tells")
        .isEqualTo(40);
    assertThat(value("hub_system_sync_lag_seconds", "system", "jira-sds")).isNaN();
  }

  @Test
  void the_index_has_no_lag_once_it_knows_the_whole_log() {
    stories.synced(1, "Login fails", "P3");

    scrape();

    await().until(() -> value("hub_index_lag_records") == 0);
    assertThat(value("hub_index_lag_seconds")).isLessThan(30);
  }

  @Test
  void the_engine_is_in_one_state_and_knows_its_lag_only_where_it_owns_the_space() {
    var hub = new Engine();

    StateMetrics.bindEngine(registry, hub);

    assertThat(value("hub_engine_state", "state", "STARTING")).isOne();
    assertThat(value("hub_space_owned")).isZero();
    assertThat(value("hub_engine_input_lag_records")).isNaN();
    hub.owns(3);
    assertThat(value("hub_engine_state", "state", "STARTING")).isZero();
    assertThat(value("hub_engine_state", "state", "RUNNING")).isOne();
    assertThat(value("hub_space_owned")).isOne();
    assertThat(value("hub_engine_input_lag_records")).isEqualTo(3);
  }

  @Test
  void convergence_is_counted_once_and_only_what_was_confirmed_since_the_start() {
    var counts = new HubCounts(registry, SYSTEMS, MONDAY);
    var earlier =
        new Delivered(7, "clearquest", MONDAY.minusSeconds(9), MONDAY.minusSeconds(3), null);
    var present =
        new Delivered(8, "clearquest", MONDAY.minusSeconds(3), MONDAY.plusSeconds(4), null);

    counts.delivered(List.of(earlier, present));
    counts.delivered(List.of(present));

    var timer = found("hub_convergence_seconds", "system", "clearquest").timer();
    assertThat(timer.count()).isOne();
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void every_metric_that_the_reference_names_is_registered_with_its_labels() {
    scrape();
    StateMetrics.bindEngine(registry, new Engine());
    new AnswerTimes(SYSTEMS, log::now).bind(registry);
    var counts = new HubCounts(registry, SYSTEMS, MONDAY);
    counts.taken(new Input.ConfigurationOffered("hash"));
    counts.unreadable();
    counts.refused(Reason.NO_SPACE);
    counts.attempted("clearquest", new Outcome.Sent("m1", 1));
    counts.attempted("of another site", new Outcome.Sent("m1", 1));

    for (var metric : HubMetric.values()) {
      var meters = registry.find(metric.exposed()).meters();
      assertThat(meters).as(metric.exposed()).isNotEmpty();
      for (var meter : meters) {
        assertThat(meter.getId().getTags())
            .as(metric.exposed())
            .extracting(tag -> tag.getKey())
            .containsExactlyInAnyOrderElementsOf(metric.labels());
      }
    }
    assertThat(registry.scrape().lines().filter(line -> line.startsWith("# TYPE hub_convergence")))
        .as("what a histogram is to Prometheus")
        .containsExactlyInAnyOrder(
            "# TYPE hub_convergence_seconds histogram", "# TYPE hub_convergence_seconds_max gauge");
    assertThat(registry.scrape().lines().filter(line -> line.startsWith("# TYPE ")))
        .containsAll(Arrays.stream(HubMetric.values()).map(StateMetricsTest::typeLine).toList())
        .hasSize(HubMetric.values().length + 1);
    assertThat(found("hub_inputs_total", "kind", "HUB").counter().count()).isOne();
    assertThat(found("hub_inputs_total", "kind", "UNREADABLE").counter().count()).isOne();
    assertThat(found("hub_inputs_refused_total", "reason", "NO_SPACE").counter().count()).isOne();
    assertThat(found("hub_delivery_attempts_total", "outcome", "SENT").counters())
        .extracting(counter -> counter.count())
        .containsExactlyInAnyOrder(1.0, 0.0, 0.0);
  }

  private static String typeLine(HubMetric metric) {
    return "# TYPE %s %s"
        .formatted(metric.exposed(), metric.type().name().toLowerCase(Locale.ROOT));
  }

  private ReadSide scrape() {
    log.add(new IncidentEvent.ConfigurationAdopted("hash"));
    var readSide =
        ReadSide.open(
            folder,
            DemoSite.config(),
            log::again,
            () -> letters,
            system -> system.equals("jira-ops") ? log.now().minusSeconds(5) : null,
            Room.ENOUGH);
    open.add(readSide);
    await().until(() -> readSide.projection().isCurrent());
    StateMetrics.bind(registry, SYSTEMS, readSide, log::now);
    return readSide;
  }

  private double value(String name, String... tags) {
    return found(name, tags).gauge().value();
  }

  private RequiredSearch found(String name, String... tags) {
    return registry.get(name).tags(tags);
  }

  /// An engine that starts, and then owns the space.
  private static final class Engine implements EngineFigures {
    private OptionalDouble behind = OptionalDouble.empty();

    void owns(int inputs) {
      behind = OptionalDouble.of(inputs);
    }

    @Override
    public EngineState state() {
      return ownsSpace() ? EngineState.RUNNING : EngineState.STARTING;
    }

    @Override
    public boolean ownsSpace() {
      return behind.isPresent();
    }

    @Override
    public OptionalDouble behind() {
      return behind;
    }
  }
}
