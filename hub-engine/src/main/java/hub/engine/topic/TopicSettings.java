package hub.engine.topic;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a site chooses about its topics. The names themselves are fixed ({@link Topics}).
///
/// @param partitions of `hub.inputs`, `hub.events` and `hub.keys`: one for each space (design D2)
/// @param replicationFactor 1 for the embedded broker, 3 for a cluster
/// @param inputRetention how long inputs, commands and payloads of dead letters are kept (D12)
/// @param flushEachRecord whether an acknowledged input is on disk; a single node has no replica
/// @param systems the ids of the external systems; each has a topic of commands
public record TopicSettings(
    int partitions,
    short replicationFactor,
    Duration inputRetention,
    boolean flushEachRecord,
    SortedSet<String> systems) {

  /// The retention of inputs, commands and payloads where a site says nothing.
  public static final Duration DEFAULT_INPUT_RETENTION = Duration.ofDays(30);

  public TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions is %d; at least 1".formatted(partitions));
    }
    if (inputRetention.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "the retention of inputs is %s; at least PT1H".formatted(inputRetention));
    }
    systems = new TreeSet<>(systems);
  }

  /// For the broker inside the process: nothing is replicated, so everything is flushed.
  public static TopicSettings embedded(int partitions, SortedSet<String> systems) {
    return new TopicSettings(partitions, (short) 1, DEFAULT_INPUT_RETENTION, true, systems);
  }
}
