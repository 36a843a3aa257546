package hub.space;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.OPERATIONS;
import static hub.space.NspExample.RFCS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.NoticeKind;
import hub.delivery.Outcome;
import hub.delivery.Recipient.RoleHolder;
import hub.incident.Gate;
import hub.incident.IncidentEvent.GateBypassed;
import hub.incident.IncidentEvent.GateSatisfied;
import hub.incident.IncidentEvent.NoticeDue;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reference;
import hub.ticket.Role;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Steps 11 and 15 as far as they are gates: what a person does in his own tool stays, and is not
/// carried on (invariant 8).
class GateTest {

  private static final TicketRef RECORD = CounterpartTest.RECORD;
  private static final TicketRef ISSUE = CounterpartTest.ISSUE;

  private final SpaceScenario hub = new SpaceScenario().with(NspExample.withContacts()).connected();

  /// A P1 that lives in ClearQuest and in Jira.
  @BeforeEach
  void open() {
    var create =
        hub.sees(
                RECORD,
                "NSP00000001",
                record("ASSIGNED", "").with(Field.counterpart("jira-ops"), ""))
            .command(CreateTicket.class);
    var held = issue("ASSIGNED");
    hub.reports(
        create,
        new Outcome.Delivered(
            hub.ticket(ISSUE, "DRIFT-1", held).withMarker(create.marker()),
            create.fields(),
            List.of()));
    hub.delivers(hub.command(UpdateTicket.class));
  }

  private static Fields record(String status, String reportApproved) {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "Nothing works",
            Field.PRIORITY,
            "P1",
            Field.STATUS,
            status,
            Field.ASSIGNEE,
            OPERATIONS,
            NspExample.REPORT_APPROVED,
            reportApproved,
            Field.counterpart("jira-ops"),
            "DRIFT-1"));
  }

  private static Fields issue(String status) {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "Nothing works",
            Field.PRIORITY,
            "P1",
            Field.STATUS,
            status,
            Field.counterpart(CLEARQUEST),
            "NSP00000001"));
  }

  private void recordIs(String status, String reportApproved) {
    hub.sees(RECORD, "NSP00000001", record(status, reportApproved));
  }

  private List<NoticeDue> tasks() {
    return hub.last(NoticeDue.class).stream()
        .filter(notice -> notice.kind() == NoticeKind.TASK)
        .toList();
  }

  @Test
  void R11_4_pending_release_without_an_RFC_is_not_carried_on_until_one_is_named() {
    recordIs("PENDING_RELEASE", "");

    assertThat(hub.last(GateBypassed.class)).hasSize(1);
    assertThat(tasks().getFirst().recipient())
        .isEqualTo(new RoleHolder(Role.NATIONAL_SERVICE_DESK));
    hub.hasNoCommandFor(ISSUE, Field.STATUS);

    var rfc = new Reference(Reference.Kind.RELATED, RFCS, "SDS-7");
    hub.sees(
        hub.ticket(RECORD, "NSP00000001", record("PENDING_RELEASE", ""))
            .withReferences(List.of(rfc)));
    assertThat(hub.last(GateSatisfied.class)).hasSize(1);
    assertThat(hub.command(UpdateTicket.class).desired().getOrEmpty(Field.STATUS))
        .isEqualTo("PENDING_RELEASE");
  }

  @Test
  void R15_1_closing_a_P1_without_an_approved_report_is_recorded_and_not_carried_on() {
    recordIs("CLOSED", "");

    assertThat(hub.last(GateBypassed.class))
        .extracting(GateBypassed::gate)
        .containsExactly(Gate.CLOSING_NEEDS_REPORT);
    assertThat(tasks().getFirst().recipient()).isEqualTo(new RoleHolder(Role.NSP_INCIDENT_MANAGER));
    hub.hasNoCommandFor(ISSUE, Field.STATUS);

    recordIs("CLOSED", "yes");
    assertThat(hub.command(UpdateTicket.class).desired().getOrEmpty(Field.STATUS))
        .isEqualTo("CLOSED");
  }

  @Test
  void R15_1_with_an_approved_report_closing_is_carried_on_at_once() {
    recordIs("CLOSED", "yes");

    assertThat(hub.all(GateBypassed.class)).isEmpty();
    assertThat(hub.command(UpdateTicket.class).desired().getOrEmpty(Field.STATUS))
        .isEqualTo("CLOSED");
  }

  @Test
  void R15_1_a_person_may_override_with_a_reason_and_not_without() {
    recordIs("CLOSED", "");
    var gate = Gate.CLOSING_NEEDS_REPORT;
    hub.when(new Input.GateOverrideRequested("olga", new IncidentId(1), gate, ""));
    hub.hasNoCommand();
    hub.when(new Input.GateOverrideRequested("olga", new IncidentId(1), gate, "agreed by phone"));

    assertThat(hub.command(UpdateTicket.class).desired().getOrEmpty(Field.STATUS))
        .isEqualTo("CLOSED");
  }

  @Test
  void R15_2_closing_without_words_about_the_solution_is_not_carried_on_until_there_are_some() {
    hub.with(NspExample.withSolutionGate());
    recordIs("CLOSED", "yes");

    assertThat(hub.last(GateBypassed.class))
        .extracting(GateBypassed::gate)
        .containsExactly(Gate.CLOSING_NEEDS_SOLUTION);
    assertThat(tasks().getFirst().recipient())
        .isEqualTo(new RoleHolder(Role.NATIONAL_SERVICE_DESK));
    hub.hasNoCommandFor(ISSUE, Field.STATUS);

    hub.sees(RECORD, "NSP00000001", record("CLOSED", "yes").with(Field.ROOT_CAUSE, "Full disk"));
    assertThat(hub.last(GateSatisfied.class)).hasSize(1);
    assertThat(hub.command(UpdateTicket.class).desired().getOrEmpty(Field.STATUS))
        .isEqualTo("CLOSED");
  }

  @Test
  void R15_2_of_two_gates_that_were_passed_each_must_be_overridden() {
    hub.with(NspExample.withSolutionGate());
    recordIs("CLOSED", "");
    assertThat(hub.last(GateBypassed.class)).hasSize(2);

    override(Gate.CLOSING_NEEDS_SOLUTION).hasNoCommandFor(ISSUE, Field.STATUS);
    override(Gate.CLOSING_NEEDS_REPORT);

    assertThat(hub.command(UpdateTicket.class).desired().getOrEmpty(Field.STATUS))
        .isEqualTo("CLOSED");
  }

  private SpaceScenario override(Gate gate) {
    return hub.when(
        new Input.GateOverrideRequested("olga", new IncidentId(1), gate, "agreed by phone"));
  }

  @Test
  void what_is_taken_back_needs_no_gate_any_more() {
    recordIs("PENDING_RELEASE", "");
    recordIs("IN_PROGRESS", "");

    assertThat(hub.last(GateSatisfied.class)).hasSize(1);
  }
}
