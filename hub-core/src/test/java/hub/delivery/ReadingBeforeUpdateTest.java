package hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.UpdateTicket;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingBeforeUpdateTest {

  private static final TicketRef TICKET = new TicketRef("jira-ops", "10042");
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void a_field_that_held_something_and_is_no_longer_shown_is_refused() {
    var outcome = outcome("three nodes", "four nodes", Fields.of(Field.PRIORITY, "P2"));

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    var refused = (Outcome.Refused) outcome;
    assertThat(refused.causes()).containsOnlyKeys(Field.ROOT_CAUSE);
    assertThat(refused.causes().get(Field.ROOT_CAUSE)).contains("no longer shows");
    assertThat(refused.ticket()).isNotNull();
  }

  @Test
  void it_is_refused_when_it_should_become_empty_too() {
    assertThat(outcome("three nodes", "", Fields.NONE)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void a_field_that_was_empty_may_be_left_out_by_the_tool() {
    assertThat(next("", "four nodes", Fields.NONE).step())
        .isEqualTo(new DeliveryStep.Update(TICKET, Fields.of(Field.ROOT_CAUSE, "four nodes")));
  }

  @Test
  void a_field_that_a_person_has_emptied_is_outdated() {
    assertThat(outcome("three nodes", "four nodes", Fields.of(Field.ROOT_CAUSE, "")))
        .isInstanceOf(Outcome.Outdated.class);
  }

  @Test
  void what_somebody_else_has_entered_before_the_first_attempt_is_not_the_hubs() {
    var held = Fields.of(Field.ROOT_CAUSE, "four nodes");

    var first = outcome(Attempt.FIRST, "three nodes", "four nodes", held);
    assertThat(((Outcome.Delivered) first).sent()).isEqualTo(Fields.NONE);

    var second = outcome(new Attempt(2, NOW.minusSeconds(600)), "three nodes", "four nodes", held);
    assertThat(((Outcome.Delivered) second).sent()).isEqualTo(held);
  }

  private static Outcome outcome(String base, String desired, Fields held) {
    return outcome(Attempt.FIRST, base, desired, held);
  }

  private static Outcome outcome(Attempt attempt, String base, String desired, Fields held) {
    var step = next(attempt, base, desired, held).step();
    assertThat(step).isInstanceOf(DeliveryStep.Done.class);
    return ((DeliveryStep.Done) step).outcome();
  }

  private static Delivery next(String base, String desired, Fields held) {
    return next(Attempt.FIRST, base, desired, held);
  }

  private static Delivery next(Attempt attempt, String base, String desired, Fields held) {
    var command =
        new UpdateTicket(
            "u-1",
            1,
            TICKET,
            Fields.of(Field.ROOT_CAUSE, base),
            Fields.of(Field.ROOT_CAUSE, desired),
            attempt);
    var terms =
        new DeliveryTerms(NOW, Duration.ofSeconds(90), null, (_, one, other) -> one.equals(other));
    return Delivery.of(command, terms)
        .answered(new DeliveryAnswer.Was(Ticket.of(TICKET, "DRIFT-42", new Version(7), held)), NOW);
  }
}
