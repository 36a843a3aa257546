package hub.engine.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads one partition, committed records only, without a consumer group.
public final class PartitionReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /// How long an open transaction may hold back the end; longer than its own time-out.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Batches that may be decoded while one is taken; a poll brings up to 500 records.
  private static final int AHEAD = 2;

  private final TopicPartition partition;
  private final KafkaConsumer<String, byte[]> committed;
  private final KafkaConsumer<String, byte[]> all;

  /// Called for each record in order.
  @FunctionalInterface
  public interface Reader {
    void read(ConsumerRecord<String, byte[]> record);
  }

  /// Starts at the beginning.
  public PartitionReader(Connection connection, String topic, int partition) {
    this.partition = new TopicPartition(topic, partition);
    committed = consumer(connection, "read_committed");
    all = consumer(connection, "read_uncommitted");
    committed.assign(List.of(this.partition));
    committed.seekToBeginning(List.of(this.partition));
  }

  /// The offset after the last record written, whether it is committed yet or not.
  public long end() {
    return all.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /// The offset up to which everything is committed or aborted.
  public long committedEnd() {
    return committed.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  public long position() {
    return committed.position(partition);
  }

  /// How many committed records lie beyond the position, as far as the last answer of the broker
  /// told; empty before the first. What marks the end of a transaction counts as a record.
  public OptionalLong behind() {
    return committed.currentLag(partition);
  }

  public void seek(long offset) {
    committed.seek(partition, Math.max(offset, beginning()));
  }

  /// Reads on to the present end, and waits for transactions that are being committed right now: a
  /// consumer that stopped at the last committed record would miss those.
  ///
  /// @throws LogUnavailableException if the end is not reached for a long time
  public void readToEnd(Reader reader) {
    readTo(end(), reader);
  }

  /// Reads up to the offset, exclusive.
  public void readTo(long end, Reader reader) {
    readBatchesTo(end, batch -> batch.forEach(reader::read));
  }

  /// Reads up to the offset, exclusive: decodes on the other processors, ahead of what is taken in
  /// order.
  ///
  /// @param decoder called by several threads
  /// @param taker called by this thread, for one record after the other
  public <T> void readTo(
      long end, Function<ConsumerRecord<String, byte[]>, T> decoder, Consumer<T> taker) {
    var decoding = new ArrayDeque<ForkJoinTask<List<T>>>();
    readBatchesTo(
        end,
        batch -> {
          decoding.add(
              ForkJoinPool.commonPool().submit(() -> batch.parallelStream().map(decoder).toList()));
          if (decoding.size() > AHEAD) {
            decoding.remove().join().forEach(taker);
          }
        });
    decoding.forEach(batch -> batch.join().forEach(taker));
  }

  private void readBatchesTo(long end, Consumer<List<ConsumerRecord<String, byte[]>>> reader) {
    var progress = System.nanoTime();
    while (position() < end) {
      var before = position();
      var batch = new ArrayList<ConsumerRecord<String, byte[]>>();
      for (var record : poll(POLL)) {
        if (record.offset() < end) {
          batch.add(record);
        }
      }
      reader.accept(batch);
      if (position() != before) {
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
        throw new LogUnavailableException(
            ("%s has not been readable beyond offset %d for %d s: a transaction is open or"
                    + " the broker is away")
                .formatted(partition, before, PATIENCE.toSeconds()));
      }
    }
    if (position() > end) {
      // A poll brought along what had been written meanwhile: that is for the next reading.
      committed.seek(partition, end);
    }
  }

  /// The next records, or none within the time.
  public Iterable<ConsumerRecord<String, byte[]>> poll(Duration patience) {
    try {
      return committed.poll(patience).records(partition);
    } catch (OffsetOutOfRangeException _) {
      // Retention has passed the position; go on with what is left.
      committed.seekToBeginning(List.of(partition));
      return List.of();
    }
  }

  /// Makes a poll under way on another thread return at once, with an exception.
  public void wakeUp() {
    committed.wakeup();
  }

  @Override
  public void close() {
    committed.close();
    all.close();
  }

  private long beginning() {
    return all.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private static KafkaConsumer<String, byte[]> consumer(Connection connection, String isolation) {
    return new KafkaConsumer<>(
        connection.with(
            Map.of(
                "isolation.level", isolation,
                "enable.auto.commit", "false",
                "fetch.max.wait.ms", "50",
                "auto.offset.reset", "none",
                "allow.auto.create.topics", "false")),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
