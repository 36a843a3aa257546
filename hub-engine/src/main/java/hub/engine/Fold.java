package hub.engine;

import hub.engine.format.EventFormat;
import hub.engine.format.InputPosition;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.LogUnavailableException;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import hub.incident.IncidentEvent;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Makes a space's state of its events alone. Nothing is decided again, so no configuration is
/// needed.
final class Fold {

  /// Folds everything there is.
  static final long EVERYTHING = Long.MAX_VALUE;

  private final SpaceLogic logic;
  private final String space;
  private final SpaceView state;
  private final Consumer<List<StateChange>> changes;
  private long sequence;
  private long lastInput = -1;
  private @Nullable String link;

  /// @param state as the events before have made it; nothing, before the first
  /// @param changes takes what an event changes in it
  Fold(SpaceLogic logic, String space, SpaceView state, Consumer<List<StateChange>> changes) {
    this.logic = logic;
    this.space = space;
    this.state = state;
    this.changes = changes;
  }

  /// Where the last folded event stands.
  ///
  /// @param lastInput offset of the last input an event names as its cause, or -1
  /// @param link of that event; null if it has none
  record Folded(long sequence, long lastInput, @Nullable String link) {}

  /// Reads `hub.events` from offset 0 up to and with the given sequence.
  ///
  /// @param keys brought up to date before they are needed
  Folded read(Connection connection, int partition, KeyRing keys, long upToSequence) {
    var format = new EventFormat();
    try (var events = new PartitionReader(connection, Topics.EVENTS, partition)) {
      var end = events.end();
      // After the end of the events is known: every event before it then has its key, or none.
      keys.refresh();
      events.readTo(
          end,
          record -> Read.of(format, record, keys),
          read -> {
            if (read.space().equals(space) && read.sequence() <= upToSequence) {
              take(read);
            }
          });
      return new Folded(sequence, lastInput, link);
    }
  }

  /// An event as it was found: no more than a fold needs, because there may be millions.
  private record Read(
      String space,
      long sequence,
      @Nullable InputPosition cause,
      IncidentEvent event,
      long offset,
      @Nullable String link) {
    static Read of(EventFormat format, ConsumerRecord<String, byte[]> record, KeyRing keys) {
      var headers = record.headers();
      return new Read(
          EventFormat.space(headers),
          EventFormat.sequence(headers),
          EventFormat.input(headers),
          format.event(record.value(), headers, keys),
          record.offset(),
          EventFormat.link(headers));
    }
  }

  private void take(Read read) {
    if (read.sequence() != sequence + 1) {
      throw new LogUnavailableException(
          """
          hub.events of space %s goes from sequence %d to %d at offset %d: events are missing or \
          doubled. Restore the topic from its backup; the hub does not guess\
          """
              .formatted(space, sequence, read.sequence(), read.offset()));
    }
    sequence = read.sequence();
    if (read.cause() != null) {
      lastInput = Math.max(lastInput, read.cause().offset());
    }
    changes.accept(logic.evolve(state, read.event()));
    link = read.link();
  }
}
