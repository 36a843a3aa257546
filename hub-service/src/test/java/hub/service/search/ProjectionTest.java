package hub.service.search;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command;
import hub.delivery.Command.Attempt;
import hub.delivery.NoticeKind;
import hub.delivery.Recipient;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentId;
import hub.service.search.IncidentDetail.CellState;
import hub.service.search.IncidentDetail.FieldRow;
import hub.service.search.SystemStatus.Condition;
import hub.service.words.Told;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Priority;
import hub.ticket.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ProjectionTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir Path folder;

  private final EventLog log = new EventLog(MONDAY);
  private final Stories stories = new Stories(log);
  private IncidentIndex index;

  @BeforeEach
  void open() {
    index = IncidentIndex.open(folder.resolve("kept"));
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void an_incident_whose_tickets_agree_is_in_sync_and_shows_no_difference() {
    var id = stories.synced(1, "FMK: prescriptions cannot be opened", "P3");
    follow();

    var detail = search().incident(id).orElseThrow();
    assertThat(detail.summary().sync()).isEqualTo(SyncCondition.IN_SYNC);
    assertThat(detail.tickets())
        .extracting(ticket -> ticket.label().key())
        .containsExactly("NSP00000001", "DRIFT-1");
    assertThat(detail.fields()).noneMatch(FieldRow::differs);
    assertThat(detail.fields().getFirst().field()).isEqualTo(Field.TITLE);
    assertThat(state().attention()).isEmpty();
  }

  @Test
  void what_comes_is_shown_soon_and_under_load_it_gathers_longer_but_not_for_ever() {
    assertThat(Projection.gathering(Duration.ZERO)).isEqualTo(Duration.ofMillis(100));
    assertThat(Projection.gathering(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(600));
    assertThat(Projection.gathering(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_change_that_waits_for_a_dead_tool_is_shown_with_its_cause_and_heals() {
    var id = stories.synced(1, "Login fails", "P3");
    log.after(Duration.ofMinutes(5));
    stories.raisedInJira(id, "Login fails", "P1");
    log.after(Duration.ofSeconds(3));
    stories.dead("clearquest", "connection refused");
    stories.postponed(id, "connection refused");
    follow();

    var detail = search().incident(id).orElseThrow();
    assertThat(detail.summary().sync()).isEqualTo(SyncCondition.CATCHING_UP);
    var priority = row(detail, Field.PRIORITY);
    assertThat(priority.cells().getFirst().state()).isEqualTo(CellState.WAITING);
    assertThat(priority.cells().getFirst().shouldSay()).isEqualTo("P1");
    assertThat(priority.cells().getFirst().cause().en()).isEqualTo("connection refused");
    assertThat(detail.waiting())
        .singleElement()
        .satisfies(command -> {
          assertThat(command.what().en())
              .isEqualTo("set priority to P1 on NSP00000001 in clearquest");
          assertThat(command.since()).isEqualTo(MONDAY.plusSeconds(302));
        });
    assertThat(state().attention())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.kind()).isEqualTo(AttentionKind.SYSTEM_DEAD);
          assertThat(item.cause().en()).isEqualTo("connection refused");
        });
    var desk = system("clearquest");
    assertThat(desk.condition()).isEqualTo(Condition.DEAD);
    assertThat(desk.oldestUnsent().what().en()).contains("set priority to P1");

    stories.works("clearquest");
    stories.delivered(id, "Login fails", "P1");
    follow();

    assertThat(state().attention()).isEmpty();
    assertThat(system("clearquest").condition()).isEqualTo(Condition.WORKING);
    assertThat(system("clearquest").oldestUnsent()).isNull();
    assertThat(search().incident(id).orElseThrow().summary().sync())
        .isEqualTo(SyncCondition.IN_SYNC);
  }

  @Test
  void the_oldest_unsent_change_keeps_its_age_over_all_its_attempts() {
    var id = stories.synced(1, "Login fails", "P3");
    log.after(Duration.ofMinutes(5));
    stories.raisedInJira(id, "Login fails", "P1");
    var raised = log.now();
    stories.postponed(id, "connection refused");
    log.after(Duration.ofMinutes(1));
    follow();
    stories.triedAgain(id, "P1");
    log.after(Duration.ofMinutes(1));
    stories.commented(id, "Looking into it");
    follow();

    assertThat(system("clearquest").oldestUnsent().since()).isEqualTo(raised);
    assertThat(figures("clearquest").oldestUnsent()).isEqualTo(raised);

    log.after(Duration.ofMinutes(1))
        .add(
            new IncidentEvent.CommandSettled(
                id, "p-1-again", Settlement.DELIVERED, Fields.of(Field.PRIORITY, "P1")));
    log.startAfter(index.position());
    assertThat(index.add(log.next(Duration.ofMillis(1))))
        .singleElement()
        .satisfies(delivered -> {
          assertThat(delivered.system()).isEqualTo("clearquest");
          assertThat(delivered.since()).isEqualTo(raised);
          assertThat(delivered.at()).isEqualTo(raised.plus(Duration.ofMinutes(3)));
        });
    assertThat(figures("clearquest").oldestUnsent()).isNull();
  }

  @Test
  void figures_tell_what_waits_and_what_is_held_back() {
    var first = stories.synced(1, "Login fails", "P3");
    var second = stories.synced(2, "Slow answers", "P2");
    stories.raisedInJira(first, "Login fails", "P1");
    log.add(
        new IncidentEvent.SystemPaused("clearquest", "anna"),
        new IncidentEvent.CommandHeld(second, "clearquest", "paused by anna"));
    follow();

    var desk = figures("clearquest");
    assertThat(desk.condition()).isEqualTo(Condition.PAUSED);
    assertThat(desk.outstanding()).isEqualTo(1);
    assertThat(desk.held()).isEqualTo(1);
    assertThat(desk.lastSweep()).isNotNull();
    assertThat(figures("jira-sds").oldestUnsent()).isNull();
  }

  @Test
  void what_needs_attention_comes_oldest_first_and_keeps_its_age() {
    var first = stories.synced(1, "Login fails", "P3");
    var second = stories.synced(2, "Slow answers", "P2");
    log.after(Duration.ofHours(1));
    stories.conflict(second);
    log.after(Duration.ofHours(1));
    stories.parked(first, Field.RESOLUTION, "Restarted", "Resolution is read-only");
    log.after(Duration.ofHours(1));
    stories.commented(second, "Looking into it");
    follow();

    var items = state().attention();
    assertThat(items)
        .extracting(AttentionItem::kind)
        .containsExactly(AttentionKind.VALUE_CONFLICT, AttentionKind.FIELD_PARKED);
    assertThat(items.getFirst().since()).isEqualTo(MONDAY.plusSeconds(4).plusSeconds(3600));
    assertThat(items.getFirst().choices()).containsExactly("P1", "P4");
    assertThat(items.getFirst().cause().en())
        .contains("“P1” in jira-ops")
        .contains("“P4” in clearquest");
  }

  @Test
  void a_duplicate_left_open_is_shown_until_it_is_tried_again() {
    var id = stories.synced(1, "Login fails", "P3");
    var duplicate = Stories.jira(9);
    log.add(
        new IncidentEvent.DuplicateDetected(id, Stories.jira(1), duplicate),
        new IncidentEvent.DuplicateLeftOpen(id, duplicate, "a resolution is required"));
    follow();

    assertThat(state().attention())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.kind()).isEqualTo(AttentionKind.DUPLICATE_OPEN);
          assertThat(item.ticket()).isEqualTo(duplicate);
          assertThat(item.cause().en()).isEqualTo("a resolution is required");
          assertThat(item.actions()).containsExactly(AttentionAction.RETRY);
        });
    assertThat(system("jira-ops").parked()).isEqualTo(1);
    assertThat(search().incident(id).orElseThrow().summary().sync())
        .isEqualTo(SyncCondition.NEEDS_ATTENTION);

    var again = new Command.CloseDuplicate("d", 1, duplicate, "DRIFT-1", Attempt.FIRST);
    log.add(new IncidentEvent.CommandIssued(id, again, log.now()));
    follow();

    assertThat(state().attention()).isEmpty();
  }

  @Test
  void incidents_are_found_by_words_beginnings_keys_and_filters() {
    stories.synced(1, "FMK: Åbning af kort fejler", "P1");
    var second = stories.synced(2, "Slow answers from the registry", "P3");
    stories.commented(second, "certificate expired");
    follow();

    assertThat(found("åbn")).containsExactly(1L);
    assertThat(found("abning fejler")).containsExactly(1L);
    assertThat(found("drift-2")).containsExactly(2L);
    assertThat(found("certificate")).containsExactly(2L);
    assertThat(found("\"*:) OR")).isEmpty();
    assertThat(found("")).containsExactly(2L, 1L);
    var urgent =
        search()
            .find(
                new IncidentQuery("", Set.of(), Set.of(Priority.P1), Set.of(), null, false, 0, 50));
    assertThat(urgent.total()).isEqualTo(1);
    assertThat(urgent.counts().get("priority")).containsEntry("P1", 1).containsEntry("P3", 1);
    assertThat(search().withTicket("jira-ops", "drift-2"))
        .extracting(IncidentSummary::id)
        .containsExactly(second);
  }

  @Test
  void a_merged_incident_is_found_under_both_numbers_with_one_story() {
    var survivor = stories.synced(1, "Login fails", "P3");
    var absorbed = stories.synced(2, "Login fails too", "P3");
    log.add(new IncidentEvent.IncidentsMerged(survivor, absorbed, "a shared reference"));
    follow();

    var detail = search().incident(absorbed).orElseThrow();
    assertThat(detail.summary().id()).isEqualTo(survivor);
    assertThat(detail.aliases()).containsExactly(absorbed);
    assertThat(search().timeline(survivor))
        .extracting(TimelineEntry::incident)
        .contains(survivor, absorbed);
  }

  @Test
  void an_erased_incident_leaves_no_text_in_list_story_or_search() {
    var id = stories.synced(1, "Karen Hansen cannot log in", "P3");
    stories.commented(id, "Called Karen Hansen");
    follow();
    assertThat(found("karen")).containsExactly(1L);

    log.add(new IncidentEvent.IncidentErased(id, "dpo", "asked by letter"));
    follow();

    assertThat(found("karen")).isEmpty();
    assertThat(search().timeline(id).toString()).doesNotContain("Karen").doesNotContain("Jens");
    assertThat(search().incident(id).toString()).doesNotContain("Karen");
  }

  @Test
  void what_a_notice_said_is_kept_after_it_was_sent_and_goes_with_the_erasure() {
    var id = stories.synced(1, "Karen Hansen cannot log in", "P1");
    log.add(
        new IncidentEvent.NoticeDue(
            id,
            "nsp/I-1/contact/1/1",
            "contact/1/1",
            "mail",
            NoticeKind.CONTACT,
            new Recipient.RoleHolder(Role.NSP_INCIDENT_MANAGER),
            "contact",
            Fields.of(Field.TITLE, "Karen Hansen cannot log in"),
            log.now()),
        new IncidentEvent.NoticeSent(id, "nsp/I-1/contact/1/1", "<1@hub.example>", 1, log.now()));
    follow();
    assertThat(notices(id)).contains("Karen");

    log.add(new IncidentEvent.IncidentErased(id, "dpo", "asked by letter"));
    follow();

    assertThat(notices(id)).contains("nsp/I-1/contact/1/1").doesNotContain("Karen");
  }

  private String notices(IncidentId id) {
    return new ProcessSearch(index, DemoSite.config()).of(id, log.now()).notices().toString();
  }

  @Test
  void a_reason_of_the_hubs_own_reads_in_every_language_and_a_tools_stays() {
    assertThat(RecordedReasons.told("the field belongs to clearquest"))
        .isEqualTo(new Told("the field belongs to clearquest", "feltet tilhører clearquest"));
    assertThat(RecordedReasons.told("no rule moves CLOSED back to RECEIVED").da())
        .isEqualTo("ingen regel flytter CLOSED tilbage til RECEIVED");
    assertThat(RecordedReasons.told("HTTP 503: try later").da()).isEqualTo("HTTP 503: try later");
  }

  @Test
  void what_incidents_said_while_they_were_one_is_forgotten_with_either() {
    var survivor = stories.synced(1, "Karen Hansen cannot log in", "P3");
    var absorbed = stories.synced(2, "Birte Juul cannot log in", "P3");
    stories.commented(absorbed, "Called Birte Juul");
    log.add(new IncidentEvent.IncidentsMerged(survivor, absorbed, "a shared reference"));
    follow();

    log.add(new IncidentEvent.IncidentErased(survivor, "dpo", "asked by letter"));
    follow();

    assertThat(found("birte")).isEmpty();
    assertThat(search().timeline(survivor).toString())
        .doesNotContain("Karen")
        .doesNotContain("Birte");
  }

  @Test
  void an_index_that_is_deleted_comes_back_identical() {
    tellEverything();
    follow();
    var kept = everything(index);

    try (var rebuilt = IncidentIndex.open(folder.resolve("rebuilt"))) {
      rebuilt.add(log.all());
      assertThat(everything(rebuilt)).isEqualTo(kept);
    }
  }

  @Test
  void after_a_crash_it_goes_on_from_the_last_commit() {
    var id = stories.synced(1, "Login fails", "P3");
    follow();
    index.close();
    stories.raisedInJira(id, "Login fails", "P1");

    index = IncidentIndex.open(folder.resolve("kept"));
    var before = index.position();
    follow();

    assertThat(before).isPositive();
    assertThat(search().incident(id).orElseThrow().summary().priority()).isEqualTo("P1");
  }

  private void tellEverything() {
    var first = stories.synced(1, "Login fails", "P3");
    follow();
    var second = stories.synced(2, "Slow answers", "P2");
    stories.conflict(second);
    stories.commented(first, "Looking into it");
    follow();
    stories.raisedInJira(first, "Login fails", "P1");
    stories.dead("clearquest", "connection refused");
    stories.postponed(first, "connection refused");
    follow();
    stories.parked(second, Field.RESOLUTION, "Restarted", "Resolution is read-only");
    log.add(new IncidentEvent.SystemPaused("jira-ops", "anna"));
  }

  private List<Object> everything(IncidentIndex from) {
    var search = new IncidentSearch(from, DemoSite.config());
    var all = new ArrayList<Object>();
    all.add(search.find(IncidentQuery.EVERYTHING));
    for (var number = 1; number <= 2; number++) {
      all.add(search.incident(new IncidentId(number)));
      all.add(search.timeline(new IncidentId(number)));
    }
    var state = new SyncState(from, DemoSite.config(), List::of, _ -> null, Room.ENOUGH);
    all.add(state.attention());
    all.add(state.systems());
    return all;
  }

  private void follow() {
    log.startAfter(index.position());
    var events = log.next(Duration.ofMillis(1));
    while (!events.isEmpty()) {
      index.add(events);
      events = log.next(Duration.ofMillis(1));
    }
  }

  private List<Long> found(String words) {
    return search()
        .find(new IncidentQuery(words, Set.of(), Set.of(), Set.of(), null, true, 0, 50))
        .incidents()
        .stream()
        .map(incident -> incident.id().number())
        .toList();
  }

  private static FieldRow row(IncidentDetail detail, Field field) {
    return detail.fields().stream()
        .filter(row -> row.field().equals(field))
        .findFirst()
        .orElseThrow();
  }

  private SystemFigures figures(String id) {
    return state().figures().stream()
        .filter(system -> system.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private SystemStatus system(String id) {
    return state().systems().stream()
        .filter(system -> system.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private IncidentSearch search() {
    return new IncidentSearch(index, DemoSite.config());
  }

  private SyncState state() {
    return new SyncState(index, DemoSite.config(), List::of, _ -> null, Room.ENOUGH);
  }
}
