package hub.engine;

import hub.engine.log.Connection;
import hub.engine.topic.Topics;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/// A store that is filled with a state folded anew, beside the transaction of Kafka Streams.
///
/// That transaction must end within the time for which others wait for a process that has gone, and
/// a large state takes longer to write. So the changelog is written in transactions of its own, and
/// the store below the layer that logs. Who opens it shuts out another process that may still be
/// filling the same one.
final class FoldedStore implements AutoCloseable {

  private static final int RECORDS_A_TRANSACTION = 1_000;

  private final KeyValueStore<String, byte[]> store;
  private final KeyValueStore<Bytes, byte[]> unlogged;
  private final String changelog;
  private final int partition;
  private final KafkaProducer<String, byte[]> producer;
  private final StringSerializer keys = new StringSerializer();
  private int open;

  FoldedStore(
      Connection connection, KeyValueStore<String, byte[]> store, String changelog, int partition) {
    this.store = store;
    this.unlogged = unlogged(store);
    this.changelog = changelog;
    this.partition = partition;
    this.producer =
        new KafkaProducer<>(
            connection.with(
                Map.of(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    changelog + "-" + partition + "-fold",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.toString(Topics.maxMessageBytes()))),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /// A null value takes the entry out.
  void put(String key, byte @Nullable [] value) {
    if (open == 0) {
      producer.beginTransaction();
    }
    // What a send meets, the commit throws.
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(changelog, partition, key, value));
    unlogged.put(Bytes.wrap(keys.serialize(changelog, key)), value);
    open++;
    if (open == RECORDS_A_TRANSACTION) {
      commit();
    }
  }

  /// Writes what is under way, and last of all, with the layers above, what says that it is whole.
  void complete(Meta meta) {
    commit();
    store.put(Meta.KEY, meta.toBytes());
  }

  private void commit() {
    if (open > 0) {
      producer.commitTransaction();
      open = 0;
    }
  }

  @SuppressWarnings("unchecked")
  private static KeyValueStore<Bytes, byte[]> unlogged(StateStore store) {
    var inner = store;
    while (inner instanceof WrappedStateStore<?, ?, ?> outer) {
      inner = outer.wrapped();
    }
    return (KeyValueStore<Bytes, byte[]>) inner;
  }

  @Override
  public void close() {
    producer.close();
  }
}
