package hub.connector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.TestSystem;
import hub.connector.http.ToolCall;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.DeliveryAnswer;
import hub.delivery.Outcome;
import hub.incident.Input.OutcomeReported;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class DeliveryWalkTest {

  private static final Instant NOW = Instant.parse("2026-01-16T20:00:00Z");
  private static final TicketRef ISSUE = new TicketRef("jira-ops", "10001");

  private final DeliveryWalk walk =
      new DeliveryWalk(
          "jira-ops",
          _ -> TestSystem.of("jira", ".", Map.of(), Map.of()),
          InstantSource.fixed(NOW));
  private final Exchange exchange = new DefaultExchange(new SimpleCamelContext());

  @Test
  void a_create_is_looked_up_written_read_back_and_looked_up_again() {
    var fields = Fields.of(Field.TITLE, "Hi");
    var issue = Ticket.of(ISSUE, "DRIFT-1", new Version(1), fields).withMarker("m-1");
    begin(new CreateTicket("m-1", 1, "jira-ops", "m-1", fields, "R4.2", Attempt.FIRST));

    assertStep("find-by-marker");
    assertThat(exchange.getProperty(DeliveryWalk.MARKER)).isEqualTo("m-1");
    answer(new DeliveryAnswer.Found(List.of()));
    assertStep("create");
    answer(new DeliveryAnswer.Accepted(ISSUE));
    assertStep("read");
    assertThat(exchange.getProperty(DeliveryWalk.TICKET_ID)).isEqualTo("10001");
    answer(new DeliveryAnswer.Was(issue));
    assertStep("find-by-marker");
    answer(new DeliveryAnswer.Found(List.of(issue)));
    assertStep("done");
    walk.finish(exchange);

    assertThat(exchange.getMessage().getBody())
        .isEqualTo(
            new OutcomeReported(
                "m-1", new Outcome.Delivered(issue, fields, List.of()), Reading.at(NOW)));
  }

  @Test
  void a_write_that_got_no_answer_ends_unknown() {
    begin(new CreateTicket("m-1", 1, "jira-ops", "m-1", Fields.NONE, "R4.2", Attempt.FIRST));
    answer(new DeliveryAnswer.Found(List.of()));

    exchange.setProperty(ToolCall.IS_WRITE, true);
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new SocketTimeoutException("Read timed out"));
    exchange.getMessage().setHeader("Authorization", "secret");
    walk.failed(exchange);

    assertStep("done");
    assertThat(exchange.getMessage().getHeaders()).isEmpty();
    walk.finish(exchange);
    assertThat(((OutcomeReported) exchange.getMessage().getBody()).outcome())
        .isEqualTo(new Outcome.Unknown("no answer: SocketTimeoutException", NOW));
  }

  @Test
  void a_read_that_got_no_answer_ends_unavailable() {
    begin(new RefreshTicket("c-1", 1, ISSUE, Attempt.FIRST));

    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new SocketTimeoutException("Read timed out"));
    walk.failed(exchange);
    walk.finish(exchange);

    assertThat(((OutcomeReported) exchange.getMessage().getBody()).outcome())
        .isInstanceOf(Outcome.Unavailable.class);
  }

  private void begin(Object command) {
    exchange.getMessage().setBody(command);
    walk.begin(exchange);
  }

  private void answer(DeliveryAnswer answer) {
    exchange.getMessage().setBody(answer);
    walk.answered(exchange);
  }

  private void assertStep(String name) {
    assertThat(exchange.getProperty(DeliveryWalk.STEP_NAME)).isEqualTo(name);
  }
}
