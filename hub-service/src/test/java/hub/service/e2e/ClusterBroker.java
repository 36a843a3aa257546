package hub.service.e2e;

import hub.service.leak.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

/// A Kafka that is not the hub's own, in a process of its own: `ClusterBroker <directory> <plain
/// port> <secure port> <controller port>`. One listener is open, the other asks for TLS with a
/// certificate on both sides, and for a password. With `<node> <cluster id> <voters>` behind that
/// it is one of several, which have no secure listener. It says `ready`, and ends when its input
/// does.
final class ClusterBroker {

  static final String USER = "hub";
  static final String PASSWORD = Secrets.CLUSTER;
  static final String KEYS = "broker.p12";

  /// Whose certificates it takes.
  static final String CLIENTS = "clients.p12";

  private ClusterBroker() {}

  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var log = directory.resolve("log").toString();
    var isOneOfSeveral = arguments.length > 4;
    format(
        log,
        isOneOfSeveral ? Integer.parseInt(arguments[4]) : 1,
        isOneOfSeveral ? arguments[5] : Uuid.randomUuid().toString());
    var properties = properties(directory, arguments[1], arguments[2], arguments[3]);
    if (isOneOfSeveral) {
      properties.putAll(ofSeveral(arguments[1], arguments[3], arguments[4], arguments[6]));
    }
    properties.put("log.dirs", log);
    var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server.startup();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Whoever started it is still there.
    }
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(String log, int node, String cluster) throws Exception {
    try (var silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(node)
          .setClusterId(cluster)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(log)
          .addDirectory(log)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    }
  }

  /// What differs where each record is held by as many as three.
  private static Map<String, String> ofSeveral(
      String plain, String controller, String node, String voters) {
    var properties = new HashMap<String, String>();
    var replicas = Integer.toString(Math.min(3, voters.split(",", -1).length));
    var fewest = replicas.equals("3") ? "2" : "1";
    properties.put("node.id", node);
    properties.put("controller.quorum.voters", voters);
    properties.put("listener.security.protocol.map", "PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put(
        "listeners", "PLAIN://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(plain, controller));
    properties.put("offsets.topic.replication.factor", replicas);
    properties.put("transaction.state.log.replication.factor", replicas);
    properties.put("transaction.state.log.min.isr", fewest);
    properties.put("share.coordinator.state.topic.replication.factor", replicas);
    properties.put("share.coordinator.state.topic.min.isr", fewest);
    properties.put("min.insync.replicas", fewest);
    return properties;
  }

  private static Map<String, String> properties(
      Path directory, String plain, String secure, String controller) {
    var properties = new HashMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "PLAIN");
    properties.put(
        "listener.security.protocol.map", "PLAIN:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT");
    properties.put(
        "listeners",
        "PLAIN://127.0.0.1:%s,SECURE://localhost:%s,CONTROLLER://127.0.0.1:%s"
            .formatted(plain, secure, controller));
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put(
        "listener.name.secure.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(USER, PASSWORD));
    properties.put(
        "listener.name.secure.ssl.keystore.location", directory.resolve(KEYS).toString());
    properties.put("listener.name.secure.ssl.keystore.password", PASSWORD);
    properties.put("listener.name.secure.ssl.keystore.type", "PKCS12");
    properties.put("listener.name.secure.ssl.client.auth", "required");
    properties.put(
        "listener.name.secure.ssl.truststore.location", directory.resolve(CLIENTS).toString());
    properties.put("listener.name.secure.ssl.truststore.password", PASSWORD);
    properties.put("listener.name.secure.ssl.truststore.type", "PKCS12");
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    return properties;
  }
}
