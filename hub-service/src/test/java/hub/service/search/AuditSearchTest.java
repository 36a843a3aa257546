package hub.service.search;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command;
import hub.delivery.Command.Attempt;
import hub.engine.format.Cause;
import hub.engine.format.InputPosition;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.Settlement;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class AuditSearchTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T22:30:00Z");
  private static final LocalDate LOCAL_MONDAY = LocalDate.parse("2026-03-02");

  @TempDir Path folder;

  private final EventLog log = new EventLog(MONDAY);
  private final Stories stories = new Stories(log);
  private IncidentIndex index;

  @BeforeEach
  void open() {
    index = IncidentIndex.open(folder.resolve("index"));
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void what_the_hub_writes_is_on_behalf_of_whoever_began_it() {
    var id = stories.synced(1, "Login fails", "P3");
    stories.raisedInJira(id, "Login fails", "P1");
    index.add(log.all());

    var created = only("", Set.of(Deed.WROTE)).getLast();
    assertThat(created.system()).isEqualTo("jira-ops");
    assertThat(created.doer()).isEqualTo(AuditQuery.HUB);
    assertThat(created.behalf().person()).isEqualTo("Mette Holm");
    assertThat(created.behalf().why().en())
        .isEqualTo("Received as P3 in NSP00000001 in clearquest");
    // The key of the new issue is written back for whoever had it made.
    var back = only("", Set.of(Deed.WROTE)).getFirst();
    assertThat(back.system()).isEqualTo("clearquest");
    assertThat(back.behalf()).isEqualTo(created.behalf());
  }

  @Test
  void what_is_written_at_a_later_attempt_is_still_on_behalf_of_the_first() {
    var id = stories.synced(1, "Login fails", "P3");
    stories.raisedInJira(id, "Login fails", "P1");
    stories.postponed(id, "connection refused");
    log.because(new Cause(new InputPosition(0, 900), Cause.CLOCK.system(), null));
    stories.triedAgain(id, "P1");
    log.because(new Cause(new InputPosition(0, 901), "clearquest", null))
        .add(
            new IncidentEvent.CommandSettled(
                id, "p-1-again", Settlement.DELIVERED, Fields.of(Field.PRIORITY, "P1")));
    index.add(log.all());

    var written = only("", Set.of(Deed.WROTE)).getFirst();
    assertThat(written.behalf().person()).isEqualTo("Jens Ops");
    assertThat(written.behalf().ticket().key()).isEqualTo("DRIFT-1");
    assertThat(written.words().en()).contains("set priority to P1 on NSP00000001");
  }

  @Test
  void what_waited_while_a_tool_was_paused_is_on_behalf_of_who_changed_it_not_who_resumed() {
    var id = stories.synced(1, "Login fails", "P3");
    var issue = Stories.jira(1);
    log.because(new Cause(new InputPosition(0, 900), "jira-ops", null))
        .add(
            new IncidentEvent.FieldChanged(
                id, Field.PRIORITY, "P1", issue, log.now(), true, "Jens Ops", ""),
            new IncidentEvent.CommandHeld(id, "clearquest", "paused"));
    index.add(log.all());
    var update =
        new Command.UpdateTicket(
            "late",
            1,
            Stories.clearquest(1),
            Fields.of(Field.PRIORITY, "P3"),
            Fields.of(Field.PRIORITY, "P1"),
            Attempt.FIRST);
    log.because(new Cause(new InputPosition(0, 901), "hub", "Anna Nordahl"))
        .add(
            new IncidentEvent.SystemResumed("clearquest", "Anna Nordahl", null),
            new IncidentEvent.CommandReleased(id, "clearquest"),
            new IncidentEvent.CommandIssued(id, update, log.now()));
    log.because(new Cause(new InputPosition(0, 902), "clearquest", null))
        .add(
            new IncidentEvent.CommandSettled(
                id, "late", Settlement.DELIVERED, Fields.of(Field.PRIORITY, "P1")));
    index.add(log.all());

    assertThat(only("", Set.of(Deed.WROTE)).getFirst().behalf().person()).isEqualTo("Jens Ops");
    assertThat(only("Anna Nordahl", Set.of()))
        .extracting(TimelineEntry::type)
        .containsExactly("system-resumed");
  }

  @Test
  void what_somebody_asks_of_the_hub_is_written_on_their_behalf() {
    var id = stories.synced(1, "Login fails", "P3");
    var update =
        new Command.UpdateTicket(
            "again",
            1,
            Stories.clearquest(1),
            Fields.NONE,
            Fields.of(Field.PRIORITY, "P4"),
            Attempt.FIRST);
    log.because(new Cause(new InputPosition(0, 901), "hub", "Anna Nordahl"))
        .add(
            new IncidentEvent.ConflictSettled(id, Field.PRIORITY, "P4", "Anna Nordahl"),
            new IncidentEvent.CommandIssued(id, update, log.now()));
    log.because(new Cause(new InputPosition(0, 902), "clearquest", null))
        .add(
            new IncidentEvent.CommandSettled(
                id, "again", Settlement.DELIVERED, Fields.of(Field.PRIORITY, "P4")));
    index.add(log.all());

    assertThat(only("Anna Nordahl", Set.of()))
        .extracting(TimelineEntry::deed)
        .containsExactly(Deed.WROTE, Deed.ASKED);
    assertThat(only("", Set.of(Deed.WROTE)).getFirst().behalf().ticket()).isNull();
  }

  @Test
  void the_log_may_be_read_in_pieces_of_any_size() {
    var id = stories.synced(1, "Login fails", "P3");
    stories.raisedInJira(id, "Login fails", "P1");
    stories.postponed(id, "connection refused");
    log.because(new Cause(null, Cause.CLOCK.system(), null));
    stories.triedAgain(id, "P1");
    index.add(log.all());
    try (var piecewise = IncidentIndex.open(folder.resolve("piecewise"))) {
      log.all().forEach(event -> piecewise.add(List.of(event)));
      assertThat(new IncidentSearch(piecewise, DemoSite.config()).timeline(id))
          .isEqualTo(new IncidentSearch(index, DemoSite.config()).timeline(id));
    }
  }

  @Test
  void a_day_is_one_of_the_site_and_names_words_and_tools_narrow_the_list() {
    var id = stories.synced(1, "Login fails", "P3");
    log.after(Duration.ofHours(2));
    stories.raisedInJira(id, "Login fails", "P1");
    stories.delivered(id, "Login fails", "P1");
    index.add(log.all());

    // 23:30 in Copenhagen, and half past one the day after.
    assertThat(audit().written(LOCAL_MONDAY)).containsOnlyKeys("clearquest", "jira-ops");
    assertThat(audit().written(LOCAL_MONDAY.plusDays(1))).containsOnlyKeys("clearquest");
    assertThat(only("jens ops", Set.of()))
        .extracting(TimelineEntry::deed)
        .containsExactly(Deed.WROTE, Deed.CHANGED);
    assertThat(find("raised", Set.of(), "", null)).hasSize(1);
    assertThat(find("", Set.of("jira-ops"), "", LOCAL_MONDAY)).hasSize(1);
    assertThat(find("nsp00000001", Set.of("clearquest"), "hub", null)).hasSize(2);
    assertThat(audit().all(query("", Set.of(), Set.of(), "", null)))
        .isEqualTo(find("", Set.of(), "", null));
  }

  @Test
  void a_page_holds_no_more_than_it_should_and_says_how_many_there_are() {
    for (var number = 1; number <= 3; number++) {
      stories.synced(number, "Login fails", "P3");
    }
    index.add(log.all());

    var all = audit().find(query("", Set.of(), Set.of(), "", null));
    var second = audit().find(new AuditQuery("", Set.of(), Set.of(), "", null, 1, 2));
    assertThat(second.entries()).isEqualTo(all.entries().subList(2, 4));
    assertThat(second.total()).isEqualTo(all.total()).isEqualTo(9);
  }

  @Test
  void an_erasure_takes_the_names_of_those_who_used_a_tool() {
    var id = stories.synced(1, "Login fails", "P3");
    log.because(new Cause(new InputPosition(0, 900), "hub", "Anna Nordahl"))
        .add(new IncidentEvent.IncidentErased(id, "Anna Nordahl", "asked for"));
    index.add(log.all());

    assertThat(only("Mette Holm", Set.of())).isEmpty();
    assertThat(find("mette", Set.of(), "", null)).isEmpty();
    assertThat(only("Anna Nordahl", Set.of(Deed.ASKED))).hasSize(1);
    assertThat(only("", Set.of(Deed.WROTE)))
        .isNotEmpty()
        .noneMatch(entry -> "Mette Holm".equals(entry.behalf().person()));
  }

  private List<TimelineEntry> only(String actor, Set<Deed> deeds) {
    return audit().find(query("", Set.of(), deeds, actor, null)).entries();
  }

  private List<TimelineEntry> find(String words, Set<String> systems, String actor, LocalDate day) {
    return audit().find(query(words, systems, Set.of(), actor, day)).entries();
  }

  private static AuditQuery query(
      String words, Set<String> systems, Set<Deed> deeds, String actor, LocalDate day) {
    return new AuditQuery(words, systems, deeds, actor, day, 0, 50);
  }

  private AuditSearch audit() {
    return new AuditSearch(index, DemoSite.config());
  }
}
