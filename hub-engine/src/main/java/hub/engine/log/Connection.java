package hub.engine.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How to reach the cluster.
///
/// @param bootstrapServers as `host:port`, several with commas
/// @param properties anything else every Kafka client needs: TLS, SASL. Not printed.
public record Connection(String bootstrapServers, Map<String, String> properties) {

  public Connection {
    properties = Map.copyOf(properties);
  }

  /// Without TLS and credentials, as for the broker inside the process.
  public static Connection plain(String bootstrapServers) {
    return new Connection(bootstrapServers, Map.of());
  }

  /// Properties of a client, with its own added.
  public Map<String, Object> with(Map<String, String> own) {
    var all = new HashMap<String, Object>(properties);
    all.put("bootstrap.servers", bootstrapServers);
    all.put("enable.metrics.push", "false");
    all.putAll(new TreeMap<>(own));
    return all;
  }

  @Override
  public String toString() {
    return "cluster at " + bootstrapServers;
  }
}
