package hub.engine;

import hub.engine.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/// Inputs in, one processor with one store, everything else out.
final class SpaceTopology {

  private SpaceTopology() {}

  static Topology build(
      EngineSettings settings, SpaceLogic logic, SpaceOwnership ownership, Admission admission) {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SpaceProcessor.STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Topics.changelogConfig());
    StreamPartitioner<Outgoing, byte[]> fixed =
        (_, key, _, _) ->
            key.partition() == Outgoing.BY_KEY
                ? Optional.empty()
                : Optional.of(Set.of(key.partition()));
    return new Topology()
        .addSource(
            "inputs", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.INPUTS)
        .addProcessor(
            "space", () -> new SpaceProcessor(settings, logic, ownership, admission), "inputs")
        .addStateStore(store, "space")
        .addSink(
            "out",
            (key, _, _) -> key.topic(),
            new KeySerializer(),
            new ByteArraySerializer(),
            fixed,
            "space");
  }

  private static final class KeySerializer implements Serializer<Outgoing> {
    @Override
    public byte[] serialize(String topic, Outgoing key) {
      return key.key().getBytes(StandardCharsets.UTF_8);
    }
  }
}
