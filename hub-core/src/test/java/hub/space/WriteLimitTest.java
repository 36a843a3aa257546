package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.config.Limits;
import hub.delivery.Command;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.Entry.SystemRecord;
import hub.incident.Evolution;
import hub.incident.IncidentEvent.CommandHeld;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.SystemResumed;
import hub.incident.IncidentEvent.WriteLimitReached;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Design D10: more writes to a system in ten minutes than the limit, without as many changes by
/// people, pause it.
class WriteLimitTest {

  private static final int LIMIT = 3;

  private final SpaceScenario hub = new SpaceScenario().with(NspExample.config());

  WriteLimitTest() {
    limit(LIMIT);
  }

  @Test
  void D10_one_write_too_many_is_held_and_pauses_its_system_with_the_numbers() {
    findsOldRecords(1, LIMIT);
    assertThat(hub.all(WriteLimitReached.class)).isEmpty();

    findsOldRecord(LIMIT + 1).hasNoCommand();

    assertThat(hub.last(WriteLimitReached.class))
        .containsExactly(new WriteLimitReached(JIRA, LIMIT, 0, hub.now()));
    assertThat(hub.last(CommandHeld.class))
        .extracting(CommandHeld::cause)
        .containsExactly(
            "more writes than people have changed: 3 in ten minutes against 0 changes");
  }

  @Test
  void D10_another_system_is_written_to_as_before() {
    findsOldRecords(1, LIMIT + 1);

    hub.sees(ISSUE, "DRIFT-1", issue("yes", "")).command(CreateTicket.class);

    assertThat(hub.space.system(CLEARQUEST).overrun()).isNull();
  }

  @Test
  void D10_a_paused_system_says_so_once_however_much_waits() {
    findsOldRecords(1, LIMIT + 5);

    assertThat(hub.all(WriteLimitReached.class)).hasSize(1);
    assertThat(hub.all(CommandIssued.class)).hasSize(LIMIT);
  }

  @Test
  void D10_whoever_resumes_sends_all_that_waits_and_the_count_begins_anew() {
    findsOldRecords(1, LIMIT + 5);

    hub.when(new Input.ResumeRequested("op", JIRA));
    assertThat(hub.last(CommandIssued.class)).hasSize(5);

    findsOldRecords(20, LIMIT);
    assertThat(hub.all(WriteLimitReached.class)).hasSize(1);
    findsOldRecord(30).hasNoCommand();
    assertThat(hub.all(WriteLimitReached.class)).hasSize(2);
  }

  @Test
  void D10_another_configuration_does_not_resume_what_a_person_is_to_look_at() {
    findsOldRecords(1, LIMIT + 1);

    hub.when(new Input.ConfigurationOffered("mended"));

    hub.hasNoCommand();
    assertThat(hub.space.system(JIRA).overrun()).isNotNull();
  }

  @Test
  void D10_a_burst_of_changes_by_people_is_carried_on_however_large() {
    var fields = twoTickets();
    for (var change = 0; change < 3 * LIMIT; change++) {
      var field = change % 2 == 0 ? Field.RESOLUTION : Field.ROOT_CAUSE;
      fields = fields.with(field, "attempt " + change);
      hub.delivers(hub.sees(ISSUE, "DRIFT-1", fields).command(UpdateTicket.class));
    }
    assertThat(hub.all(WriteLimitReached.class)).isEmpty();
  }

  /// A write follows its change, so it may count in a window that the change has left.
  @Test
  void D10_people_who_change_tickets_for_an_hour_are_carried_on_for_an_hour() {
    var fields = twoTickets();
    for (var change = 0; change < 60 * LIMIT; change++) {
      var field = change % 2 == 0 ? Field.RESOLUTION : Field.ROOT_CAUSE;
      fields = fields.with(field, "attempt " + change);
      hub.sees(ISSUE, "DRIFT-1", fields);
      var update = hub.command(UpdateTicket.class);
      hub.after(Duration.ofSeconds(18)).delivers(update);
    }
    assertThat(hub.all(WriteLimitReached.class)).isEmpty();
  }

  @Test
  void D10_each_comment_that_people_have_made_may_be_mirrored() {
    var fields = twoTickets();
    var comments = IntStream.range(0, 3 * LIMIT).mapToObj(number -> comment("c" + number)).toList();

    hub.sees(hub.ticket(ISSUE, "DRIFT-1", fields).withComments(comments));
    for (var mirrored = 1; mirrored <= comments.size(); mirrored++) {
      var mirror = hub.command(Command.AddComment.class);
      var record = hub.ticket(RECORD, RECORD_KEY, hub.space.shadow(RECORD).orElseThrow().fields());
      hub.reports(mirror, new Outcome.Delivered(record, Fields.NONE, List.of()));
    }
    assertThat(hub.all(WriteLimitReached.class)).isEmpty();
  }

  /// As after a change of the mapping: the tool shows no newer version, and yet other values.
  @Test
  void D10_what_is_only_read_otherwise_is_no_change_by_people() {
    var fields = twoTickets();
    var version = hub.space.shadow(ISSUE).orElseThrow().version();
    for (var reading = 0; reading < LIMIT; reading++) {
      var otherwise = fields.with(Field.RESOLUTION, "reading " + reading);
      hub.delivers(readAgain(version, otherwise).command(UpdateTicket.class));
    }

    readAgain(version, fields.with(Field.RESOLUTION, "one more")).hasNoCommand();

    assertThat(hub.last(WriteLimitReached.class)).hasSize(1);
  }

  @Test
  void D10_the_hubs_own_writes_are_no_changes_by_people() {
    findsOldRecords(1, LIMIT);
    for (var issued : hub.all(CommandIssued.class)) {
      var create = (CreateTicket) issued.command();
      var made =
          hub.ticket(
                  new TicketRef(JIRA, "2" + create.incident()),
                  "NEW-" + create.incident(),
                  create.fields())
              .withMarker(create.marker());
      hub.reports(create, new Outcome.Delivered(made, create.fields(), List.of()));
      hub.delivers(hub.command(UpdateTicket.class));
    }

    findsOldRecord(LIMIT + 1).hasNoCommand();

    assertThat(hub.all(WriteLimitReached.class))
        .extracting(WriteLimitReached::changes)
        .containsExactly(0);
  }

  @Test
  void D10_a_command_that_is_tried_again_counts_once() {
    var create = findsOldRecord(1).command(CreateTicket.class);
    for (var attempt = 0; attempt < 2 * LIMIT; attempt++) {
      hub.reports(create, new Outcome.Unavailable(Outcome.Trouble.DEAD, "HTTP 503", null));
      create = hub.after(Duration.ofSeconds(10 + (2 << attempt))).command(CreateTicket.class);
    }
    assertThat(hub.all(WriteLimitReached.class)).isEmpty();
  }

  @Test
  void D10_writes_of_more_than_ten_minutes_ago_count_no_more() {
    for (var round = 0; round < 4; round++) {
      findsOldRecords(10 * round, LIMIT);
      hub.after(Duration.ofMinutes(11));
    }
    assertThat(hub.all(WriteLimitReached.class)).isEmpty();
  }

  @Test
  void D10_a_site_may_have_no_limit() {
    limit(0);

    findsOldRecords(1, 300);

    assertThat(hub.all(CommandIssued.class)).hasSize(300);
  }

  @Test
  void a_resumption_of_a_log_from_before_writes_were_counted_lets_the_system_go_on() {
    var space = new SpaceMap();
    space.fold(new WriteLimitReached(JIRA, 3, 0, SpaceScenario.START));

    space.apply(Evolution.evolve(space, new SystemResumed(JIRA, "op", null)));

    assertThat(space.system(JIRA)).isEqualTo(SystemRecord.fresh(JIRA));
  }

  /// People change one field more often here than they do in life.
  private void limit(int writes) {
    var usual = Limits.DEFAULT;
    hub.with(
        NspExample.config()
            .withLimits(
                new Limits(
                    usual.firstRetry(),
                    usual.longestRetry(),
                    usual.orderProof(),
                    1_000_000,
                    usual.flappingWindow(),
                    writes)));
  }

  private void findsOldRecords(int first, int count) {
    IntStream.range(first, first + count).forEach(this::findsOldRecord);
  }

  /// A record of which nobody knows that it was made of late, as a backfill finds them.
  private SpaceScenario findsOldRecord(int number) {
    var ref = new TicketRef(CLEARQUEST, "7" + number);
    return hub.sees(ref, "NSP7" + number, record(OPERATIONS));
  }

  private Fields twoTickets() {
    var fields = issue("", RECORD_KEY).with(Field.PRIORITY, "P3").with(Field.RESOLUTION, "");
    var record = record(OPERATIONS).with(Field.RESOLUTION, "").with(Field.ROOT_CAUSE, "");
    hub.sees(RECORD, RECORD_KEY, record.with(Field.counterpart(JIRA), "DRIFT-1"));
    hub.sees(ISSUE, "DRIFT-1", fields).hasNoCommand();
    return fields;
  }

  private SpaceScenario readAgain(Version version, Fields fields) {
    return hub.sees(Ticket.of(ISSUE, "DRIFT-1", version, fields));
  }

  private static Comment comment(String id) {
    return new Comment(id, "Anna", SpaceScenario.START, "news " + id, false, "");
  }
}
