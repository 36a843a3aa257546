package hub.service.wiring;

import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Makes Camel's Kafka consumers, and notes since when each partition is theirs: the first command
/// after that moment may have been tried by whoever had the partition before.
final class Assignments extends DefaultKafkaClientFactory {

  private final InstantSource clock;
  private final @Nullable Instant aloneSince;
  private final Map<String, String> security;
  private final Map<TopicPartition, Instant> unsettledSince = new HashMap<>();
  private final Map<String, BitSet> members = new HashMap<>();

  /// @param aloneSince since when no other process can have taken a command: the start, where the
  ///   broker lives in this process; null where others may share the cluster
  /// @param security what else every client of the cluster needs: TLS, SASL
  Assignments(InstantSource clock, @Nullable Instant aloneSince, Map<String, String> security) {
    this.clock = clock;
    this.aloneSince = aloneSince;
    this.security = Map.copyOf(security);
  }

  @Override
  @SuppressWarnings("rawtypes") // Camel's interface is.
  public Consumer getConsumer(Properties properties) {
    var secured = new Properties();
    secured.putAll(properties);
    secured.putAll(security);
    var instance = secured.getProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "");
    var number = join(instance);
    secured.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "%s-%d".formatted(instance, number));
    return new WatchedConsumer(secured, () -> leave(instance, number));
  }

  /// The consumers of one route have the same properties, but two members of a group may not have
  /// the same name. A number that is free again is the next to be given, so that a start finds the
  /// members of the one before.
  private synchronized int join(String instance) {
    var taken = members.computeIfAbsent(instance, _ -> new BitSet());
    var number = taken.nextClearBit(0);
    taken.set(number);
    return number;
  }

  private synchronized void leave(String instance, int number) {
    members.getOrDefault(instance, new BitSet()).clear(number);
  }

  /// Since when the partition is ours, until the first of its records is settled; null after that.
  synchronized @Nullable Instant firstSince(String topic, int partition) {
    return unsettledSince.get(new TopicPartition(topic, partition));
  }

  synchronized void settled(String topic, int partition) {
    unsettledSince.remove(new TopicPartition(topic, partition));
  }

  synchronized void assigned(Collection<TopicPartition> partitions) {
    var since = aloneSince != null ? aloneSince : clock.instant();
    partitions.forEach(partition -> unsettledSince.put(partition, since));
  }

  private final class WatchedConsumer extends KafkaConsumer<Object, Object> {

    private final Runnable leaving;

    WatchedConsumer(Properties properties, Runnable leaving) {
      super(properties);
      this.leaving = leaving;
    }

    @Override
    public void close() {
      try {
        super.close();
      } finally {
        leaving.run();
      }
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
      super.subscribe(topics, new Watch(listener));
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
      super.subscribe(topics, new Watch(listener));
    }
  }

  /// Notes assignments, and passes everything on.
  private final class Watch implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener listener;

    Watch(ConsumerRebalanceListener listener) {
      this.listener = listener;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned(partitions);
      listener.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      listener.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      listener.onPartitionsLost(partitions);
    }
  }
}
