package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.ConflictRecorded;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.Input;
import hub.ticket.Change;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What tools claim about times, where their clocks are wrong (design D6).
class ToolClockTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final SpaceScenario hub = new SpaceScenario();
  private final Fields recordFields = record(OPERATIONS).with(Field.counterpart(JIRA), "DRIFT-1");
  private final Fields issueFields = issue("", RECORD_KEY).with(Field.PRIORITY, "P3");

  @BeforeEach
  void two_tickets_in_sync() {
    hub.sees(RECORD, RECORD_KEY, recordFields);
    hub.sees(ISSUE, "DRIFT-1", issueFields).hasNoCommand();
  }

  @Test
  void D6_an_hour_by_a_clock_that_is_an_hour_ahead_proves_nothing() {
    issueSays("P1");
    var claimed = hub.now().plus(HOUR);

    hub.when(
        new Input.OutcomeReported(
            hub.command(UpdateTicket.class).id(),
            new Outcome.Outdated(recordSays("P4", claimed)),
            reading(hub.now().plusSeconds(5), HOUR)));

    assertThat(hub.last(ConflictRecorded.class)).hasSize(1);
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }

  @Test
  void D6_a_time_before_the_ticket_was_last_seen_whole_proves_nothing() {
    hub.when(
        new Input.TicketObserved(
            hub.ticket(ISSUE, "DRIFT-1", issueFields.with(Field.PRIORITY, "P1"))
                .withChanges(null, Map.of(Field.PRIORITY, new Change(hub.now(), "ops", true))),
            reading(hub.now(), Duration.ZERO)));
    var update = hub.command(UpdateTicket.class).id();
    var seenInPart = recordFields.with(Field.TITLE, "Seen while the update is under way");
    hub.when(
        new Input.TicketObserved(
            hub.ticket(RECORD, RECORD_KEY, seenInPart),
            reading(hub.now().plusSeconds(5), Duration.ZERO)));

    hub.when(
        new Input.OutcomeReported(
            update,
            new Outcome.Outdated(recordSays("P2", hub.now().minus(Duration.ofMinutes(10)))),
            reading(hub.now().plusSeconds(10), Duration.ZERO)));

    assertThat(hub.last(ConflictRecorded.class)).hasSize(1);
  }

  @Test
  void D6_a_change_is_known_by_the_time_that_it_had_in_the_hubs_clock() {
    var changed = hub.now();

    hub.when(
        new Input.TicketObserved(
            recordSays("P2", changed.plus(HOUR)), reading(changed.plusSeconds(5), HOUR)));

    assertThat(hub.last(FieldChanged.class))
        .extracting(FieldChanged::claimedAt)
        .containsExactly(changed);
  }

  @Test
  void D7_a_late_write_is_the_hubs_though_the_tools_clock_is_an_hour_ahead() {
    aWriteOfP1HasNoAnswerAndIsNotWantedAnyMore();
    var tookEffect = hub.now().plusSeconds(30);

    hub.when(
        new Input.TicketObserved(
            recordSays("P1", tookEffect.plus(HOUR)),
            reading(hub.now().plus(Duration.ofHours(3)), HOUR)));

    assertIsTheHubs();
  }

  @Test
  void D7_a_clock_that_was_set_meanwhile_does_not_prove_that_a_late_write_is_a_persons() {
    hub.when(
        new Input.TicketObserved(
            hub.ticket(RECORD, RECORD_KEY, recordFields), reading(hub.now().plusSeconds(1), HOUR)));
    aWriteOfP1HasNoAnswerAndIsNotWantedAnyMore();
    var tookEffect = hub.now().plusSeconds(30);

    hub.when(
        new Input.TicketObserved(
            recordSays("P1", tookEffect.plus(HOUR)),
            reading(hub.now().plus(Duration.ofHours(3)), Duration.ZERO)));

    assertIsTheHubs();
  }

  @Test
  void D7_a_time_after_the_ticket_was_read_does_not_prove_that_a_late_write_is_a_persons() {
    aWriteOfP1HasNoAnswerAndIsNotWantedAnyMore();

    hub.when(
        new Input.TicketObserved(
            recordSays("P1", hub.now().plus(HOUR)),
            reading(hub.now().plus(Duration.ofMinutes(30)), Duration.ZERO)));

    assertIsTheHubs();
  }

  @Test
  void D7_what_is_entered_after_a_late_write_has_settled_is_a_persons() {
    aWriteOfP1HasNoAnswerAndIsNotWantedAnyMore();
    var entered = hub.now().plus(HOUR);

    hub.when(
        new Input.TicketObserved(
            recordSays("P1", entered),
            reading(hub.now().plus(HOUR.multipliedBy(2)), Duration.ZERO)));

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }

  private void aWriteOfP1HasNoAnswerAndIsNotWantedAnyMore() {
    issueSays("P1");
    hub.reports(hub.command(UpdateTicket.class), new Outcome.Unknown("reset", hub.now()));
    issueSays("P2");
  }

  private void assertIsTheHubs() {
    assertThat(hub.last(InputSetAside.class)).hasSize(1);
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P2");
  }

  private void issueSays(String priority) {
    hub.sees(ISSUE, "DRIFT-1", issueFields.with(Field.PRIORITY, priority));
  }

  private Ticket recordSays(String priority, Instant claimed) {
    return hub.ticket(RECORD, RECORD_KEY, recordFields.with(Field.PRIORITY, priority))
        .withChanges(null, Map.of(Field.PRIORITY, new Change(claimed, "desk", true)));
  }

  private static Reading reading(Instant at, Duration ahead) {
    return new Reading(at, at, ahead);
  }
}
