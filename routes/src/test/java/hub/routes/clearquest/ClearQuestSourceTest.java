package hub.routes.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill.Stretch;
import hub.connector.Observation;
import hub.connector.webhook.Hint;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Outcome.Delivered;
import hub.routes.Await;
import hub.routes.MemoryHub.Advanced;
import hub.routes.MemoryHub.Broke;
import hub.routes.MemoryHub.PageRead;
import hub.routes.RunningRoutes;
import hub.simulator.Browser;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import hub.simulator.clearquest.ClearQuestSettings;
import hub.simulator.clearquest.Habit;
import hub.ticket.Field;
import hub.ticket.Reading;
import hub.ticket.Ticket.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClearQuestSourceTest {

  private final ConnectedClearQuest tool = new ConnectedClearQuest();
  private @Nullable Simulators simulators;
  private @Nullable RunningRoutes routes;

  @AfterEach
  void stop() {
    if (routes != null) {
      routes.close();
    }
    if (simulators != null) {
      simulators.close();
    }
  }

  private Simulators simulators(ClearQuestSettings settings) {
    var started = Simulators.start(SimulatorOptions.forTests().withClearQuest(settings));
    simulators = started;
    return started;
  }

  private RunningRoutes poll(Simulators running, Map<String, String> more) {
    return poll(running, more, "");
  }

  private RunningRoutes poll(Simulators running, Map<String, String> more, String position) {
    var properties = new HashMap<>(tool.connection(url(running)));
    properties.put("system", "clearquest");
    properties.put("pollInterval", "200ms");
    properties.putAll(more);
    var started = RunningRoutes.of(Map.of("clearquest", tool.config()));
    routes = started;
    if (!position.isEmpty()) {
      started.hub().completed("clearquest", position, Reading.at(Instant.now()));
      started.hub().forget();
    }
    return started.withSource("clearquest-source", properties);
  }

  private static String url(Simulators running) {
    return running.url() + "/clearquest";
  }

  private static Browser admin(Simulators running) {
    return Browser.at(running.url() + "/admin/clearquest");
  }

  private static String incident(Simulators running, String headline) {
    return ConnectedClearQuest.create(
        url(running), "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"%s\"}".formatted(headline));
  }

  private static Observation last(RunningRoutes running, String id) {
    Await.until(id + " is seen", () -> !running.hub().seen(id).isEmpty());
    return running.hub().seen(id).getLast();
  }

  private static boolean shows(RunningRoutes running, String id, Field field, String value) {
    return running.hub().seen(id).stream()
        .anyMatch(seen -> seen.ticket().fields().getOrEmpty(field).equals(value));
  }

  private static void untilAdvanced(RunningRoutes running, int more) {
    var before = running.hub().all(Advanced.class).size();
    Await.until("more sweeps", () -> running.hub().all(Advanced.class).size() >= before + more);
  }

  @Test
  void new_and_changed_records_are_seen_once_for_each_version() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var first = incident(running, "one");
    var polled = poll(running, Map.of());

    var seen = last(polled, first);
    assertThat(seen.ticket().key()).startsWith("NSP");
    assertThat(seen.ticket().fields().get(Field.STATUS)).contains("RECEIVED");
    assertThat(seen.payload()).isNotNull();
    assertThat(seen.mappingHash()).isNotEmpty();
    assertThat(seen.reading().ended()).isAfterOrEqualTo(seen.reading().began());

    var second = incident(running, "two");
    last(polled, second);
    ConnectedClearQuest.change(url(running), first, "", "cq:Priority", "P1");
    Await.until("the change is seen", () -> shows(polled, first, Field.PRIORITY, "P1"));
    untilAdvanced(polled, 3);
    assertThat(polled.hub().seen(first)).hasSize(2);
    assertThat(polled.hub().seen(second)).hasSize(1);
  }

  @Test
  void a_position_follows_its_records() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    incident(running, "one");
    var polled = poll(running, Map.of());
    Await.until("a sweep ended", () -> !polled.hub().all(Advanced.class).isEmpty());
    var kinds = polled.hub().handed().stream().map(handed -> handed.getClass().getSimpleName());
    assertThat(kinds.limit(2)).containsExactly("Seen", "Advanced");
  }

  @Test
  void unstable_pages_lose_no_record() {
    var running = simulators(ClearQuestSettings.DEFAULTS.with(Habit.UNSTABLE_PAGING));
    var ids = IntStream.range(0, 12).mapToObj(n -> incident(running, "r" + n)).toList();
    var polled = poll(running, Map.of("pageSize", "5"));
    ids.forEach(id -> last(polled, id));
    untilAdvanced(polled, 2);
    ids.forEach(id -> assertThat(polled.hub().seen(id)).hasSize(1));
  }

  @Test
  void without_a_time_of_the_last_change_versions_are_compared() {
    var running = simulators(ClearQuestSettings.DEFAULTS.without(Habit.LAST_MODIFIED));
    var id = incident(running, "one");
    var polled = poll(running, Map.of("lastModifiedField", ""));
    last(polled, id);
    ConnectedClearQuest.change(url(running), id, "Assign", "cq:Assignee", "FMK");
    Await.until("the change is seen", () -> shows(polled, id, Field.STATUS, "ASSIGNED"));
    untilAdvanced(polled, 2);
    assertThat(polled.hub().seen(id)).hasSize(2);
  }

  @Test
  void a_record_that_is_gone_is_found_by_the_full_sweep() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var id = incident(running, "one");
    var polled = poll(running, Map.of("sweepInterval", "300ms"));
    var key = last(polled, id).ticket().key();
    admin(running).delete("/tickets/" + key);
    Await.until("it is gone", () -> last(polled, id).ticket().presence() == Presence.NOT_VISIBLE);
  }

  @Test
  void a_record_that_was_old_when_the_hub_began_is_watched() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var id = incident(running, "one");
    var key =
        ConnectedClearQuest.person(url(running))
            .get(ConnectedClearQuest.RECORDS + "/" + id)
            .json()
            .path("cq:id")
            .asText();
    var tomorrow = Long.toString(Instant.now().plus(Duration.ofDays(1)).toEpochMilli());
    var polled = poll(running, Map.of("sweepInterval", "300ms", "overlap", "0s"), tomorrow);
    untilAdvanced(polled, 3);
    assertThat(polled.hub().seen(id)).isEmpty();
    admin(running).delete("/tickets/" + key);
    assertThat(last(polled, id).ticket().presence()).isEqualTo(Presence.NOT_VISIBLE);
  }

  @Test
  void a_hinted_record_is_read_at_once_by_either_of_its_ids() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var id = incident(running, "one");
    var properties = new HashMap<>(tool.connection(url(running)));
    properties.put("system", "clearquest");
    var hinted =
        RunningRoutes.of(Map.of("clearquest", tool.config()))
            .withSource("clearquest-webhook-source", properties);
    routes = hinted;
    hinted.send("seda:hint-clearquest", new Hint(id, false));
    var key = last(hinted, id).ticket().key();

    hinted.send("seda:hint-clearquest", new Hint("NSP99999999", false));
    hinted.send("seda:hint-clearquest", new Hint("nonsense", false));
    hinted.send("seda:hint-clearquest", new Hint(key, false));
    Await.until("it is read again", () -> hinted.hub().seen(id).size() == 2);
    assertThat(hinted.hub().handed()).hasSize(2);
  }

  @Test
  void what_was_read_after_a_hint_is_not_read_again_by_a_sweep_until_it_changes() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var id = incident(running, "one");
    var properties = new HashMap<>(tool.connection(url(running)));
    properties.put("system", "clearquest");
    var hinted =
        RunningRoutes.of(Map.of("clearquest", tool.config()))
            .withSource("clearquest-webhook-source", properties);
    routes = hinted;
    hinted.send("seda:hint-clearquest", new Hint(id, false));
    Await.until("it is read", () -> hinted.hub().seen(id).size() == 1);

    properties.put("pollInterval", "100ms");
    hinted.withSource("clearquest-source", properties);
    untilAdvanced(hinted, 3);
    assertThat(hinted.hub().seen(id)).hasSize(1);

    ConnectedClearQuest.change(url(running), id, "", "cq:Priority", "P1");
    Await.until("it is read again", () -> hinted.hub().seen(id).size() == 2);
  }

  @Test
  void a_long_text_is_seen_whole_and_a_long_log_as_well() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var text = "long ".repeat(600).strip();
    var id = incident(running, "one");
    ConnectedClearQuest.change(url(running), id, "", "cq:Description", text);
    for (var i = 0; i < 3; i++) {
      ConnectedClearQuest.change(url(running), id, "", "cq:Note_Entry", i + "x".repeat(999));
    }
    var ticket = last(poll(running, Map.of()), id).ticket();
    assertThat(ticket.fields().get(Field.DESCRIPTION)).contains(text);
    assertThat(ticket.commentsRead()).isTrue();
    assertThat(ticket.comments()).hasSize(3);
    assertThat(ticket.comments().getFirst().author()).isEqualTo("kirsten");
  }

  @Test
  void where_every_way_cuts_a_long_text_is_not_observed() {
    var running = simulators(ClearQuestSettings.DEFAULTS.with(Habit.CUT_IN_VERSION_1));
    var id = incident(running, "one");
    ConnectedClearQuest.change(url(running), id, "", "cq:Description", "y".repeat(2500));
    for (var i = 0; i < 3; i++) {
      ConnectedClearQuest.change(url(running), id, "", "cq:Note_Entry", i + "x".repeat(999));
    }
    var ticket = last(poll(running, Map.of()), id).ticket();
    assertThat(ticket.fields().get(Field.DESCRIPTION)).isEmpty();
    assertThat(ticket.fields().get(Field.TITLE)).contains("one");
    assertThat(ticket.commentsRead()).isFalse();
    assertThat(ticket.comments()).hasSize(1);
  }

  @Test
  void a_dead_server_is_told_and_the_position_stays() {
    var running = simulators(ClearQuestSettings.DEFAULTS);
    var polled = poll(running, Map.of());
    untilAdvanced(polled, 1);
    admin(running).post("/faults", "{\"kind\":\"outage\"}");
    Await.until("it is told", () -> !polled.hub().all(Broke.class).isEmpty());
    admin(running).delete("/faults");
    var id = incident(running, "after");
    last(polled, id);
  }

  @Test
  void source_and_sink_are_one_session_that_ends_with_them() {
    // With one licence a second session would be refused.
    var running = simulators(ClearQuestSettings.DEFAULTS.withSessions(1, Duration.ofMinutes(30)));
    var polled = poll(running, Map.of());
    var properties = new HashMap<>(tool.connection(url(running)));
    properties.put("system", "clearquest");
    polled.withSink("clearquest-sink", properties);
    untilAdvanced(polled, 2);

    var created =
        (Delivered)
            polled.deliver(
                new CreateTicket(
                    "m-1", 1, "clearquest", "m-1", tool.fresh(), "RNA.1", Attempt.FIRST));
    last(polled, created.ticket().ref().id());
    assertThat(polled.hub().all(Broke.class)).isEmpty();

    polled.close();
    routes = null;
    assertThat(incident(running, "a person gets the licence")).isNotEmpty();
  }

  @Test
  void a_backfill_misses_nothing_where_pages_come_in_no_order() {
    var running = simulators(ClearQuestSettings.DEFAULTS.with(Habit.UNSTABLE_PAGING));
    var ids = IntStream.range(0, 30).mapToObj(number -> incident(running, "no " + number)).toList();
    var later = Instant.now().plus(Duration.ofHours(1)).toString();
    var more = Map.of("backfillPageSize", "7", "backfillPause", "1ms");

    var started = poll(running, more, later);
    started.hub().backfill(new Stretch(Instant.EPOCH, ""));

    Await.until(
        "the backfill is done",
        () -> started.hub().all(PageRead.class).stream().anyMatch(one -> one.page().isLast()));
    assertThat(ids).allSatisfy(id -> assertThat(started.hub().seen(id)).hasSize(1));
  }
}
