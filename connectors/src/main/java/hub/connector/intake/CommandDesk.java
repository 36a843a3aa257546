package hub.connector.intake;

import hub.connector.HubCommands;
import hub.connector.HubCommands.Due;
import hub.connector.HubCommands.Place;
import hub.connector.HubIntake;
import hub.connector.Refusal;
import hub.incident.Input.OutcomeReported;
import hub.ticket.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/// Takes commands from their topic, one at a time from each partition, and lets go of one only when
/// the log has its outcome (design D3). A process that dies in between finds the command again,
/// marked as perhaps attempted.
public final class CommandDesk {

  /// Exchange property: `yes` if there is a command to be carried out.
  public static final String TAKEN = "hubCommandTaken";

  private static final String TRACE = "traceparent";
  private static final String PLACE = "hubCommandPlace";
  private static final String COMMIT = "hubCommandCommit";

  private final String system;
  private final HubCommands commands;
  private final HubIntake intake;
  private final InstantSource clock = InstantSource.system();
  private final Map<Integer, Place> unsettled = new ConcurrentHashMap<>();

  public CommandDesk(String system, HubCommands commands, HubIntake intake) {
    this.system = system;
    this.commands = commands;
    this.intake = intake;
  }

  /// Turns the record into a [HubCommands.Due] in the body. A record that cannot be read is set
  /// aside, so that it does not hold up those behind it.
  public void take(Exchange exchange) {
    var message = exchange.getMessage();
    var place = place(exchange);
    exchange.setProperty(PLACE, place);
    exchange.setProperty(
        COMMIT, message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
    var value = message.getBody(byte[].class);
    var trace = message.getHeader(TRACE, String.class);
    // What follows are requests to a tool, and headers would go along.
    message.removeHeaders("*");
    try {
      var due = commands.read(value == null ? new byte[0] : value, place, trace);
      message.setBody(marked(due, place));
      exchange.setProperty(TAKEN, "yes");
    } catch (RuntimeException unreadable) {
      exchange.setProperty(TAKEN, "no");
      intake.refused(
          new Refusal(
              system,
              "",
              "a command in %s at %d cannot be read: %s"
                  .formatted(place.topic(), place.offset(), unreadable.getClass().getSimpleName()),
              null,
              Reading.at(clock.instant())));
    }
  }

  /// A command that comes again because its outcome could not be stored was tried by this process.
  private Due marked(Due due, Place place) {
    var before = unsettled.put(place.partition(), place);
    return place.equals(before) ? new Due(due.command(), clock.instant()) : due;
  }

  /// Hands in the [OutcomeReported] that the sink left in the body.
  public void report(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof OutcomeReported outcome)) {
      throw new IllegalStateException("the sink left no outcome in the body");
    }
    intake.reported(outcome);
    var place = exchange.getProperty(PLACE, Place.class);
    commands.settled(place);
    unsettled.remove(place.partition());
  }

  /// The command is over: the position moves behind it.
  public void letGo(Exchange exchange) {
    var commit = exchange.getProperty(COMMIT, KafkaManualCommit.class);
    if (commit != null) {
      commit.commit();
    }
  }

  private static Place place(Exchange exchange) {
    var message = exchange.getMessage();
    return new Place(
        message.getHeader(KafkaConstants.TOPIC, "", String.class),
        message.getHeader(KafkaConstants.PARTITION, 0, Integer.class),
        message.getHeader(KafkaConstants.OFFSET, 0L, Long.class),
        Instant.ofEpochMilli(message.getHeader(KafkaConstants.TIMESTAMP, 0L, Long.class)));
  }
}
