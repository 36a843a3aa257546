package hub.engine.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// A real single-node Kafka (broker and controller in one) inside this process, on the loopback
/// address only, with its data on disk.
///
/// The data directory is formatted at the first start and never again. After a crash the logs are
/// recovered by Kafka itself. Stop it last: what still uses it waits for it otherwise.
public final class EmbeddedBroker implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "BROKER";

  private final KafkaRaftServer server;
  private final BrokerPorts ports;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, BrokerPorts ports) {
    this.server = server;
    this.ports = ports;
  }

  /// Starts and returns when clients can connect.
  ///
  /// @throws BrokerStartException if a port or the data directory is in use, or cannot be used
  public static EmbeddedBroker start(BrokerSettings settings) {
    var log = settings.dataDirectory().resolve("log");
    createDirectory(log);
    var ports = BrokerPorts.resolve(settings);
    format(log);
    var server = create(settings, properties(log, ports));
    var broker = new EmbeddedBroker(server, ports);
    try {
      server.startup();
    } catch (RuntimeException e) {
      broker.close();
      throw new BrokerStartException(
          "the broker in %s did not start: %s".formatted(settings.dataDirectory(), e.getMessage()),
          e);
    }
    // Only now: a second broker that is refused must not overwrite what the first one noted.
    ports.remember(settings.dataDirectory());
    return broker;
  }

  /// What clients connect to.
  public String bootstrapServers() {
    return HOST + ":" + ports.client();
  }

  /// Stops cleanly; a second call does nothing.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
  }

  private static void createDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  private static void format(Path log) {
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    try (var silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(log.toString())
          .addDirectory(log.toString())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new BrokerStartException("cannot format " + log + ": " + e.getMessage(), e);
    }
  }

  private static KafkaRaftServer create(BrokerSettings settings, Map<String, String> properties) {
    try {
      return new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    } catch (RuntimeException e) {
      throw new BrokerStartException(
          "the broker's data in %s cannot be used (%s); is another process running on it?"
              .formatted(settings.dataDirectory(), e.getMessage()),
          e);
    }
  }

  private static Map<String, String> properties(Path log, BrokerPorts ports) {
    var properties = new HashMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@" + HOST + ":" + ports.controller());
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("inter.broker.listener.name", CLIENT_LISTENER);
    properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put(
        "listeners",
        "%s://%s:%d,%s://%s:%d"
            .formatted(
                CLIENT_LISTENER,
                HOST,
                ports.client(),
                CONTROLLER_LISTENER,
                HOST,
                ports.controller()));
    properties.put("log.dirs", log.toString());
    properties.put("auto.create.topics.enable", "false");
    // Kafka's own limit. A broker whose heartbeats come later than that, for want of processor, is
    // taken for dead by its own controller: leaders and coordinators change, and transactions break
    // off. A shorter one would spare a killed broker some seconds at its next start, which waits
    // for its old session to end.
    properties.put("broker.session.timeout.ms", "9000");
    // A start waits for the second heartbeat.
    properties.put("broker.heartbeat.interval.ms", "300");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // The hub may be stopped for weeks and must go on where it was.
    properties.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    oneNodeHoldsEverything(properties);
    smallFootprint(properties);
    return properties;
  }

  private static void oneNodeHoldsEverything(Map<String, String> properties) {
    properties.put("default.replication.factor", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }

  private static void smallFootprint(Map<String, String> properties) {
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("num.replica.fetchers", "1");
    properties.put("log.cleaner.threads", "1");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
  }
}
