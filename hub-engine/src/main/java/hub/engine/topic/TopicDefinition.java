package hub.engine.topic;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/// One topic as the hub needs it.
///
/// @param binding the settings that must hold also in a topic that exists already; a cluster's
///   owner may tune the others
record TopicDefinition(
    String name, int partitions, Map<String, String> binding, Map<String, String> advised) {

  NewTopic toNewTopic(short replicationFactor) {
    var config = new TreeMap<>(advised);
    config.putAll(binding);
    return new NewTopic(name, Optional.of(partitions), Optional.of(replicationFactor))
        .configs(config);
  }
}
