package hub.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.delivery.Command;
import hub.incident.Entry;
import hub.incident.IncidentId;
import java.io.IOException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// How commands lie in `hub.commands.<system>`: CloudEvents of type `hub.command.<name>`, keyed by
/// the slot of the ticket, so that those for one ticket keep their order.
public final class CommandFormat {

  static final int VERSION = 1;
  static final String PREFIX = "hub.command.";

  private final JsonMapper mapper = HubJson.mapper();

  /// A command as a sink gets it.
  ///
  /// @param sequence of the event that issued it
  public record IssuedCommand(String space, long sequence, Command command) {}

  /// The record to append for an event that issued a command.
  public Encoded encode(RecordedEvent issued, Command command) {
    var id = command.id() + "#" + command.attempt().number();
    var headers =
        CloudEvent.write(PREFIX + command.getClass().getSimpleName(), VERSION, id)
            .put(CloudEvent.SOURCE, "/spaces/" + issued.space())
            .put(CloudEvent.SUBJECT, new IncidentId(command.incident()))
            .put(CloudEvent.TIME, issued.at())
            .put(CloudEvent.SPACE, issued.space())
            .put(CloudEvent.SEQUENCE, issued.sequence())
            .toHeaders();
    try {
      var value = mapper.writerFor(Command.class).writeValueAsBytes(command);
      return new Encoded(Entry.Slot.of(command).key(), value, headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a command cannot be written: " + command.id(), e);
    }
  }

  /// Reads a record.
  ///
  /// @throws UnreadableRecordException if it is not what this format writes
  public IssuedCommand decode(byte @Nullable [] value, Headers headers) {
    if (value == null) {
      throw new UnreadableRecordException("the command is empty");
    }
    try {
      return new IssuedCommand(
          CloudEvent.get(headers, CloudEvent.SPACE),
          CloudEvent.number(headers, CloudEvent.SEQUENCE),
          mapper.readValue(value, Command.class));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRecordException("the command cannot be read: " + Trouble.of(e), e);
    }
  }
}
