package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.NspExample.CLEARQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.config.Limits;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.Entry.Slot;
import hub.incident.IncidentEvent.ChangeNotRelayed;
import hub.incident.IncidentEvent.CommandHeld;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommentMirrored;
import hub.incident.IncidentEvent.ConflictRecorded;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.FieldFrozen;
import hub.incident.IncidentEvent.FieldParked;
import hub.incident.IncidentEvent.FieldReleased;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.SystemRewound;
import hub.incident.IncidentEvent.TicketSeen;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// R5b.2 and the rules of a field: who wins, what is shown, what is left alone.
class FieldTest extends TwoTicketsInSync {

  /// Jira shows both as "To Do".
  @Test
  void a_status_that_only_one_tool_can_tell_apart_is_that_tools_in_either_order() {
    var received = recordFields.with(Field.STATUS, "RECEIVED");
    var toDo = issueFields.with(Field.STATUS, "ASSIGNED");

    var recordFirst = new SpaceScenario();
    recordFirst.sees(RECORD, RECORD_KEY, received).sees(ISSUE, "DRIFT-1", toDo);
    var issueFirst = new SpaceScenario();
    issueFirst.sees(ISSUE, "DRIFT-1", toDo).sees(RECORD, RECORD_KEY, received);

    assertThat(recordFirst.value(1, Field.STATUS)).isEqualTo("RECEIVED");
    assertThat(issueFirst.value(1, Field.STATUS)).isEqualTo("RECEIVED");
  }

  @Test
  void R5b_2_a_priority_changed_in_jira_is_written_to_clearquest() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);

    assertThat(update.ticket()).isEqualTo(RECORD);
    assertThat(update.base()).isEqualTo(Fields.of(Field.PRIORITY, "P3"));
    assertThat(update.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P1"));
    hub.delivers(update).hasNoCommand();
  }

  @Test
  void an_echo_of_our_own_write_changes_no_field() {
    hub.delivers(issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class));

    recordSays(Field.PRIORITY, "P1").hasNoCommand();

    assertThat(hub.last()).hasOnlyElementsOfType(TicketSeen.class);
  }

  /// The hub wrote P2, and a person P1 before the hub had looked.
  @Test
  void R5b_2_a_priority_set_between_the_hubs_write_and_its_look_is_a_persons() {
    var update = issueSays(Field.PRIORITY, "P2").command(UpdateTicket.class);

    hub.reports(
        update,
        new Outcome.Delivered(
            hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, "P1")),
            update.desired(),
            List.of()));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
    assertThat(hub.all(ConflictRecorded.class)).isEmpty();
    var onwards = hub.command(UpdateTicket.class);
    assertThat(onwards.ticket()).isEqualTo(ISSUE);
    assertThat(onwards.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P1"));
    hub.delivers(onwards).hasNoCommand();
  }

  /// ClearQuest tells seconds, so what came after may be claimed for before.
  @Test
  void R11_4_a_status_set_between_the_hubs_write_and_its_look_came_after_the_hubs() {
    var inProgress =
        hub.ticket(ISSUE, "DRIFT-1", issueFields.with(Field.STATUS, "IN_PROGRESS"))
            .withChanges(null, Map.of(Field.STATUS, new Change(hub.now(), "bent", true)));
    var update = hub.sees(inProgress).command(UpdateTicket.class);
    var pended = recordFields.with(Field.STATUS, "PENDING_RELEASE");
    var claimed = new Change(hub.now().minusSeconds(2), "kirsten", true);

    hub.reports(
        update,
        new Outcome.Delivered(
            hub.ticket(RECORD, RECORD_KEY, pended).withChanges(null, Map.of(Field.STATUS, claimed)),
            update.desired(),
            List.of()));

    assertThat(hub.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");
    assertThat(hub.all(ConflictRecorded.class)).isEmpty();
  }

  /// What was there before is no proof that anybody has chosen it: the tool may have kept it.
  @Test
  void R5b_2_a_tool_that_keeps_its_priority_in_spite_of_a_write_changes_nothing() {
    var update = issueSays(Field.PRIORITY, "P2").command(UpdateTicket.class);

    hub.reports(
        update,
        new Outcome.Delivered(
            hub.ticket(RECORD, RECORD_KEY, recordFields), update.desired(), List.of()));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P2");
  }

  /// A view that came while the write was under way lacks its fields, and what was read back is
  /// older than that view.
  @Test
  void a_ticket_is_read_again_where_nobody_has_seen_what_it_holds() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    var readBack = hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, "P1"));
    recordSays(Field.PRIORITY, "P2").hasNoCommand();

    hub.reports(update, new Outcome.Delivered(readBack, update.desired(), List.of()));

    assertThat(hub.command(RefreshTicket.class).ticket()).isEqualTo(RECORD);
  }

  /// The status could not be reached, but the text before it was written.
  @Test
  void what_a_refused_write_has_written_on_its_way_is_the_hubs() {
    hub.delivers(issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class));
    var both =
        issueFields
            .with(Field.PRIORITY, "P1")
            .with(Field.STATUS, "RESOLVED")
            .with(Field.RESOLUTION, "a full disk");
    var update = hub.sees(ISSUE, "DRIFT-1", both).command(UpdateTicket.class);
    hub.sees(ISSUE, "DRIFT-1", both.with(Field.RESOLUTION, "two full disks"));

    hub.reports(
        update,
        new Outcome.Refused(
            Map.of(Field.STATUS, "no way"),
            "no way",
            hub.ticket(
                RECORD,
                RECORD_KEY,
                recordFields.with(Field.PRIORITY, "P1").with(Field.RESOLUTION, "a full disk"))));

    assertThat(hub.value(1, Field.RESOLUTION)).isEqualTo("two full disks");
  }

  @Test
  void a_late_poll_never_undoes_a_newer_write() {
    var old = hub.ticket(RECORD, RECORD_KEY, recordFields);
    hub.delivers(issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class));

    hub.when(
        new Input.TicketObserved(
            old, new Reading(hub.now().minusSeconds(30), hub.now().minusSeconds(20))));

    assertThat(hub.last()).hasOnlyElementsOfType(InputSetAside.class);
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }

  @Test
  void a_fresh_read_of_an_older_version_pauses_writes_to_the_system() {
    recordSays(Field.PRIORITY, "P2");
    hub.reports(hub.command(UpdateTicket.class), new Outcome.Unknown("reset", hub.now()));
    var restored = Ticket.of(RECORD, RECORD_KEY, new Version(1), recordFields);

    hub.sees(restored);

    assertThat(hub.last(SystemRewound.class)).hasSize(1);
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P2");
    assertThat(hub.last(CommandHeld.class)).hasSize(1);
    var repair = hub.when(new Input.ResumeRequested("op", CLEARQUEST)).command(UpdateTicket.class);
    assertThat(repair.ticket()).isEqualTo(RECORD);
  }

  @Test
  void O_24_changes_in_one_polling_window_keep_the_more_severe_and_show_the_conflict() {
    var late = hub.now().plusSeconds(10);
    issueSays(Field.PRIORITY, "P1");
    hub.reports(
        hub.command(UpdateTicket.class),
        new Outcome.Outdated(
            hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, "P4"))
                .withChanges(new Change(late, "desk", false), Map.of())));

    assertThat(hub.last(ConflictRecorded.class)).hasSize(1);
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }

  @Test
  void a_change_that_is_provably_later_wins_without_a_conflict() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    var later = hub.now().plus(Duration.ofMinutes(10));
    hub.after(Duration.ofMinutes(11));
    hub.reports(
        update,
        new Outcome.Outdated(
            hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, "P4"))
                .withChanges(null, set(later))));

    assertThat(hub.all(ConflictRecorded.class)).isEmpty();
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P4");
  }

  /// The issue said P2, then P4; meanwhile somebody has set the record to P2, too, and last of all.
  @Test
  void an_older_change_does_not_overtake_a_value_that_was_set_again_after_it() {
    var begun = hub.now();
    hub.sees(issueSince("P2", begun));
    var update = hub.command(UpdateTicket.class);
    hub.after(Duration.ofMinutes(30));
    findsRecordSetToP2(update, begun.plus(Duration.ofMinutes(20)));

    hub.sees(issueSince("P4", begun.plus(Duration.ofMinutes(10))));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P2");
    assertThat(hub.command(UpdateTicket.class).ticket()).isEqualTo(ISSUE);
  }

  @Test
  void a_later_change_overtakes_a_value_that_two_people_have_set() {
    var begun = hub.now();
    hub.sees(issueSince("P2", begun));
    var update = hub.command(UpdateTicket.class);
    hub.after(Duration.ofMinutes(30));
    findsRecordSetToP2(update, begun.plus(Duration.ofMinutes(10)));

    hub.sees(issueSince("P4", begun.plus(Duration.ofMinutes(20))));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P4");
    assertThat(hub.all(ConflictRecorded.class)).isEmpty();
  }

  /// The record was set to P2 before the issue was, and read after it.
  @Test
  void an_older_entry_of_the_same_value_takes_nothing_from_the_later_one() {
    var begun = hub.now();
    hub.after(Duration.ofMinutes(30));
    hub.sees(issueSince("P2", begun.plus(Duration.ofMinutes(20))));
    var update = hub.command(UpdateTicket.class);

    findsRecordSetToP2(update, begun.plus(Duration.ofMinutes(5)));

    assertThat(hub.last(FieldChanged.class)).isEmpty();
  }

  /// The sink need not write what somebody has entered by then.
  private void findsRecordSetToP2(UpdateTicket update, Instant since) {
    var record =
        hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, "P2"))
            .withChanges(null, set(since));
    hub.reports(update, new Outcome.Delivered(record, Fields.NONE, List.of())).hasNoCommand();
  }

  private Ticket issueSince(String priority, Instant since) {
    return hub.ticket(ISSUE, "DRIFT-1", issueFields.with(Field.PRIORITY, priority))
        .withChanges(null, set(since));
  }

  private static Map<Field, Change> set(Instant at) {
    return Map.of(Field.PRIORITY, new Change(at, "somebody", true));
  }

  @Test
  void a_change_queued_for_a_dead_tool_does_not_overwrite_a_newer_one_made_there() {
    var update = issueSays(Field.PRIORITY, "P2").command(UpdateTicket.class);
    hub.reports(update, new Outcome.Unavailable(Outcome.Trouble.DEAD, "connection refused", null));

    var again = hub.after(Duration.ofMinutes(6)).command(UpdateTicket.class);
    hub.reports(
        again,
        new Outcome.Outdated(
            hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, "P1"))));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
    assertThat(hub.command(UpdateTicket.class).ticket()).isEqualTo(ISSUE);
  }

  @Test
  void a_refused_field_is_parked_and_no_further_request_is_sent_for_it() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(update, new Outcome.Refused(Map.of(Field.PRIORITY, "read-only"), "refused", null))
        .hasNoCommand();

    assertThat(hub.last(FieldParked.class)).hasSize(1);
    hub.sees(ISSUE, "DRIFT-1", issueFields.with(Field.PRIORITY, "P1").with(Field.USER_IMPACT, "no"))
        .hasNoCommandFor(RECORD, Field.PRIORITY);
    hub.delivers(hub.command(UpdateTicket.class)).hasNoCommand();
    hub.when(new Input.RetryRequested("op", new IncidentId(1), CLEARQUEST, RECORD));
    assertThat(hub.last(CommandIssued.class)).hasSize(1);
  }

  @Test
  void a_refused_field_is_tried_again_when_another_value_is_wanted() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(update, new Outcome.Refused(Map.of(Field.PRIORITY, "not legal"), "refused", null));

    var next = issueSays(Field.PRIORITY, "P2").command(UpdateTicket.class);

    assertThat(next.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P2"));
  }

  @Test
  void D5_a_refused_field_is_tried_again_when_somebody_has_changed_its_ticket() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(update, new Outcome.Refused(Map.of(Field.PRIORITY, "locked"), "refused", null));

    // What was changed is nothing that the hub reads, such as a field the tool makes mandatory.
    var again = hub.sees(RECORD, RECORD_KEY, recordFields).command(UpdateTicket.class);

    assertThat(again.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P1"));
    hub.delivers(again).hasNoCommand();
  }

  @Test
  void D5_a_version_that_the_hub_itself_may_have_made_is_nobodys_change() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(update, new Outcome.Refused(Map.of(Field.PRIORITY, "locked"), "refused", null));
    var note = new Comment("77", "Ane", hub.now(), "Looking into it", false, "");
    hub.sees(
        hub.ticket(ISSUE, "DRIFT-1", issueFields.with(Field.PRIORITY, "P1"))
            .withComments(List.of(note)));
    var mirror = hub.command(AddComment.class);

    // The record is polled between the write of the comment and the sink's report.
    hub.sees(RECORD, RECORD_KEY, recordFields).hasNoCommand();

    assertThat(hub.all(FieldReleased.class)).isEmpty();
    hub.reports(
            mirror,
            new Outcome.Delivered(
                hub.ticket(RECORD, RECORD_KEY, recordFields), Fields.NONE, List.of()))
        .hasNoCommand();
  }

  @Test
  void D5_a_tool_that_counts_refusals_as_versions_gets_a_refused_field_a_few_times_only() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    for (var i = 0; i < 20 && hub.all(FieldFrozen.class).isEmpty(); i++) {
      hub.reports(update, new Outcome.Refused(Map.of(Field.PRIORITY, "locked"), "refused", null));
      hub.sees(RECORD, RECORD_KEY, recordFields);
      if (hub.all(FieldFrozen.class).isEmpty()) {
        update = hub.command(UpdateTicket.class);
      }
    }

    assertThat(hub.all(FieldFrozen.class)).hasSize(1);
  }

  @Test
  void D5_a_refused_comment_is_tried_again_when_the_ticket_says_something_else() {
    var note = new Comment("77", "Ane", hub.now(), "Looking into it", false, "");
    hub.sees(hub.ticket(ISSUE, "DRIFT-1", issueFields).withComments(List.of(note)));
    var refused = hub.command(AddComment.class);
    hub.reports(refused, new Outcome.Refused(Map.of(), "the record is closed", null));
    recordSays(Field.PRIORITY, "P3").hasNoCommand();

    recordSays(Field.USER_IMPACT, "yes");

    assertThat(hub.last(FieldReleased.class)).hasSize(1);
    assertThat(hub.command(AddComment.class).marker()).isEqualTo(refused.marker());
  }

  @Test
  void a_field_that_goes_to_and_fro_later_on_is_frozen_too() {
    hub.delivers(issueSays(Field.PRIORITY, "P2").command(UpdateTicket.class));
    hub.after(Duration.ofHours(3));

    a_field_that_a_tool_keeps_changing_back_is_frozen_and_shown();
  }

  @Test
  void the_tools_own_normalisation_counts_as_ours() {
    var update = issueSays(Field.RESOLUTION, "Restarted * node 3").command(UpdateTicket.class);
    hub.reports(
            update,
            new Outcome.Delivered(
                hub.ticket(
                    RECORD, RECORD_KEY, recordFields.with(Field.RESOLUTION, "Restarted _ node 3")),
                update.desired(),
                List.of()))
        .hasNoCommand();
    assertThat(hub.value(1, Field.RESOLUTION)).isEqualTo("Restarted * node 3");
  }

  @Test
  void a_status_goes_back_only_by_a_rule() {
    hub.delivers(issueSays(Field.STATUS, "IN_PROGRESS").command(UpdateTicket.class));

    issueSays(Field.STATUS, "ASSIGNED").hasNoCommand();

    assertThat(hub.last(ChangeNotRelayed.class)).hasSize(1);
    assertThat(hub.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void a_wanted_repeat_is_a_new_command() {
    var first = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.delivers(first);
    hub.delivers(issueSays(Field.PRIORITY, "P2").command(UpdateTicket.class));

    var repeat = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);

    assertThat(repeat.desired()).isEqualTo(first.desired());
    assertThat(repeat.id()).isNotEqualTo(first.id());
  }

  @Test
  void a_field_that_a_tool_keeps_changing_back_is_frozen_and_shown() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    for (var i = 0; i < 20 && hub.all(FieldFrozen.class).isEmpty(); i++) {
      hub.reports(
          update,
          new Outcome.Delivered(
              hub.ticket(RECORD, RECORD_KEY, recordFields), Fields.NONE, List.of()));
      var issued = hub.last(CommandIssued.class);
      if (issued.isEmpty()) {
        break;
      }
      update = (UpdateTicket) issued.getFirst().command();
    }
    assertThat(hub.all(FieldFrozen.class)).hasSize(1);
    assertThat(hub.space.outstanding(Slot.of(RECORD))).isEmpty();
  }

  @Test
  void trying_again_while_a_tool_is_away_is_no_going_to_and_fro() {
    var update = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    for (var attempt = 1; attempt <= 8; attempt++) {
      hub.reports(update, new Outcome.Unavailable(Outcome.Trouble.DEAD, "HTTP 503", null));
      update = hub.after(Limits.DEFAULT.retryAfter(attempt)).command(UpdateTicket.class);
    }

    assertThat(hub.all(FieldFrozen.class)).isEmpty();
  }

  @Test
  void a_comment_is_mirrored_once_and_its_mirror_is_not_mirrored_back() {
    var note = new Comment("77", "Ane", hub.now(), "Looking into it", false, "");
    var add =
        hub.sees(hub.ticket(ISSUE, "DRIFT-1", issueFields).withComments(List.of(note)))
            .command(AddComment.class);
    assertThat(add.ticket()).isEqualTo(RECORD);
    assertThat(add.text()).contains("Looking into it").contains("Ane");

    var mirror = new Comment("n1", "hub", hub.now(), add.text(), false, add.marker());
    hub.reports(
            add,
            new Outcome.Delivered(
                hub.ticket(RECORD, RECORD_KEY, recordFields).withComments(List.of(mirror)),
                Fields.NONE,
                List.of()))
        .hasNoCommand();
  }

  @Test
  void a_restricted_comment_does_not_travel() {
    var secret = new Comment("78", "Ane", hub.now(), "Internal", true, "");
    hub.sees(hub.ticket(ISSUE, "DRIFT-1", issueFields).withComments(List.of(secret)))
        .hasNoCommand();
  }

  @Test
  void a_person_settles_a_conflict() {
    O_24_changes_in_one_polling_window_keep_the_more_severe_and_show_the_conflict();

    hub.when(new Input.ValueChosen("op", new IncidentId(1), Field.PRIORITY, "P4"));

    assertThat(hub.last(FieldChanged.class)).hasSize(1);
    assertThat(hub.incident(1).conflicts()).isEmpty();
  }

  @Test
  void a_paused_system_gets_nothing_until_it_is_resumed() {
    hub.when(new Input.PauseRequested("op", CLEARQUEST));
    issueSays(Field.PRIORITY, "P1").hasNoCommand();

    hub.when(new Input.ResumeRequested("op", CLEARQUEST));

    assertThat(hub.command(UpdateTicket.class).desired())
        .isEqualTo(Fields.of(Field.PRIORITY, "P1"));
  }

  @Test
  void D5_a_change_of_a_field_that_another_system_owns_is_taken_back_with_one_comment() {
    var base = NspExample.config();
    hub.with(owned(base, Field.RESOLUTION));
    recordSays(Field.RESOLUTION, "Waits for a part");
    hub.delivers(hub.command(UpdateTicket.class));
    var told = issueFields.with(Field.RESOLUTION, "Done");

    hub.sees(ISSUE, "DRIFT-1", told);
    var back = hub.command(UpdateTicket.class);
    assertThat(back.desired()).isEqualTo(Fields.of(Field.RESOLUTION, "Waits for a part"));
    hub.delivers(back);
    var why = hub.command(AddComment.class);
    assertThat(why.ticket()).isEqualTo(ISSUE);
    assertThat(why.text()).contains("resolution", CLEARQUEST);
    hub.reports(
            why,
            new Outcome.Delivered(
                hub.ticket(
                    ISSUE, "DRIFT-1", issueFields.with(Field.RESOLUTION, "Waits for a part")),
                Fields.NONE,
                List.of()))
        .hasNoCommand();
    hub.sees(ISSUE, "DRIFT-1", issueFields.with(Field.RESOLUTION, "Waits for a part"))
        .hasNoCommand();
  }

  private static HubConfig owned(HubConfig base, Field field) {
    var policies = new java.util.TreeMap<>(base.fields());
    policies.put(field, new FieldPolicy(FieldPolicy.Mode.OWNER, CLEARQUEST));
    return new HubConfig(
        base.space(),
        base.systems(),
        policies,
        base.counterparts(),
        base.backwardMoves(),
        base.comments(),
        base.limits());
  }

  @Test
  void a_comment_written_to_a_tool_that_shows_no_comments_is_written_once() {
    var note = new Comment("1", "hanne", hub.now(), "Still down", false, "");
    hub.sees(hub.ticket(RECORD, RECORD_KEY, recordFields).withComments(List.of(note)));
    var mirror = hub.command(AddComment.class);

    hub.reports(
            mirror,
            new Outcome.Delivered(
                hub.ticket(ISSUE, "DRIFT-1", issueFields), Fields.NONE, List.of()))
        .hasNoCommand();
    issueSays(Field.RESOLUTION, "Restarted");
    assertThat(hub.all(CommandIssued.class))
        .extracting(CommandIssued::command)
        .filteredOn(AddComment.class::isInstance)
        .containsExactly(mirror);
  }

  @Test
  void a_mirror_in_an_incomplete_list_of_comments_is_known() {
    var note = new Comment("1", "hanne", hub.now(), "Still down", false, "");
    hub.sees(hub.ticket(RECORD, RECORD_KEY, recordFields).withComments(List.of(note)));
    var marker = hub.command(AddComment.class).marker();
    var mirror = new Comment("9", "hub", hub.now(), "Still down", false, marker);
    var seen = hub.ticket(ISSUE, "DRIFT-1", issueFields);
    hub.sees(
        new Ticket(
            seen.ref(),
            seen.key(),
            seen.kind(),
            seen.version(),
            seen.presence(),
            seen.fields(),
            List.of(mirror),
            false,
            List.of(),
            "",
            null,
            null,
            Map.of()));

    assertThat(hub.last(CommentMirrored.class)).hasSize(1);
  }
}
