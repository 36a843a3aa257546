package hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.Found;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.DeliveryAnswer.Was;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreateDeliveryTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final TicketRef RECORD = new TicketRef("clearquest", "1");
  private static final Fields WANTED =
      Fields.of(Map.of(Field.TITLE, "Sag", Field.STATUS, "ASSIGNED"));

  @Test
  void a_status_at_which_the_tool_begins_is_not_what_it_made_of_the_wanted_one() {
    var create =
        new CreateTicket("c-1", 17, "clearquest", "nsp-i17", WANTED, "RNA.1", Attempt.FIRST);
    var made =
        Ticket.of(RECORD, "NSP1", new Version(1), WANTED.with(Field.STATUS, "RECEIVED"))
            .withMarker("nsp-i17");
    var terms =
        new DeliveryTerms(NOW, Duration.ofSeconds(90), null, (_, one, two) -> one.equals(two));

    var end =
        Delivery.of(create, terms)
            .answered(new Found(List.of()), NOW)
            .answered(new Accepted(RECORD), NOW)
            .answered(new Was(made), NOW)
            .answered(new Found(List.of(made)), NOW);

    var sent = Fields.of(Field.TITLE, "Sag");
    assertThat(((DeliveryStep.Done) end.step()).outcome())
        .isEqualTo(new Outcome.Delivered(made, sent, List.of()));
  }

  @Test
  void a_look_up_that_began_before_the_tool_had_settled_allows_no_second_create() {
    var open = new Attempt(2, NOW.minusSeconds(80));
    var create = new CreateTicket("c-1", 17, "clearquest", "nsp-i17", WANTED, "RNA.1", open);
    var terms =
        new DeliveryTerms(NOW, Duration.ofSeconds(90), null, (_, one, two) -> one.equals(two));

    var end = Delivery.of(create, terms).answered(new Found(List.of()), NOW.plusSeconds(20));

    assertThat(((DeliveryStep.Done) end.step()).outcome())
        .isEqualTo(
            new Outcome.Unknown("an earlier attempt may still take effect", NOW.minusSeconds(80)));
  }

  /// A crash has cut off the attempt that made it. Somebody may change it before the hub sees it,
  /// so what was put into it must not be forgotten.
  @Test
  void a_ticket_that_is_found_but_cannot_be_read_was_reached_by_the_attempt_that_made_it() {
    var create =
        new CreateTicket("c-1", 17, "clearquest", "nsp-i17", WANTED, "RNA.1", Attempt.FIRST);
    var made = Ticket.of(RECORD, "NSP1", new Version(1), WANTED).withMarker("nsp-i17");
    var crash = NOW.minusSeconds(5);
    var terms =
        new DeliveryTerms(NOW, Duration.ofSeconds(90), crash, (_, one, two) -> one.equals(two));

    var end =
        Delivery.of(create, terms)
            .answered(new Found(List.of(made)), NOW)
            .answered(new NotNow(Outcome.Trouble.DEAD, "connection refused", null), NOW);

    assertThat(((DeliveryStep.Done) end.step()).outcome())
        .isEqualTo(new Outcome.Unknown("connection refused", crash));
  }

  @Test
  void of_two_tickets_the_older_counts_as_reached_though_it_cannot_be_read() {
    var create =
        new CreateTicket("c-1", 17, "clearquest", "nsp-i17", WANTED, "RNA.1", Attempt.FIRST);
    var made = Ticket.of(RECORD, "NSP2", new Version(1), WANTED).withMarker("nsp-i17");
    var older =
        Ticket.of(new TicketRef("clearquest", "0"), "NSP1", new Version(1), WANTED)
            .withMarker("nsp-i17");
    var terms =
        new DeliveryTerms(NOW, Duration.ofSeconds(90), null, (_, one, two) -> one.equals(two));

    var end =
        Delivery.of(create, terms)
            .answered(new Found(List.of()), NOW)
            .answered(new Accepted(RECORD), NOW)
            .answered(new Was(made), NOW)
            .answered(new Found(List.of(older, made)), NOW)
            .answered(new NotNow(Outcome.Trouble.DEAD, "connection refused", null), NOW);

    assertThat(((DeliveryStep.Done) end.step()).outcome())
        .isEqualTo(new Outcome.Unknown("connection refused", NOW));
  }
}
