package hub.engine;

import static hub.engine.Site.DESK;
import static hub.engine.Site.SPACE;
import static hub.engine.Site.seen;
import static hub.engine.Site.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.engine.format.Origin;
import hub.engine.privacy.Redaction;
import hub.engine.topic.TopicSettings;
import hub.engine.topic.Topics;
import hub.incident.IncidentEvent.ConfigurationAdopted;
import hub.incident.Input.ConfigurationOffered;
import hub.ticket.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// D10: who has another configuration than the adopted one processes nothing.
class ConfigurationTest {

  private static final ByteArraySerializer BYTES = new ByteArraySerializer();
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void D10_another_configuration_waits_until_nobody_runs_with_the_adopted_one(@TempDir Path folder)
      throws Exception {
    try (var hub = RunningHub.start(folder)) {
      hub.process(seen(ticket(DESK, 1, 1, Map.of(Field.TITLE, "Sag")), MONDAY));
      assertThat(adopted(hub)).isEqualTo("config-1");

      var other = settings(hub, folder, "config-2");
      assertThatThrownBy(() -> Engine.start(other))
          .isInstanceOf(OtherConfigurationException.class)
          .hasMessageContainingAll("config-1", "config-2", "hub-1", "stop the processes");

      hub.engine
          .inputs()
          .append(SPACE, new ConfigurationOffered("config-2"), Origin.of("hub"))
          .get(30, TimeUnit.SECONDS);
      hub.process(seen(ticket(DESK, 2, 1, Map.of(Field.TITLE, "Sag")), MONDAY));
      assertThat(adopted(hub)).isEqualTo("config-1");

      hub.engine.close();
      try (var second = startedInTime(other)) {
        RunningHub.await(() -> adopted(hub).equals("config-2"));
        assertThat(second.view().space(SPACE).space().configuration()).isEqualTo("config-2");
        assertThat(hub.events())
            .extracting(event -> event.event())
            .filteredOn(ConfigurationAdopted.class::isInstance)
            .containsExactly(
                new ConfigurationAdopted("config-1"), new ConfigurationAdopted("config-2"));
      }
    }
  }

  @Test
  void D10_who_finds_another_configuration_adopted_meanwhile_stops_and_says_so(
      @TempDir Path folder) {
    try (var hub = RunningHub.start(folder)) {
      hub.process(seen(ticket(DESK, 1, 1, Map.of(Field.TITLE, "Sag")), MONDAY));
      hub.engine.close();
      var late = new Admission(Map.of(SPACE, "an older one"));
      try (var engine = Engine.start(settings(hub, folder, "config-2"), SpaceLogic.CORE, late)) {
        RunningHub.await(() -> engine.refusal().isPresent());
        assertThat(engine.refusal().orElseThrow()).contains("config-1", "config-2");
        assertThat(engine.ownership().owns(SPACE)).isFalse();
      }
      assertThat(adopted(hub)).isEqualTo("config-1");
    }
  }

  @Test
  void D10_a_transaction_that_a_kill_left_open_does_not_hold_up_the_question(@TempDir Path folder)
      throws Exception {
    try (var hub = RunningHub.start(folder);
        var killed = new KafkaProducer<>(inTransaction(hub), new StringSerializer(), BYTES)) {
      hub.process(seen(ticket(DESK, 1, 1, Map.of(Field.TITLE, "Sag")), MONDAY));
      var settings = settings(hub, folder, "config-1");
      killed.initTransactions();
      killed.beginTransaction();
      killed
          .send(new ProducerRecord<>(Topics.EVENTS, 0, SPACE, new byte[] {1}))
          .get(30, TimeUnit.SECONDS);

      try (var admin = Admin.create(hub.connection.with(Map.of()))) {
        assertThat(Admission.of(settings, admin).mayReplace(SPACE, "config-1")).isTrue();
      }
      killed.abortTransaction();
    }
  }

  private static Map<String, Object> inTransaction(RunningHub hub) {
    var longerThanAnyReaderWaits = Long.toString(Duration.ofMinutes(5).toMillis());
    return hub.connection.with(
        Map.of("transactional.id", "killed", "transaction.timeout.ms", longerThanAnyReaderWaits));
  }

  /// A process that has stopped counts as running until its session has timed out.
  private static Engine startedInTime(EngineSettings settings) {
    var started = new Engine[1];
    RunningHub.await(() -> {
      try {
        started[0] = Engine.start(settings);
        return true;
      } catch (OtherConfigurationException e) {
        return false;
      }
    });
    return started[0];
  }

  private static String adopted(RunningHub hub) {
    return hub.events().stream()
        .map(event -> event.event())
        .filter(ConfigurationAdopted.class::isInstance)
        .map(event -> ((ConfigurationAdopted) event).hash())
        .reduce("", (_, last) -> last);
  }

  private static EngineSettings settings(RunningHub hub, Path folder, String hash) {
    return new EngineSettings(
        hub.connection,
        TopicSettings.embedded(1, new TreeSet<>(List.of(DESK, Site.OPERATIONS))),
        List.of(new SpaceSettings(Site.config(), hash)),
        "hub",
        "other",
        folder.resolve("other-state"),
        Duration.ofMillis(20),
        Duration.ofMillis(250),
        0,
        null,
        Redaction.STANDARD);
  }
}
