package hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.SendNotice;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeDeliveryTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final SendNotice NOTICE =
      new SendNotice(
          "nsp/I-17/contact/4/1",
          17,
          "mail",
          NoticeKind.CONTACT,
          new Recipient.RoleHolder(Role.NSP_INCIDENT_MANAGER),
          "contact",
          Fields.of(Field.PRIORITY, "P1"),
          Attempt.FIRST);

  private static Delivery begun(SendNotice notice) {
    return Delivery.of(
        notice,
        new DeliveryTerms(NOW, Duration.ofSeconds(90), null, (_, one, two) -> one.equals(two)));
  }

  private static Outcome ended(DeliveryAnswer answer) {
    return ((DeliveryStep.Done) begun(NOTICE).answered(answer, NOW).step()).outcome();
  }

  @Test
  void a_notice_is_sent_without_a_look_up() {
    assertThat(begun(NOTICE).step()).isEqualTo(new DeliveryStep.Send(NOTICE));
    assertThat(ended(new DeliveryAnswer.Sent("<1@hub.example>", 2)))
        .isEqualTo(new Outcome.Sent("<1@hub.example>", 2));
  }

  @Test
  void a_notice_that_may_have_been_sent_is_sent_again_at_once() {
    var again = NOTICE.again(new Attempt(2, NOW.minusSeconds(1)));

    assertThat(begun(again).step()).isEqualTo(new DeliveryStep.Send(again));
    assertThat(again.id()).isEqualTo(NOTICE.id());
  }

  @Test
  void a_lost_answer_is_unknown_and_a_refusal_final() {
    assertThat(ended(new DeliveryAnswer.Lost("cut off"))).isInstanceOf(Outcome.Unknown.class);
    assertThat(ended(new DeliveryAnswer.FieldsRefused(Map.of(), "nobody holds the role")))
        .isInstanceOf(Outcome.Refused.class);
  }
}
