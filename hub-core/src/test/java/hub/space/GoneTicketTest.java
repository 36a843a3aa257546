package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.RefreshTicket;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.Input;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A ticket that a tool no longer shows is marked, not forgotten (design §5).
class GoneTicketTest {

  private final SpaceScenario hub = new SpaceScenario();
  private final Fields fields = record(OPERATIONS).with(Field.counterpart(JIRA), "DRIFT-1");
  private final Fields changed = fields.with(Field.PRIORITY, "P1");
  private Instant gone = Instant.MIN;

  @BeforeEach
  void a_record_goes() {
    hub.sees(RECORD, RECORD_KEY, fields);
    hub.sees(ISSUE, "DRIFT-1", issue("", RECORD_KEY).with(Field.PRIORITY, "P3"));
    gone = hub.now().plusSeconds(60);
    hub.when(
        new Input.TicketObserved(
            Ticket.gone(RECORD, Presence.NOT_VISIBLE), new Reading(gone, gone.plusSeconds(2))));
  }

  @Test
  void what_was_seen_before_it_went_does_not_bring_it_back() {
    sees(gone.minusSeconds(20), gone.minusSeconds(10));

    assertThat(hub.last()).hasOnlyElementsOfType(InputSetAside.class);
    assertThat(presence()).isEqualTo(Presence.NOT_VISIBLE);
  }

  @Test
  void it_is_read_again_where_it_cannot_be_told_whether_it_went_or_came() {
    sees(gone.plusSeconds(1), gone.plusSeconds(3));

    assertThat(hub.command(RefreshTicket.class).ticket()).isEqualTo(RECORD);
    assertThat(presence()).isEqualTo(Presence.NOT_VISIBLE);
  }

  @Test
  void it_is_there_again_when_it_is_seen_later() {
    sees(gone.plusSeconds(10), gone.plusSeconds(11));

    assertThat(presence()).isEqualTo(Presence.PRESENT);
    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }

  private void sees(Instant began, Instant ended) {
    hub.when(
        new Input.TicketObserved(
            hub.ticket(RECORD, RECORD_KEY, changed), new Reading(began, ended)));
  }

  private Presence presence() {
    return hub.space.shadow(RECORD).orElseThrow().presence();
  }
}
