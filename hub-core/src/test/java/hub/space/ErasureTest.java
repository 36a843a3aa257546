package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.CreateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Design D12, with commands under way.
class ErasureTest {

  private static final String SECRET = "Hanne has seen it";

  private final SpaceScenario hub = new SpaceScenario();

  @Test
  void D12_the_create_of_a_ticket_that_was_taken_out_and_erased_brings_back_none_of_its_texts() {
    var create =
        hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.ROOT_CAUSE, SECRET))
            .command(CreateTicket.class);
    hub.sees(made(create));
    // A write is on its way, so that nobody knows what the ticket holds.
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.PRIORITY, "P1"));
    hub.sees(hub.ticket(ISSUE, "DRIFT-1", create.fields().with(Field.USER_IMPACT, "yes")));
    hub.when(new Input.UnlinkRequested("op", new IncidentId(1), ISSUE));
    hub.when(new Input.EraseRequested("op", new IncidentId(2), null));

    hub.reports(create, new Outcome.Delivered(made(create), create.fields(), List.of()));

    assertThat(hub.incident(2).isErased()).isTrue();
    assertThat(hub.space.shadow(ISSUE).orElseThrow().toString()).doesNotContain(SECRET);
    assertThat(hub.space.lateValues(ISSUE)).isEmpty();
  }

  private Ticket made(CreateTicket create) {
    return hub.ticket(ISSUE, "DRIFT-1", create.fields()).withMarker(create.marker());
  }
}
