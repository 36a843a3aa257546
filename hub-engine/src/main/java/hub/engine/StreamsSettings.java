package hub.engine;

import hub.engine.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The properties of Kafka Streams as design D3 needs them.
final class StreamsSettings {

  /// Folding a large space anew happens inside one poll; meanwhile heart-beats show it is alive.
  private static final Duration LONGEST_FOLD = Duration.ofHours(1);

  /// After a crash with a lost state directory, readers wait this long for the open transaction.
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  private StreamsSettings() {}

  static Properties of(EngineSettings settings) {
    var properties = new Properties();
    properties.putAll(
        settings
            .connection()
            .with(
                Map.of(
                    StreamsConfig.APPLICATION_ID_CONFIG,
                    settings.applicationId(),
                    StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                    StreamsConfig.EXACTLY_ONCE_V2,
                    StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                    Long.toString(settings.commitInterval().toMillis()),
                    // A commit that is due does not wait for the next record to come.
                    StreamsConfig.POLL_MS_CONFIG,
                    Long.toString(settings.commitInterval().toMillis()),
                    StreamsConfig.STATE_DIR_CONFIG,
                    settings.stateDirectory().toString(),
                    StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                    Integer.toString(threads(settings)),
                    StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                    Integer.toString(settings.standbyReplicas()),
                    StreamsConfig.REPLICATION_FACTOR_CONFIG,
                    Short.toString(settings.topics().replicationFactor()),
                    StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                    "0",
                    StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG,
                    "0")));
    consumer(properties, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
    consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
    consumer(properties, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1500");
    consumer(properties, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer(
        properties,
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        Long.toString(LONGEST_FOLD.toMillis()));
    producer(properties, ProducerConfig.LINGER_MS_CONFIG, "5");
    // A batch that overtakes one the broker put off is refused, which fills the logs with errors.
    producer(properties, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    producer(
        properties,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(Topics.maxMessageBytes()));
    producer(
        properties,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    return properties;
  }

  private static int threads(EngineSettings settings) {
    var processors = Runtime.getRuntime().availableProcessors();
    return Math.clamp(settings.spaces().size(), 1, Math.max(1, processors));
  }

  private static void consumer(Properties properties, String key, String value) {
    properties.put(StreamsConfig.mainConsumerPrefix(key), value);
  }

  private static void producer(Properties properties, String key, String value) {
    properties.put(StreamsConfig.producerPrefix(key), value);
  }
}
