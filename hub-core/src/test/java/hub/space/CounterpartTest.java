package hub.space;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.FMK;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.CorrelationConflictRaised;
import hub.incident.IncidentEvent.DuplicateDetected;
import hub.incident.IncidentEvent.IncidentOpened;
import hub.incident.IncidentEvent.IncidentsMerged;
import hub.incident.IncidentId;
import hub.incident.Input.PauseRequested;
import hub.incident.Input.ResumeRequested;
import hub.incident.Input.UnlinkRequested;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Steps 4, 5b and N/A: which ticket begets which, exactly once, and the ids on both sides.
class CounterpartTest {

  static final TicketRef RECORD = new TicketRef(CLEARQUEST, "33554433");
  static final TicketRef ISSUE = new TicketRef(JIRA, "10001");
  static final TicketRef OTHER_ISSUE = new TicketRef(JIRA, "10002");
  static final String RECORD_KEY = "NSP00000001";

  final SpaceScenario hub = new SpaceScenario();

  static Fields record(String assignee) {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "FMK svarer ikke",
            Field.PRIORITY,
            "P3",
            Field.STATUS,
            "ASSIGNED",
            Field.ASSIGNEE,
            assignee,
            Field.USER_IMPACT,
            "",
            Field.counterpart(JIRA),
            ""));
  }

  static Fields issue(String userImpact, String record) {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "Gateway timeouts",
            Field.PRIORITY,
            "P2",
            Field.STATUS,
            "ASSIGNED",
            Field.USER_IMPACT,
            userImpact,
            Field.counterpart(CLEARQUEST),
            record));
  }

  private CreateTicket createdFor(Fields fields) {
    return hub.sees(RECORD, RECORD_KEY, fields).command(CreateTicket.class);
  }

  private void deliverCreate(CreateTicket command, TicketRef ref, String key) {
    var fields = issue("", RECORD_KEY).with(Field.PRIORITY, "P3").with(Field.TITLE, "FMK");
    deliverCreate(command, hub.ticket(ref, key, fields));
  }

  private void deliverCreate(CreateTicket command, Ticket made) {
    hub.reports(
        command,
        new Outcome.Delivered(made.withMarker(command.marker()), command.fields(), List.of()));
  }

  /// An issue as the hub made it, in another status.
  private Ticket madeIn(String status) {
    var fields = issue("", RECORD_KEY).with(Field.PRIORITY, "P3").with(Field.STATUS, status);
    return hub.ticket(ISSUE, "DRIFT-1", fields);
  }

  @Test
  void R4_2_a_record_assigned_to_the_operations_supplier_begets_one_jira_issue() {
    var create = createdFor(record(OPERATIONS));

    assertThat(create.system()).isEqualTo(JIRA);
    assertThat(create.ruleId()).isEqualTo("R4.2");
    assertThat(create.fields().getOrEmpty(Field.counterpart(CLEARQUEST))).isEqualTo(RECORD_KEY);
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P2")).hasNoCommand();
  }

  /// The sink looks at what it has made a moment later, and somebody was faster.
  @Test
  void R10_1_a_ticket_that_somebody_solves_before_the_hub_has_looked_is_solved() {
    var create = createdFor(record(OPERATIONS));

    deliverCreate(create, madeIn("RESOLVED"));

    assertThat(hub.value(1, Field.STATUS)).isEqualTo("RESOLVED");
  }

  @Test
  void R4_2_where_the_workflow_of_a_new_ticket_begins_is_no_news() {
    var create = createdFor(record(OPERATIONS));

    deliverCreate(create, madeIn("TRIAGED"));

    assertThat(hub.value(1, Field.STATUS)).isEqualTo("ASSIGNED");
  }

  @Test
  void R5b_1_a_ticket_that_somebody_takes_up_before_the_hub_has_looked_is_in_progress() {
    var create = createdFor(record(OPERATIONS));

    deliverCreate(create, madeIn("IN_PROGRESS"));

    assertThat(hub.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
  }

  /// Its tool is paused while nobody knows whether the first attempt has made a ticket.
  @Test
  void R4_2_a_create_that_was_given_up_goes_on_where_it_was() {
    var create = createdFor(record(OPERATIONS));
    var reached = hub.now();
    hub.reports(create, new Outcome.Unknown("no answer", reached))
        .when(new PauseRequested("operator", JIRA))
        .after(Duration.ofMinutes(10))
        .sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P2"))
        .hasNoCommand();

    hub.when(new ResumeRequested("operator", JIRA));

    var again = hub.command(CreateTicket.class);
    assertThat(again.attempt()).isEqualTo(new Attempt(2, reached));
    assertThat(again.fields()).isEqualTo(create.fields());
  }

  @Test
  void R5b_2_a_ticket_of_a_create_that_was_given_up_does_not_bring_back_its_priority() {
    var create = createdFor(record(OPERATIONS));
    hub.reports(create, new Outcome.Unknown("no answer", hub.now()))
        .when(new PauseRequested("operator", JIRA))
        .after(Duration.ofMinutes(10))
        .sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P4"));

    hub.sees(
        hub.ticket(ISSUE, "DRIFT-1", issue("", RECORD_KEY).with(Field.PRIORITY, "P3"))
            .withMarker(create.marker()));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P4");
  }

  @Test
  void an_issue_that_was_taken_out_while_it_was_being_made_stays_out() {
    var create = createdFor(record(OPERATIONS));
    hub.sees(hub.ticket(ISSUE, "DRIFT-1", issue("", RECORD_KEY)).withMarker(create.marker()))
        .when(new UnlinkRequested("operator", new IncidentId(1), ISSUE));

    deliverCreate(create, ISSUE, "DRIFT-1");

    assertThat(hub.all(IncidentsMerged.class)).isEmpty();
    assertThat(hub.space.incidentOf(ISSUE).orElseThrow().id()).isEqualTo(new IncidentId(2));
    assertThat(hub.command(CreateTicket.class).marker()).isNotEqualTo(create.marker());
  }

  /// What was read back is older than what is known, so it does not tell what the tool has made of
  /// the hub's value.
  @Test
  void what_somebody_entered_after_a_write_is_not_what_the_tool_has_made_of_it() {
    var create = createdFor(record(OPERATIONS));
    var made = issue("", RECORD_KEY).with(Field.PRIORITY, "P3").with(Field.TITLE, "FMK");
    var readBack = hub.ticket(ISSUE, "DRIFT-1", made).withMarker(create.marker());
    hub.sees(
        hub.ticket(ISSUE, "DRIFT-1", made.with(Field.counterpart(CLEARQUEST), ""))
            .withMarker(create.marker()));

    hub.reports(create, new Outcome.Delivered(readBack, create.fields(), List.of()));

    var shadow = hub.space.shadow(ISSUE).orElseThrow();
    assertThat(shadow.ours()).doesNotContainKey(Field.counterpart(CLEARQUEST));
  }

  @Test
  void R4_3_a_record_assigned_to_the_fmk_supplier_stays_in_clearquest() {
    hub.sees(RECORD, RECORD_KEY, record(FMK)).hasNoCommand();
  }

  @Test
  void R5b_1_the_key_of_the_created_issue_is_stored_in_the_record() {
    deliverCreate(createdFor(record(OPERATIONS)), ISSUE, "DRIFT-1");

    var update = hub.command(UpdateTicket.class);
    assertThat(update.ticket()).isEqualTo(RECORD);
    assertThat(update.desired()).isEqualTo(Fields.of(Field.counterpart(JIRA), "DRIFT-1"));
    hub.delivers(update).hasNoCommand();
  }

  @Test
  void a_create_that_took_long_does_not_bring_back_the_priority_it_was_made_with() {
    var create = createdFor(record(OPERATIONS));
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P4"));

    deliverCreate(create, ISSUE, "DRIFT-1");

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P4");
    assertThat(hub.incident(1).conflicts()).isEmpty();
  }

  @Test
  void R5b_1_a_hand_made_issue_with_the_clearquest_id_is_adopted() {
    hub.sees(RECORD, RECORD_KEY, record(FMK));
    hub.sees(ISSUE, "DRIFT-7", issue("", RECORD_KEY));

    assertThat(hub.incident(1).members()).containsOnlyKeys(RECORD, ISSUE);
    assertThat(hub.all(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void R5b_1_the_order_of_record_and_hand_made_issue_does_not_matter() {
    hub.sees(ISSUE, "DRIFT-7", issue("", RECORD_KEY));
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS));

    assertThat(hub.incident(1).members()).containsOnlyKeys(RECORD, ISSUE);
    assertThat(hub.last(IncidentOpened.class)).isEmpty();
  }

  @Test
  void a_key_written_into_the_record_is_awaited_and_not_made_again() {
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.counterpart(JIRA), "DRIFT-7"))
        .hasNoCommand();

    hub.sees(ISSUE, "DRIFT-7", issue("", ""));

    assertThat(hub.incident(1).members()).containsOnlyKeys(RECORD, ISSUE);
  }

  @Test
  void R5b_1_another_key_in_place_of_the_one_that_was_written_is_set_right() {
    hub.sees(RECORD, RECORD_KEY, record(FMK));
    hub.sees(ISSUE, "DRIFT-7", issue("no", RECORD_KEY));
    var update = hub.command(UpdateTicket.class);

    hub.reports(
        update,
        new Outcome.Delivered(
            hub.ticket(RECORD, RECORD_KEY, record(FMK).with(Field.counterpart(JIRA), "NOWHERE-1")),
            update.desired(),
            List.of()));

    assertThat(hub.command(UpdateTicket.class).desired())
        .isEqualTo(Fields.of(Field.counterpart(JIRA), "DRIFT-7"));
  }

  @Test
  void RNA_1_an_issue_that_affects_users_gets_its_record_which_begets_no_second_issue() {
    hub.sees(ISSUE, "DRIFT-7", issue("", "")).hasNoCommand();
    var create = hub.sees(ISSUE, "DRIFT-7", issue("yes", "")).command(CreateTicket.class);
    assertThat(create.system()).isEqualTo(CLEARQUEST);
    assertThat(create.fields().getOrEmpty(Field.ASSIGNEE)).isEqualTo(OPERATIONS);

    hub.reports(
        create,
        new Outcome.Delivered(
            hub.ticket(
                    RECORD,
                    RECORD_KEY,
                    record(OPERATIONS)
                        .with(Field.PRIORITY, "P2")
                        .with(Field.USER_IMPACT, "yes")
                        .with(Field.counterpart(JIRA), "DRIFT-7"))
                .withMarker(create.marker()),
            create.fields(),
            List.of()));

    var update = hub.command(UpdateTicket.class);
    assertThat(update.desired()).isEqualTo(Fields.of(Field.counterpart(CLEARQUEST), RECORD_KEY));
    hub.delivers(update).hasNoCommand();
  }

  @Test
  void RNA_2_an_issue_that_does_not_affect_users_stays_in_jira() {
    hub.sees(ISSUE, "DRIFT-7", issue("no", "")).hasNoCommand();
  }

  @Test
  void one_record_named_in_anothers_text_merges_nothing() {
    hub.sees(RECORD, RECORD_KEY, record(FMK));
    hub.sees(
        new TicketRef(CLEARQUEST, "33554434"),
        "NSP00000002",
        record(FMK).with(Field.DESCRIPTION, "Same as " + RECORD_KEY + "?"));

    assertThat(hub.all(IncidentOpened.class)).hasSize(2);
    assertThat(hub.all(IncidentsMerged.class)).isEmpty();
  }

  @Test
  void an_issue_made_by_hand_in_the_same_second_ends_in_one_incident_when_the_look_up_finds_it() {
    var create = createdFor(record(OPERATIONS));
    var handMade = hub.ticket(ISSUE, "DRIFT-7", issue("", RECORD_KEY));
    hub.sees(handMade);
    assertThat(hub.last(CorrelationConflictRaised.class)).hasSize(1);

    hub.reports(create, new Outcome.Delivered(handMade, Fields.NONE, List.of()));

    assertThat(hub.incident(1).members()).containsOnlyKeys(RECORD, ISSUE);
    assertThat(hub.incident(1).correlationConflicts()).isEmpty();
    assertThat(hub.incident(2).id()).isEqualTo(new IncidentId(1));
  }

  @Test
  void an_issue_made_by_hand_beside_the_created_one_is_a_visible_conflict() {
    var create = createdFor(record(OPERATIONS));
    deliverCreate(create, ISSUE, "DRIFT-1");

    hub.sees(OTHER_ISSUE, "DRIFT-2", issue("yes", RECORD_KEY)).hasNoCommand();

    assertThat(hub.last(CorrelationConflictRaised.class)).hasSize(1);
    assertThat(hub.incident(2).correlationConflicts()).containsOnlyKeys(OTHER_ISSUE);
  }

  @Test
  void a_second_ticket_with_the_marker_is_closed_and_shown() {
    var create = createdFor(record(OPERATIONS));
    deliverCreate(create, ISSUE, "DRIFT-1");

    hub.sees(hub.ticket(OTHER_ISSUE, "DRIFT-2", issue("", RECORD_KEY)).withMarker(create.marker()));

    assertThat(hub.command(CloseDuplicate.class).ticket()).isEqualTo(OTHER_ISSUE);
    assertThat(hub.incident(1).members()).containsOnlyKeys(RECORD, ISSUE);
  }

  @Test
  void a_ticket_made_by_hand_that_a_look_up_finds_too_late_is_a_conflict_and_not_closed() {
    var create = createdFor(record(OPERATIONS));
    deliverCreate(create, ISSUE, "DRIFT-1");
    hub.delivers(hub.command(UpdateTicket.class));
    hub.when(new UnlinkRequested("op", new IncidentId(1), ISSUE));
    var second = hub.command(CreateTicket.class);
    // Somebody has written the hub's second mark into no ticket, but the record's key into two.
    hub.sees(
        hub.ticket(new TicketRef(JIRA, "10003"), "DRIFT-3", issue("", RECORD_KEY))
            .withMarker(second.marker()));

    hub.reports(
        second,
        new Outcome.Delivered(
            hub.ticket(OTHER_ISSUE, "DRIFT-2", issue("", RECORD_KEY)), Fields.NONE, List.of()));

    assertThat(hub.all(DuplicateDetected.class)).isEmpty();
    assertThat(hub.last(CorrelationConflictRaised.class)).hasSize(1);
    assertThat(hub.space.incidentOf(OTHER_ISSUE)).isPresent();
  }

  @Test
  void a_create_refused_as_a_whole_is_tried_again_when_its_origin_says_something_else() {
    var create = createdFor(record(OPERATIONS));
    hub.reports(create, new Outcome.Refused(Map.of(), "the summary is empty", null)).hasNoCommand();
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS)).hasNoCommand();

    var again =
        hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P2"))
            .command(CreateTicket.class);

    assertThat(again.marker()).isEqualTo(create.marker());
  }

  @Test
  void a_field_refused_in_a_create_is_tried_again_with_another_value() {
    var create = createdFor(record(OPERATIONS));
    hub.reports(create, new Outcome.Refused(Map.of(Field.PRIORITY, "not legal"), "refused", null));
    assertThat(hub.command(CreateTicket.class).fields().get(Field.PRIORITY)).isEmpty();
    hub.reports(
        hub.command(CreateTicket.class), new Outcome.Refused(Map.of(), "no priority", null));

    var again =
        hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P2"))
            .command(CreateTicket.class);

    assertThat(again.fields().getOrEmpty(Field.PRIORITY)).isEqualTo("P2");
  }

  @Test
  void a_lost_answer_is_looked_up_again_under_the_same_id() {
    var create = createdFor(record(OPERATIONS));
    hub.reports(create, new Outcome.Unknown("connection reset", hub.now())).hasNoCommand();

    var again = hub.after(Duration.ofSeconds(3)).command(CreateTicket.class);

    assertThat(again.id()).isEqualTo(create.id());
    assertThat(again.attempt().number()).isEqualTo(2);
    assertThat(again.attempt().lastMayHaveReachedAt()).isNotNull();
  }

  @Test
  void after_an_unlink_the_record_gets_another_issue_under_another_id() {
    var create = createdFor(record(OPERATIONS));
    deliverCreate(create, ISSUE, "DRIFT-1");
    hub.delivers(hub.command(UpdateTicket.class));

    hub.when(new UnlinkRequested("op", new IncidentId(1), ISSUE));

    var second = hub.command(CreateTicket.class);
    assertThat(second.id()).isNotEqualTo(create.id());
    assertThat(hub.incident(2).members()).containsOnlyKeys(ISSUE);
  }
}
