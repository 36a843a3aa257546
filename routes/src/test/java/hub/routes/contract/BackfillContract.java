package hub.routes.contract;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill.Page;
import hub.connector.HubBackfill.Stretch;
import hub.connector.Observation;
import hub.connector.webhook.Hint;
import hub.routes.Await;
import hub.routes.MemoryHub;
import hub.routes.MemoryHub.Advanced;
import hub.routes.MemoryHub.PageRead;
import hub.routes.MemoryHub.Seen;
import hub.routes.MemoryHub.Waited;
import hub.routes.RunningRoutes;
import hub.ticket.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every source must do that can read what its tool has held all along.
public abstract class BackfillContract {

  protected static final Stretch EVERYTHING = new Stretch(Instant.EPOCH, "");

  private ConnectedTool tool;
  private SimulatedTool simulated;
  private @Nullable RunningRoutes routes;

  /// The tool that is asked.
  protected abstract ConnectedTool tool();

  /// The tool as it runs, for what is special about it.
  protected SimulatedTool simulated() {
    return simulated;
  }

  @BeforeEach
  void start() {
    tool = tool();
    simulated = SimulatedTool.start(tool.system());
  }

  @AfterEach
  void stop() {
    stopRoutes();
    simulated.close();
  }

  private void stopRoutes() {
    if (routes != null) {
      routes.close();
      routes = null;
    }
  }

  private Map<String, String> properties(int pageSize) {
    var properties = new HashMap<>(tool.connection(simulated.url()));
    properties.put("system", tool.system());
    properties.put("pollInterval", "50ms");
    properties.put("backfillPageSize", Integer.toString(pageSize));
    // Longer than from one sweep to the next, which must not overlap.
    properties.put("backfillPause", "60ms");
    return properties;
  }

  private RunningRoutes routes() {
    var systems = new HashMap<>(tool.others());
    systems.put(tool.system(), tool.config());
    var started = RunningRoutes.of(systems);
    routes = started;
    return started;
  }

  /// The hub of routes whose sweep finds nothing to read.
  protected MemoryHub backfill(Stretch asked, int pageSize) {
    return backfill(asked, pageSize, Map.of());
  }

  protected MemoryHub backfill(Stretch asked, int pageSize, Map<String, String> more) {
    var started = routes();
    var later = Instant.now().plus(Duration.ofHours(1));
    started.hub().completed(tool.system(), Long.toString(later.toEpochMilli()), Reading.at(later));
    started.hub().forget();
    started.hub().backfill(asked);
    var properties = properties(pageSize);
    properties.putAll(more);
    started.withSource(tool.sourceKamelet(), properties);
    return started.hub();
  }

  protected List<String> create(int tickets) {
    return IntStream.range(0, tickets)
        .mapToObj(number -> tool.createByHand(simulated.url(), "X-" + number))
        .toList();
  }

  protected static List<Page> pages(MemoryHub hub) {
    return hub.all(PageRead.class).stream().map(PageRead::page).toList();
  }

  protected static void untilDone(MemoryHub hub) {
    Await.until("the backfill is done", () -> pages(hub).stream().anyMatch(page -> page.isLast()));
  }

  protected static List<String> seen(MemoryHub hub) {
    return hub.all(Seen.class).stream()
        .map(seen -> seen.observation().ticket().ref().id())
        .toList();
  }

  @Test
  void each_ticket_is_seen_once_and_few_requests_are_made() {
    var ids = create(25);

    var hub = backfill(EVERYTHING, 10);
    untilDone(hub);

    assertThat(seen(hub)).containsExactlyElementsOf(ids);
    assertThat(pages(hub).stream().mapToInt(Page::tickets).sum()).isEqualTo(25);
    assertThat(pages(hub).stream().mapToInt(Page::requests).sum()).isLessThanOrEqualTo(30);
    assertThat(pages(hub)).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void a_page_is_noted_after_its_tickets() {
    create(4);

    var hub = backfill(EVERYTHING, 2);
    untilDone(hub);

    var order =
        hub.handed().stream()
            .filter(one -> !(one instanceof Advanced))
            .map(one -> one instanceof PageRead(var page) ? "page of " + page.tickets() : "seen")
            .filter(word -> !word.equals("page of 0"))
            .toList();
    assertThat(order).containsExactly("seen", "seen", "page of 2", "seen", "seen", "page of 2");
  }

  @Test
  void it_goes_on_behind_the_last_page_after_a_restart() {
    var ids = create(9);
    var first = backfill(EVERYTHING, 3);
    untilDone(first);
    var position =
        pages(first).stream().filter(page -> page.tickets() > 0).findFirst().orElseThrow();
    stopRoutes();

    var second = backfill(new Stretch(Instant.EPOCH, position.position()), 3);
    untilDone(second);

    assertThat(seen(second)).containsExactlyElementsOf(ids.subList(3, 9));
  }

  @Test
  void only_what_changed_since_is_read() {
    create(2);

    var hub = backfill(new Stretch(Instant.now().plus(Duration.ofHours(1)), ""), 10);
    untilDone(hub);

    assertThat(seen(hub)).isEmpty();
  }

  @Test
  void what_the_hub_knows_is_not_handed_in_again() {
    var ids = create(3);
    var hub = backfill(EVERYTHING, 10);
    untilDone(hub);
    tool.editByHand(simulated.url(), ids.get(1), tool.values().getFirst());
    var before = seen(hub).size();

    hub.backfill(EVERYTHING);
    Await.until("a second backfill", () -> pages(hub).stream().filter(Page::isLast).count() == 2);

    assertThat(seen(hub).subList(before, seen(hub).size())).containsExactly(ids.get(1));
  }

  @Test
  void a_listed_ticket_says_the_same_as_one_that_is_read() {
    var id = create(1).getFirst();
    tool.editByHand(simulated.url(), id, tool.values().getFirst());
    var hub = backfill(EVERYTHING, 10);
    untilDone(hub);
    stopRoutes();

    var again = routes();
    again.withSource(tool.sourceKamelet().replace("-source", "-webhook-source"), properties(10));
    again.send("seda:hint-" + tool.system(), new Hint(id, false));
    Await.until("it is read", () -> !again.hub().seen(id).isEmpty());

    Observation listed = hub.seen(id).getFirst();
    Observation read = again.hub().seen(id).getFirst();
    assertThat(listed.ticket()).isEqualTo(read.ticket());
    assertThat(listed.mappingHash()).isEqualTo(read.mappingHash());
  }

  @Test
  void it_waits_while_the_tool_is_down_and_goes_on() {
    create(3);
    simulated.fault("{\"kind\":\"outage\"}");
    var hub = backfill(EVERYTHING, 10);
    Await.until("a sweep breaks", () -> !hub.all(MemoryHub.Broke.class).isEmpty());
    assertThat(pages(hub)).isEmpty();

    simulated.noFaults();
    untilDone(hub);

    assertThat(seen(hub)).hasSize(3);
  }

  @Test
  void it_leaves_the_tool_alone_as_long_as_that_wants() {
    create(3);
    var hub = backfill(EVERYTHING, 1);
    Await.until("a page", () -> !pages(hub).isEmpty());

    simulated.fault("{\"kind\":\"rate-limit\",\"seconds\":1}");
    untilDone(hub);

    assertThat(seen(hub)).hasSize(3);
    assertThat(hub.all(Waited.class)).hasSizeLessThanOrEqualTo(1);
  }
}
