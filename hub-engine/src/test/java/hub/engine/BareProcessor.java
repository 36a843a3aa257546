package hub.engine;

import hub.engine.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// What the engine is measured against: a Streams processor that decides nothing. For each input it
/// reads, stores and sends the bytes that the engine stored and sent.
final class BareProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

  static final String INPUTS = "bare.inputs";
  static final String OUT = "bare.out";
  static final String STORE = "bare-state";

  private final Work work;

  /// What the engine did for inputs, spread evenly over them.
  ///
  /// @param firstOffset of the first of these inputs
  /// @param inputs how many they are
  /// @param stored records of the engine's changelog
  /// @param sent records of events, keys and commands
  record Work(
      long firstOffset,
      int inputs,
      List<ConsumerRecord<String, byte[]>> stored,
      List<ConsumerRecord<String, byte[]>> sent) {

    private List<ConsumerRecord<String, byte[]>> share(
        List<ConsumerRecord<String, byte[]>> all, long offset) {
      var index = offset - firstOffset;
      var from = (int) (index * all.size() / inputs);
      return all.subList(from, (int) ((index + 1) * all.size() / inputs));
    }
  }

  private BareProcessor(Work work) {
    this.work = work;
  }

  static Topology topology(Work work) {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Topics.changelogConfig());
    return new Topology()
        .addSource("inputs", new ByteArrayDeserializer(), new ByteArrayDeserializer(), INPUTS)
        .addProcessor("bare", () -> new BareProcessor(work), "inputs")
        .addStateStore(store, "bare")
        .addSink("out", OUT, new ByteArraySerializer(), new ByteArraySerializer(), "bare");
  }

  @Override
  public void process(Record<byte[], byte[]> input) {
    KeyValueStore<String, byte[]> store = context().getStateStore(STORE);
    var offset = context().recordMetadata().orElseThrow().offset();
    for (var stored : work.share(work.stored(), offset)) {
      store.get(stored.key());
      store.put(stored.key(), stored.value());
    }
    for (var sent : work.share(work.sent(), offset)) {
      context()
          .forward(
              new Record<>(
                  sent.key().getBytes(StandardCharsets.UTF_8),
                  sent.value(),
                  input.timestamp(),
                  sent.headers()));
    }
  }
}
