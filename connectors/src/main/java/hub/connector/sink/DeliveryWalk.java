package hub.connector.sink;

import hub.connector.HubCommands.Due;
import hub.connector.Systems;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolCall;
import hub.connector.http.ToolClock;
import hub.delivery.Command;
import hub.delivery.Delivery;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.DeliveryTerms;
import hub.incident.Input;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries one command through [Delivery] while a route does the HTTP calls.
///
/// A route calls [#begin], then loops: it branches by the exchange property `hubStep`, asks the
/// tool, leaves a [DeliveryAnswer] in the body and calls [#answered], or [#failed] from a
/// `doCatch`. When `hubStep` is `done`, [#finish] leaves the [Input.OutcomeReported] in the body.
/// The walk decides nothing and never repeats a step.
public final class DeliveryWalk {

  /// Exchange property: the name of the step that is to be done, such as `find-by-marker`.
  public static final String STEP_NAME = "hubStep";

  /// Exchange property: the tool's internal id of the step's ticket; absent if it has none.
  public static final String TICKET_ID = "hubTicketId";

  /// Exchange property: the marker that the step looks for or writes; absent if it has none.
  public static final String MARKER = "hubMarker";

  /// More steps than any attempt has; a route that gets there turns in circles.
  static final int MOST_STEPS = 60;

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWalk.class);
  private static final String WALK = "hubWalk";

  private final String system;
  private final Systems systems;
  private final InstantSource clock;

  public DeliveryWalk(String system, Systems systems) {
    this(system, systems, InstantSource.system());
  }

  public DeliveryWalk(String system, Systems systems, InstantSource clock) {
    this.system = system;
    this.systems = systems;
    this.clock = clock;
  }

  /// Begins with the [Command] or the [Due] in the body.
  public void begin(Exchange exchange) {
    var due = due(exchange.getMessage().getBody());
    if (!due.command().system().equals(system)) {
      throw new IllegalArgumentException(
          "a command for " + due.command().system() + " came to the sink of " + system);
    }
    var config = systems.system(system);
    var begun = clock.instant();
    var terms =
        new DeliveryTerms(
            begun, config.settle(), due.earlierAttemptUntil(), systems.sameness(system));
    exchange.setProperty(ToolCall.IS_WRITE, false);
    show(exchange, new Walk(due.command(), begun, Delivery.of(due.command(), terms), 0));
  }

  /// Goes on with the [DeliveryAnswer] in the body.
  public void answered(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof DeliveryAnswer answer)) {
      throw new IllegalStateException(
          "the step " + exchange.getProperty(STEP_NAME) + " left no answer in the body");
    }
    proceed(exchange, answer);
  }

  /// Leaves the refusal of a `send` step in the body: what a tool without mail answers.
  public void refuseNotice(Exchange exchange) {
    exchange.getMessage().setBody(noNotices());
  }

  /// What a tool that is no way to reach people says to a notice.
  public static DeliveryAnswer noNotices() {
    return new DeliveryAnswer.FieldsRefused(
        Map.of(), "a tool of this kind sends no notices; contacts.system must name a mail system");
  }

  /// Goes on with the exception that the step ended with.
  public void failed(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange.getMessage().removeHeaders("*");
    if (CallFailure.isBug(failure)) {
      LOG.atError()
          .setMessage("a step of a delivery failed in the connector")
          .addKeyValue("system", system)
          .addKeyValue("command", walk(exchange).command.id())
          .addKeyValue("step", exchange.getProperty(STEP_NAME))
          .setCause(failure)
          .log();
    }
    proceed(exchange, CallFailure.of(failure, ToolCall.isWrite(exchange)));
  }

  /// Ends: the body is the [Input.OutcomeReported] for the hub.
  public void finish(Exchange exchange) {
    var walk = walk(exchange);
    if (!(walk.delivery.step() instanceof DeliveryStep.Done(var outcome))) {
      throw new IllegalStateException("the attempt has not ended");
    }
    exchange.removeProperty(WALK);
    exchange.getMessage().removeHeaders("*");
    exchange
        .getMessage()
        .setBody(
            new Input.OutcomeReported(
                walk.command.id(),
                outcome,
                ToolClock.reading(exchange, walk.begun, clock.instant())));
  }

  /// What is to be done at the tool now.
  public static DeliveryStep step(Exchange exchange) {
    return walk(exchange).delivery.step();
  }

  private void proceed(Exchange exchange, DeliveryAnswer answer) {
    var walk = walk(exchange);
    if (walk.steps >= MOST_STEPS) {
      throw new IllegalStateException("more than " + MOST_STEPS + " steps in one attempt");
    }
    // A failure before the next write must not be taken for a failure of this one.
    exchange.setProperty(ToolCall.IS_WRITE, false);
    exchange.getMessage().setBody(null);
    show(
        exchange,
        new Walk(
            walk.command,
            walk.begun,
            walk.delivery.answered(answer, clock.instant()),
            walk.steps + 1));
  }

  private static void show(Exchange exchange, Walk walk) {
    var step = walk.delivery.step();
    exchange.setProperty(WALK, walk);
    exchange.setProperty(STEP_NAME, step.routeName());
    exchange.removeProperty(TICKET_ID);
    exchange.removeProperty(MARKER);
    switch (step) {
      case DeliveryStep.FindByMarker find -> exchange.setProperty(MARKER, find.marker());
      case DeliveryStep.Create create -> exchange.setProperty(MARKER, create.marker());
      case DeliveryStep.Comment comment -> {
        exchange.setProperty(MARKER, comment.marker());
        ticket(exchange, comment.ticket());
      }
      case DeliveryStep.Read read -> ticket(exchange, read.ticket());
      case DeliveryStep.Update update -> ticket(exchange, update.ticket());
      case DeliveryStep.Transition move -> ticket(exchange, move.current().ref());
      case DeliveryStep.Send _, DeliveryStep.Done _ -> {}
    }
  }

  private static void ticket(Exchange exchange, TicketRef ticket) {
    exchange.setProperty(TICKET_ID, ticket.id());
  }

  private static Due due(Object body) {
    return switch (body) {
      case Due due -> due;
      case Command command -> new Due(command, null);
      case null -> throw new IllegalArgumentException("a sink takes a command; the body is empty");
      default ->
          throw new IllegalArgumentException(
              "a sink takes a command, not " + body.getClass().getName());
    };
  }

  private static Walk walk(Exchange exchange) {
    var walk = exchange.getProperty(WALK, Walk.class);
    if (walk == null) {
      throw new IllegalStateException("no attempt is under way; call begin first");
    }
    return walk;
  }

  private record Walk(Command command, Instant begun, Delivery delivery, int steps) {}
}
