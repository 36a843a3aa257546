package hub.routes.contract;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.Observation;
import hub.delivery.Outcome.Trouble;
import hub.routes.Await;
import hub.routes.MemoryHub.Advanced;
import hub.routes.MemoryHub.Broke;
import hub.routes.MemoryHub.Handed;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Seen;
import hub.routes.RunningRoutes;
import hub.ticket.Ticket;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every polling source must do, whatever the tool (design D3, D5, D9).
public abstract class SourceContract {

  private ConnectedTool tool;
  private SimulatedTool simulated;
  private @Nullable RunningRoutes routes;

  /// The tool that is asked.
  protected abstract ConnectedTool tool();

  @BeforeEach
  void start() {
    tool = tool();
    simulated = SimulatedTool.start(tool.system());
  }

  @AfterEach
  void stop() {
    if (routes != null) {
      routes.close();
    }
    simulated.close();
  }

  private RunningRoutes source(Map<String, String> connection, Map<String, String> more) {
    var systems = new HashMap<>(tool.others());
    systems.put(tool.system(), tool.config());
    var properties = new HashMap<>(connection);
    properties.put("system", tool.system());
    properties.put("pollInterval", "50ms");
    properties.putAll(more);
    var started = RunningRoutes.of(systems).withSource(tool.sourceKamelet(), properties);
    routes = started;
    return started;
  }

  private RunningRoutes source() {
    return source(tool.connection(simulated.url()), Map.of());
  }

  @Test
  void tickets_are_seen_before_the_position_moves() {
    var id = tool.createByHand(simulated.url(), "X-1");
    var hub = source().hub();

    Await.until("the position moves", () -> !hub.all(Advanced.class).isEmpty());

    var handed = hub.handed();
    assertThat(handed.getFirst()).isInstanceOf(Seen.class);
    var ticket = hub.seen(id).getFirst().ticket();
    assertThat(ticket.fields().getOrEmpty(tool.counterpart())).isEqualTo("X-1");
    assertThat(ticket.presence()).isEqualTo(Ticket.Presence.PRESENT);
    assertThat(hub.seen(id).getFirst().payload()).isNotNull();
    assertThat(hub.seen(id).getFirst().mappingHash()).isNotEmpty();
  }

  @Test
  void a_ticket_is_seen_once_for_each_change() {
    var id = tool.createByHand(simulated.url(), "X-1");
    var hub = source().hub();
    Await.until("it is seen", () -> !hub.seen(id).isEmpty());
    awaitSweeps(hub.all(Advanced.class).size() + 3);
    assertThat(news(id)).hasSize(1);

    awaitAnotherVersion(news(id).getLast());
    tool.editByHand(simulated.url(), id, tool.values().getFirst());
    Await.until("the change is seen", () -> news(id).size() > 1);
    awaitSweeps(hub.all(Advanced.class).size() + 3);

    var seen = news(id);
    assertThat(seen).hasSize(2);
    assertThat(value(seen.getLast())).isEqualTo(tool.values().getFirst());
    assertThat(seen.getLast().ticket().version().isNewerThan(seen.getFirst().ticket().version()))
        .isTrue();
  }

  @Test
  void a_sweep_of_many_pages_sees_every_ticket_once() {
    var ids = new java.util.TreeSet<String>();
    for (var i = 0; i < 23; i++) {
      ids.add(tool.createByHand(simulated.url(), "X-" + i));
    }
    var hub = source(tool.connection(simulated.url()), Map.of("pageSize", "5")).hub();

    Await.until("all are seen", () -> seenIds(hub.all(Seen.class)).containsAll(ids));
    awaitSweeps(hub.all(Advanced.class).size() + 3);

    assertThat(ids.stream().mapToInt(id -> news(id).size()).sum()).isEqualTo(ids.size());
    assertThat(seenIds(hub.all(Seen.class))).hasSameElementsAs(ids);
  }

  @Test
  void the_position_waits_for_the_log() {
    var running = source();
    var hub = running.hub();
    hub.open(false);
    var id = tool.createByHand(simulated.url(), "X-1");
    Await.until("sweeps stopped at the log", () -> simulatedReads(id).size() > 8);
    assertThat(hub.seen(id)).isEmpty();

    hub.open(true);

    Await.until("it is seen", () -> !hub.seen(id).isEmpty());
    assertThat(hub.all(Refused.class)).as("that was not the ticket's fault").isEmpty();
    assertThat(hub.all(Broke.class)).as("nor the tool's").isEmpty();
  }

  @Test
  void an_outage_breaks_the_sweep_and_heals() {
    var hub = source().hub();
    awaitSweeps(1);
    simulated.fault("{\"kind\":\"outage\"}");
    Await.until("a sweep breaks", () -> !hub.all(Broke.class).isEmpty());
    assertThat(hub.all(Broke.class).getFirst().trouble()).isEqualTo(Trouble.DEAD);

    simulated.noFaults();
    var id = tool.createByHand(simulated.url(), "X-1");

    Await.until("it is seen", () -> !hub.seen(id).isEmpty());
  }

  @Test
  void refused_credentials_are_told_apart() {
    var hub = source(tool.refusedConnection(simulated.url()), Map.of()).hub();

    Await.until("a sweep breaks", () -> !hub.all(Broke.class).isEmpty());

    assertThat(hub.all(Broke.class).getFirst().trouble()).isEqualTo(Trouble.CREDENTIALS_REFUSED);
  }

  @Test
  void a_rate_limit_is_told_apart_and_obeyed() {
    simulated.fault("{\"kind\":\"rate-limit\",\"seconds\":1}");
    var hub = source().hub();
    Await.until("a sweep breaks", () -> !hub.all(Broke.class).isEmpty());
    assertThat(hub.all(Broke.class).getFirst().trouble()).isEqualTo(Trouble.RATE_LIMITED);

    awaitSweeps(1);

    assertThat(hub.all(Broke.class)).hasSize(1);
  }

  /// What was handed in of a ticket; without repetitions where the tool asks for some.
  private List<Observation> news(String id) {
    var running = routes;
    assertThat(running).isNotNull();
    var seen = running.hub().seen(id);
    if (tool.resolution().isZero()) {
      return seen;
    }
    var news = new LinkedHashMap<Ticket, Observation>();
    seen.forEach(one -> news.putIfAbsent(one.ticket(), one));
    return List.copyOf(news.values());
  }

  private void awaitAnotherVersion(Observation observation) {
    var next = Instant.ofEpochMilli(observation.ticket().version().value()).plus(tool.resolution());
    Await.until(
        "a change gets another version",
        () -> tool.resolution().isZero() || Instant.now().isAfter(next));
  }

  private void awaitSweeps(int count) {
    var running = routes;
    assertThat(running).isNotNull();
    Await.until(count + " pages", () -> running.hub().all(Advanced.class).size() >= count);
  }

  private List<String> simulatedReads(String id) {
    var reads = new java.util.ArrayList<String>();
    simulated
        .log()
        .forEach(line -> {
          if (line.path("operation").asText().equals("read")) {
            reads.add(line.path("path").asText());
          }
        });
    return reads.stream().filter(path -> path.contains(id)).toList();
  }

  private static List<String> seenIds(List<? extends Handed> seen) {
    return seen.stream()
        .map(Seen.class::cast)
        .map(one -> one.observation().ticket().ref().id())
        .toList();
  }

  private String value(Observation observation) {
    return observation.ticket().fields().getOrEmpty(tool.editable());
  }
}
