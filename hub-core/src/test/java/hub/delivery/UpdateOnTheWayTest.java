package hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.DeliveryAnswer.Was;
import hub.delivery.DeliveryStep.Transition;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A write of several requests, and what happens between them.
class UpdateOnTheWayTest {

  private static final TicketRef TICKET = new TicketRef("jira-ops", "10042");
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Fields BASE =
      Fields.of(Map.of(Field.STATUS, "ASSIGNED", Field.ROOT_CAUSE, ""));
  private static final Fields DESIRED =
      Fields.of(Map.of(Field.STATUS, "RESOLVED", Field.ROOT_CAUSE, "a full disk"));
  private static final NotNow DEAD = new NotNow(Outcome.Trouble.DEAD, "connection refused", null);

  @Test
  void a_status_is_reached_over_the_steps_of_the_workflow() {
    var end =
        written(null)
            .answered(was("ASSIGNED"), NOW)
            .answered(new Moved(TICKET, "IN_PROGRESS"), NOW)
            .answered(was("IN_PROGRESS"), NOW)
            .answered(new Moved(TICKET, "RESOLVED"), NOW)
            .answered(was("RESOLVED"), NOW);

    assertThat(outcome(end)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void a_status_that_somebody_sets_between_two_steps_is_not_written_over() {
    var moved =
        written(null)
            .answered(was("ASSIGNED"), NOW)
            .answered(new Moved(TICKET, "IN_PROGRESS"), NOW);

    assertThat(outcome(moved.answered(was("CLOSED"), NOW))).isInstanceOf(Outcome.Outdated.class);
    assertThat(outcome(written(null).answered(was("CLOSED"), NOW)))
        .isInstanceOf(Outcome.Outdated.class);
  }

  /// The hub's step was taken, or there would have been no way on from it.
  @Test
  void a_status_that_somebody_sets_after_the_last_step_was_set_in_knowledge_of_it() {
    var moved =
        written(null).answered(was("ASSIGNED"), NOW).answered(new Moved(TICKET, "RESOLVED"), NOW);

    assertThat(outcome(moved.answered(was("CLOSED"), NOW)))
        .isEqualTo(new Outcome.Delivered(was("CLOSED").ticket(), DESIRED, List.of()));
    assertThat(outcome(moved.answered(was("ASSIGNED"), NOW)))
        .as("a step that was acknowledged and not taken")
        .isInstanceOf(Outcome.Outdated.class);
  }

  @Test
  void a_workflow_that_does_not_say_where_it_leads_is_walked_as_it_is_found() {
    var moved = written(null).answered(was("ASSIGNED"), NOW).answered(new Moved(TICKET, ""), NOW);

    assertThat(moved.answered(was("IN_PROGRESS"), NOW).step()).isInstanceOf(Transition.class);
  }

  @Test
  void a_tool_that_goes_away_half_way_leaves_open_what_it_holds() {
    var half = written(null).answered(was("ASSIGNED"), NOW).answered(DEAD, NOW);

    assertThat(outcome(half)).isEqualTo(new Outcome.Unknown("connection refused", NOW));
  }

  @Test
  void what_an_attempt_did_before_a_crash_stays_open_while_the_tool_cannot_be_read() {
    var crashed = NOW.minusSeconds(5);

    assertThat(outcome(begun(crashed).answered(DEAD, NOW)))
        .isEqualTo(new Outcome.Unknown("connection refused", crashed));
    assertThat(outcome(begun(null).answered(DEAD, NOW))).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void a_code_that_the_tool_has_not_taken_is_refused_and_a_text_may_be_its_own_form() {
    var before = BASE.with(Field.PRIORITY, "P3");
    var update =
        new UpdateTicket(
            "u-1",
            1,
            TICKET,
            before,
            Fields.of(Map.of(Field.PRIORITY, "P1", Field.ROOT_CAUSE, "a full disk")),
            Attempt.FIRST);
    var read = new Was(Ticket.of(TICKET, "DRIFT-42", new Version(8), before));

    var end =
        Delivery.of(
                update,
                new DeliveryTerms(
                    NOW, Duration.ofSeconds(90), null, (_, one, other) -> one.equals(other)))
            .answered(read, NOW)
            .answered(new Accepted(TICKET), NOW)
            .answered(read, NOW);

    assertThat(((Outcome.Refused) outcome(end)).causes()).containsOnlyKeys(Field.PRIORITY);
  }

  /// After the first of its requests.
  private static Delivery written(@Nullable Instant crashed) {
    return begun(crashed).answered(was("ASSIGNED"), NOW).answered(new Accepted(TICKET), NOW);
  }

  private static Delivery begun(@Nullable Instant crashed) {
    return Delivery.of(
        new UpdateTicket("u-1", 1, TICKET, BASE, DESIRED, Attempt.FIRST),
        new DeliveryTerms(
            NOW, Duration.ofSeconds(90), crashed, (_, one, other) -> one.equals(other)));
  }

  private static Was was(String status) {
    return new Was(Ticket.of(TICKET, "DRIFT-42", new Version(7), BASE.with(Field.STATUS, status)));
  }

  private static Outcome outcome(Delivery end) {
    return ((DeliveryStep.Done) end.step()).outcome();
  }
}
