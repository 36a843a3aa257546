package hub.connector.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.http.ToolTrouble;
import hub.delivery.Outcome.Trouble;
import hub.incident.Input;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/// Which of the listed tickets are read, and which not again.
class SweptTicketsTest {

  private static final long IN_MILLIS = 1_763_000_000_123L;
  private static final long IN_SECONDS = 1_763_000_000_000L;

  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private final Hub hub = new Hub();
  private final SweptTickets tickets = new SweptTickets("desk", hub, hub, () -> now);
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void what_was_read_is_not_read_again_until_it_changes() {
    assertThat(swept(IN_MILLIS)).containsExactly("7");
    assertThat(swept(IN_MILLIS)).isEmpty();
    assertThat(swept(IN_MILLIS + 1)).containsExactly("7");
  }

  @Test
  void what_was_handed_in_by_somebody_else_is_not_read() {
    hub.version = new Version(IN_MILLIS);

    assertThat(swept(IN_MILLIS)).isEmpty();
  }

  @Test
  void a_tool_that_knows_seconds_only_may_have_changed_it_once_more_in_the_same_one() {
    assertThat(swept(IN_SECONDS)).containsExactly("7");
    now = now.plusMillis(900);
    assertThat(swept(IN_SECONDS)).containsExactly("7");
    now = now.plus(SweptTickets.SETTLED);
    assertThat(swept(IN_SECONDS)).containsExactly("7");
    assertThat(swept(IN_SECONDS)).isEmpty();
  }

  @Test
  void a_ticket_at_which_the_tool_breaks_again_and_again_is_set_aside() {
    for (var i = 0; i < SweptTickets.MOST_BREAKS; i++) {
      begin(IN_MILLIS);
      tickets.next(exchange);
      exchange.setProperty(Exchange.EXCEPTION_CAUGHT, ToolTrouble.unreadable("no ticket"));
      tickets.failed(exchange);
    }

    assertThat(hub.refused).extracting(Refusal::ticket).containsExactly("7");
    assertThat(swept(IN_MILLIS)).isEmpty();
  }

  private List<String> swept(long updated) {
    begin(updated);
    var read = new ArrayList<String>();
    while ("yes".equals(exchange.getProperty(SweptTickets.TO_READ))) {
      tickets.next(exchange);
      read.add(exchange.getMessage().getBody(String.class));
      tickets.handedIn(exchange);
    }
    return read;
  }

  private void begin(long updated) {
    assertThat(tickets.begin(exchange)).isPresent();
    tickets.listed(exchange, List.of(new ListedTicket("7", updated)));
  }

  /// Keeps what it is told.
  private static final class Hub implements HubIntake, HubPolling {

    private Version version = Version.NONE;
    private final List<Refusal> refused = new ArrayList<>();

    @Override
    public Version handedIn(TicketRef ticket) {
      return version;
    }

    @Override
    public void refused(Refusal refusal) {
      refused.add(refusal);
    }

    @Override
    public Optional<PollWindow> begin(String system) {
      return Optional.of(new PollWindow(""));
    }

    @Override
    public void observed(Observation observation) {}

    @Override
    public void reported(Input.OutcomeReported outcome) {}

    @Override
    public void answered(Input.NoticeAnswered answer) {}

    @Override
    public void returned(Input.NoticeReturned report) {}

    @Override
    public void completed(String system, String position, Reading reading) {}

    @Override
    public void failed(String system, Trouble trouble, String cause, Instant at) {}
  }
}
