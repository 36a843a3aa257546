package hub.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.CounterpartRule;
import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.connector.mapping.TicketMapping;
import hub.engine.Engine;
import hub.engine.EngineSettings;
import hub.engine.Retrospect;
import hub.engine.SpaceSettings;
import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.format.HubJson;
import hub.engine.format.InputPosition;
import hub.engine.format.Origin;
import hub.engine.format.SourcePayload;
import hub.engine.log.Connection;
import hub.engine.privacy.Redaction;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.service.search.DemoSite;
import hub.service.search.IncidentHistory.Past;
import hub.service.search.KafkaEventSource;
import hub.service.search.ReadSide;
import hub.service.search.Rebuild;
import hub.service.search.Room;
import hub.ticket.Field;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Questions to the past over a real log. The tests build on each other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class HistoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final IncidentId FIRST = new IncidentId(1);

  private static final String PLAIN =
      "{id: .id, key: .id, version: .version, fields: {title: .title, priority: .urgency,"
          + " status: \"ASSIGNED\", resolution: \"\"}}";

  /// Somebody has noticed that urgency and priority are not the same.
  private static final String REPAIRED =
      "{id: .id, key: .id, version: .version, fields: {title: .title,"
          + " priority: (if .urgency == \"P3\" then \"P2\" else .urgency end),"
          + " status: \"ASSIGNED\", resolution: \"\"}}";

  private final HubConfig config = site(PLAIN, Map.of());
  private EmbeddedBroker broker;
  private Engine engine;
  private ReadSide readSide;
  private Instant beforeRaising;
  private Path scratch;

  @BeforeAll
  void live(@TempDir Path folder) throws Exception {
    scratch = folder.resolve("scratch");
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
    engine =
        Engine.start(
            EngineSettings.embedded(
                broker.bootstrapServers(), folder, new SpaceSettings(config, "hash")));
    readSide =
        ReadSide.open(
            folder.resolve("index"),
            config,
            () -> new KafkaEventSource(connection(), "nsp", 0),
            List::of,
            _ -> null,
            Room.ENOUGH);
    show("clearquest", "1", 1, "Karen Hansen cannot log in", "P3");
    show("clearquest", "2", 1, "Slow answers", "P4");
    await(() -> known(2));
    beforeRaising = Instant.now();
    show("clearquest", "1", 2, "Karen Hansen cannot log in", "P1");
    await(() -> "P1".equals(priority()));
  }

  @AfterAll
  void stop() {
    readSide.close();
    engine.close();
    broker.close();
  }

  @Test
  @Order(1)
  void the_log_tells_an_incident_as_it_was() {
    var past = (Past.Known) readSide.history().incident(FIRST, beforeRaising);

    assertThat(past.detail().summary().priority()).isEqualTo("P3");
    assertThat(past.detail().summary().title()).isEqualTo("Karen Hansen cannot log in");
    assertThat(((Past.Known) readSide.history().incident(FIRST, Instant.now())).detail())
        .isEqualTo(readSide.incidents().incident(FIRST).orElseThrow());
  }

  @Test
  @Order(2)
  void the_same_configuration_would_have_decided_the_same() {
    var report = whatIf(config);

    assertThat(report.differences()).isEmpty();
    assertThat(report.mappedAgain()).isEqualTo(3);
    assertThat(report.inputs()).isEqualTo(report.same()).isGreaterThanOrEqualTo(3);
    assertThat(report.oldest()).isNotNull();
    assertThat(report.note()).contains("one-step difference", "not a second history");
  }

  @Test
  @Order(3)
  void another_mapping_shows_the_fields_and_events_that_would_be_different() {
    var report = whatIf(site(REPAIRED, Map.of()));

    assertThat(report.differences())
        .singleElement()
        .satisfies(difference -> {
          assertThat(difference.subject()).isEqualTo("1 in clearquest");
          assertThat(difference.mapped())
              .containsExactly(new WhatIfReport.MappedDifference(Field.PRIORITY, "P3", "P2"));
          assertThat(difference.instead()).anySatisfy(words -> assertThat(words).contains("P2"));
          assertThat(difference.recorded()).anySatisfy(words -> assertThat(words).contains("P3"));
        });
  }

  @Test
  @Order(4)
  void another_rule_shows_the_commands_that_would_have_been_issued() {
    var rule = new CounterpartRule("R5b.1", "clearquest", Map.of(), "jira-ops", Map.of());
    var report =
        whatIf(
            new HubConfig(
                config.space(),
                config.systems(),
                Map.of(Field.PRIORITY, new FieldPolicy(FieldPolicy.Mode.OWNER, "jira-ops")),
                List.of(rule),
                config.backwardMoves(),
                config.comments(),
                config.limits()));

    // Each input meets the recorded state, in which no issue was ever made.
    assertThat(report.differences())
        .hasSize(3)
        .allSatisfy(difference -> {
          assertThat(difference.mapped()).isEmpty();
          assertThat(difference.instead())
              .anySatisfy(words -> assertThat(words).contains("jira-ops"));
        });
  }

  @Test
  @Order(5)
  void a_repaired_mapping_names_the_tickets_whose_last_payload_it_reads_otherwise()
      throws Exception {
    show("clearquest", "2", 2, "Slow answers", "P3");
    var findings =
        new Reprocessing(site(REPAIRED, Map.of()), "clearquest", Instant.EPOCH)
            .of(past(), "nsp", 0);

    // The first ticket said P3 once, and P1 at last.
    assertThat(findings.payloads()).isEqualTo(4);
    assertThat(findings.tickets()).isEqualTo(2);
    assertThat(findings.different())
        .singleElement()
        .satisfies(ticket -> {
          assertThat(ticket.ticket()).isEqualTo(new TicketRef("clearquest", "2"));
          assertThat(ticket.differences())
              .containsExactly(new WhatIfReport.MappedDifference(Field.PRIORITY, "P3", "P2"));
        });
    assertThat(
            new Reprocessing(config, "clearquest", Instant.EPOCH).of(past(), "nsp", 0).different())
        .isEmpty();
  }

  @Test
  @Order(6)
  void what_is_erased_is_erased_in_index_timeline_past_rebuild_and_comparison() throws Exception {
    append(new Input.EraseRequested("dpo", FIRST, "asked by letter"), "hub", null);
    await(() -> readSide.incidents().incident(FIRST).orElseThrow().summary().isErased());

    assertThat(everything()).doesNotContain("Karen").contains("asked by letter");
    var past = (Past.Known) readSide.history().incident(FIRST, beforeRaising);
    assertThat(past.detail().summary().isErased()).isTrue();
    assertThat(past.toString()).doesNotContain("Karen");
    readSide.rebuild().start();
    await(() -> readSide.rebuild().progress().state() == Rebuild.State.DONE);
    assertThat(everything()).doesNotContain("Karen").contains("asked by letter");
    var report = whatIf(site(REPAIRED, Map.of()));
    assertThat(report.toString()).doesNotContain("Karen");
    assertThat(report.erased()).isPositive();
  }

  private String everything() {
    return readSide.incidents().incident(FIRST) + " " + readSide.incidents().timeline(FIRST);
  }

  private WhatIfReport whatIf(HubConfig other) {
    var forgotten = new Forgotten(engine.view().space("nsp"));
    // As it comes from the command line.
    var json = HubJson.mapper();
    var sent = json.convertValue(json.valueToTree(other), HubConfig.class);
    assertThat(sent).isEqualTo(other);
    return new WhatIf(sent, null, forgotten).of(past());
  }

  private Retrospect past() {
    return new Retrospect(connection(), scratch, Redaction.STANDARD);
  }

  private Connection connection() {
    return Connection.plain(broker.bootstrapServers());
  }

  private boolean known(long number) {
    return readSide.incidents().incident(new IncidentId(number)).isPresent();
  }

  private String priority() {
    return readSide.incidents().incident(FIRST).orElseThrow().summary().priority();
  }

  private void show(String system, String id, int version, String title, String urgency)
      throws Exception {
    var payload =
        HubJson.mapper()
            .createObjectNode()
            .put("id", id)
            .put("version", version)
            .put("title", title)
            .put("urgency", urgency);
    var mapping = TicketMapping.of(system, config.system(system).orElseThrow());
    append(
        new Input.TicketObserved(mapping.map(payload), Reading.at(Instant.now())),
        system,
        new SourcePayload(mapping.hash(), payload));
  }

  private InputPosition append(Input input, String system, SourcePayload source) throws Exception {
    return engine
        .inputs()
        .append("nsp", input, Origin.of(system), source)
        .get(30, TimeUnit.SECONDS);
  }

  private static HubConfig site(String mapping, Map<Field, FieldPolicy> policies) {
    var base = DemoSite.config();
    var systems = new TreeMap<>(base.systems());
    systems.computeIfPresent("clearquest", (_, system) -> with(system, mapping));
    return new HubConfig(
        base.space(),
        systems,
        policies,
        base.counterparts(),
        base.backwardMoves(),
        base.comments(),
        base.limits());
  }

  private static SystemConfig with(SystemConfig system, String mapping) {
    var json = HubJson.mapper();
    JsonNode tree = json.valueToTree(system);
    ((com.fasterxml.jackson.databind.node.ObjectNode) tree).put("in", mapping);
    return json.convertValue(tree, SystemConfig.class);
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
