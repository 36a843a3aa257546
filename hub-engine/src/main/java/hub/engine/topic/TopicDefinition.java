package hub.engine.topic;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/// One topic as the hub needs it.
///
/// @param mayGrow whether a topic that exists with fewer partitions gets the missing ones
/// @param binding the settings that must hold also in a topic that exists already; a cluster's
///   owner may tune the others
/// @param bounded for how many milliseconds records are kept, which an existing topic follows; null
///   where that is no choice of the site
record TopicDefinition(
    String name,
    int partitions,
    boolean mayGrow,
    @Nullable String bounded,
    Map<String, String> binding,
    Map<String, String> advised) {

  /// The same topic, which may get more partitions.
  TopicDefinition growing() {
    return new TopicDefinition(name, partitions, true, bounded, binding, advised);
  }

  NewTopic toNewTopic(short replicationFactor) {
    var config = new TreeMap<>(advised);
    config.putAll(binding);
    if (bounded != null) {
      config.put(Topics.RETENTION, bounded);
    }
    return new NewTopic(name, Optional.of(partitions), Optional.of(replicationFactor))
        .configs(config);
  }
}
