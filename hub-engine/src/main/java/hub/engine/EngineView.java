package hub.engine;

import hub.engine.format.StateFormat;
import hub.incident.Entry;
import hub.incident.SpaceView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// The live state, to read. It is what the engine itself decides with, so it may be a moment ahead
/// of what is committed.
public final class EngineView {

  private final KafkaStreams streams;
  private final EngineSettings settings;
  private final StateFormat format = new StateFormat();

  EngineView(KafkaStreams streams, EngineSettings settings) {
    this.streams = streams;
    this.settings = settings;
  }

  /// The state of a space: entries by key, prefix or range (see [hub.incident.Entry]).
  ///
  /// @throws NotReadyException if this process does not own the space, or restores it just now
  public SpaceView space(String space) {
    var view = new StoreView(store(space), format);
    return new SpaceView() {
      @Override
      public Optional<Entry> get(String key) {
        return ask(space, () -> view.get(key));
      }

      @Override
      public List<Entry> scan(String prefix) {
        return ask(space, () -> view.scan(prefix));
      }

      @Override
      public List<Entry> range(String from, String to) {
        return ask(space, () -> view.range(from, to));
      }

      @Override
      public List<Entry> range(String from, String to, int most) {
        return ask(space, () -> view.range(from, to, most));
      }
    };
  }

  /// Sequence of the last event.
  ///
  /// @throws NotReadyException as [#space]
  public long sequence(String space) {
    return Decision.sequence(space(space));
  }

  /// Fingerprint of the state at one moment, to compare with that of [Replay].
  ///
  /// @throws NotReadyException as [#space]
  public StateHash hash(String space) {
    return ask(space, () -> hash(store(space)));
  }

  private StateHash hash(ReadOnlyKeyValueStore<String, byte[]> store) {
    var hash = StateHash.builder();
    var sequence = 0L;
    // An iterator of the store is a snapshot; the sequence must come out of the same one.
    try (var all = store.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        if (!entry.key.startsWith(Meta.INTERNAL)) {
          hash.add(entry.key, entry.value);
          if (entry.key.equals(Entry.SpaceRecord.KEY)) {
            sequence = ((Entry.SpaceRecord) format.decode(entry.value)).sequence();
          }
        }
      }
    }
    return hash.build(sequence);
  }

  private ReadOnlyKeyValueStore<String, byte[]> store(String space) {
    var partition = settings.space(space).partition();
    return ask(
        space,
        () ->
            streams.store(
                StoreQueryParameters.fromNameAndType(
                        SpaceProcessor.STORE, QueryableStoreTypes.<String, byte[]>keyValueStore())
                    .withPartition(partition)));
  }

  /// A store can go away between two questions: the partition moves, or the engine stops.
  private static <T> T ask(String space, Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidStateStoreException e) {
      throw new NotReadyException(space, e);
    }
  }

  /// The state cannot be read here and now.
  public static final class NotReadyException extends RuntimeException {
    NotReadyException(String space, Throwable cause) {
      super(
          "space %s is not owned by this process, or is being restored; ask again in a moment"
              .formatted(space),
          cause);
    }
  }
}
