package hub.service.wiring;

import hub.connector.HubCommands;
import hub.delivery.Command;
import hub.engine.format.HubJson;
import hub.engine.format.Origin;
import hub.engine.format.UnreadableRecordException;
import hub.service.trace.Traces;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads commands as they are taken from their topics, and knows which of them another process may
/// have tried before (design D7).
public final class TakenCommands implements HubCommands {

  private final Assignments assignments;
  private final Traces traces;
  private final Map<String, String> systems = new ConcurrentHashMap<>();

  TakenCommands(Assignments assignments, Traces traces) {
    this.assignments = assignments;
    this.traces = traces;
  }

  @Override
  public Due read(byte[] value, Place place, @Nullable String trace) {
    var command = decode(value);
    systems.put(command.id(), command.system());
    traces.writing(command, trace);
    return new Due(command, earlierAttempt(place));
  }

  @Override
  public void settled(Place place) {
    assignments.settled(place.topic(), place.partition());
  }

  /// The system that a command under way is for.
  String systemOf(String command) {
    var system = systems.remove(command);
    return system == null ? Origin.HUB : system;
  }

  private @Nullable Instant earlierAttempt(Place place) {
    var since = assignments.firstSince(place.topic(), place.partition());
    return since != null && place.writtenAt().isBefore(since) ? since : null;
  }

  private static Command decode(byte[] value) {
    try {
      return HubJson.mapper().readValue(value, Command.class);
    } catch (IOException e) {
      throw new UnreadableRecordException("the command cannot be read", e);
    }
  }
}
