package hub.engine;

import hub.engine.format.EventFormat;
import hub.engine.format.InputPosition;
import hub.engine.format.StateFormat;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.LogUnavailableException;
import hub.engine.log.PartitionReader;
import hub.engine.privacy.IncidentKey;
import hub.engine.topic.Topics;
import hub.incident.IncidentEvent;
import hub.incident.SpaceMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Makes a space's state of its events alone. Nothing is decided again, so no configuration is
/// needed.
final class Fold {

  /// Folds everything there is.
  static final long EVERYTHING = Long.MAX_VALUE;

  private final SpaceLogic logic;
  private final String space;
  private final SpaceMap state = new SpaceMap();
  private long sequence;
  private long lastInput = -1;
  private @Nullable String link;

  private Fold(SpaceLogic logic, String space) {
    this.logic = logic;
    this.space = space;
  }

  /// The state after the last folded event.
  ///
  /// @param lastInput offset of the last input an event names as its cause, or -1
  /// @param link of that event; null if it has none
  /// @param keys of the incidents that are not erased
  record Folded(
      SpaceMap state,
      long sequence,
      long lastInput,
      @Nullable String link,
      Map<Long, IncidentKey> keys) {

    StateHash hash() {
      var format = new StateFormat();
      var hash = StateHash.builder();
      state.entries().parallelStream()
          .map(entry -> Map.entry(entry.key(), format.encode(entry)))
          .forEachOrdered(entry -> hash.add(entry.getKey(), entry.getValue()));
      return hash.build(sequence);
    }
  }

  /// Reads `hub.events` from offset 0 up to and with the given sequence.
  static Folded fold(
      Connection connection, SpaceLogic logic, String space, int partition, long upToSequence) {
    var fold = new Fold(logic, space);
    var format = new EventFormat();
    try (var events = new PartitionReader(connection, Topics.EVENTS, partition);
        var keys = new KeyRing(connection, space, partition)) {
      var end = events.end();
      // After the end of the events is known: every event before it then has its key, or none.
      keys.refresh();
      events.readTo(
          end,
          record -> Read.of(format, record, keys),
          read -> {
            if (read.space().equals(space) && read.sequence() <= upToSequence) {
              fold.take(read);
            }
          });
      return new Folded(fold.state, fold.sequence, fold.lastInput, fold.link, keys.all());
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
    state.apply(logic.evolve(state, read.event()));
    link = read.link();
  }
}
