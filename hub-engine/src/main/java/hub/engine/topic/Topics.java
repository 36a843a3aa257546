package hub.engine.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The names of the hub's topics, how each is kept, and the limits of what goes in.
///
/// - `hub.inputs`: what enters; bounded retention.
/// - `hub.events`: the truth, for ever; the same partitions as the inputs.
/// - `hub.commands.<system>`: a dead tool delays nobody else; a few partitions; bounded retention.
/// - `hub.dead-letters`: what could not be processed and why, for ever;
///   `hub.dead-letters.payloads`: what it was, redacted, with bounded retention (design D12).
/// - `hub.keys`: the key of each incident, compacted; a tombstone is an erasure.
public final class Topics {

  public static final String INPUTS = "hub.inputs";
  public static final String EVENTS = "hub.events";
  public static final String DEAD_LETTERS = "hub.dead-letters";
  public static final String DEAD_LETTER_PAYLOADS = "hub.dead-letters.payloads";
  public static final String KEYS = "hub.keys";

  /// The largest input in bytes, as it lies in the log. Larger ones are refused at the door.
  public static final int MAX_INPUT_BYTES = 1_000_000;

  /// The largest event, command, dead letter or state value in bytes.
  public static final int MAX_RECORD_BYTES = 1_000_000;

  /// The partitions of a topic of commands: as many commands can be carried out at once. A tool has
  /// at most one under way for a ticket, so nothing depends on their order.
  public static final int COMMAND_PARTITIONS = 4;

  /// Room for headers, key and framing around the largest value.
  private static final int ENVELOPE_BYTES = 64 * 1024;

  /// How long a deleted key may stay in a segment that nobody compacts.
  private static final Duration MAX_KEY_LAG = Duration.ofHours(1);

  public static final String MAX_MESSAGE_BYTES = "max.message.bytes";

  /// How long a changelog may keep what an erasure took out of the state.
  private static final Duration MAX_CHANGELOG_LAG = Duration.ofDays(1);

  private static final String COMMANDS_PREFIX = "hub.commands.";
  private static final String CLEANUP = "cleanup.policy";
  static final String RETENTION = "retention.ms";
  static final String FEWEST_COPIES = "min.insync.replicas";
  private static final String FOR_EVER = "-1";

  private Topics() {}

  /// The topic of the commands for one system.
  public static String commands(String system) {
    return COMMANDS_PREFIX + system;
  }

  /// Whether a topic holds the commands for a system.
  public static boolean isCommands(String topic) {
    return topic.startsWith(COMMANDS_PREFIX);
  }

  /// The changelog of a store of Kafka Streams, as Streams names it.
  public static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }

  /// How a changelog is kept. It is a cache, but what an erasure took out must leave it in time.
  public static Map<String, String> changelogConfig() {
    var lag = Long.toString(MAX_CHANGELOG_LAG.toMillis());
    return Map.of(
        MAX_MESSAGE_BYTES,
        Integer.toString(maxMessageBytes()),
        "max.compaction.lag.ms",
        lag,
        "segment.ms",
        lag);
  }

  /// Every topic the settings ask for.
  static List<TopicDefinition> definitions(TopicSettings settings) {
    var limited = Long.toString(settings.inputRetention().toMillis());
    var topics = new ArrayList<TopicDefinition>();
    topics.add(log(INPUTS, settings.partitions(), limited, settings.flushEachRecord()));
    topics.add(log(EVENTS, settings.partitions(), FOR_EVER, settings.flushEachRecord()));
    topics.add(log(DEAD_LETTERS, 1, FOR_EVER, false));
    topics.add(log(DEAD_LETTER_PAYLOADS, 1, limited, false));
    topics.add(keys(settings.partitions()));
    for (var system : settings.systems()) {
      topics.add(log(commands(system), COMMAND_PARTITIONS, limited, false).growing());
    }
    return topics;
  }

  private static TopicDefinition log(
      String name, int partitions, String retention, boolean flushEachRecord) {
    var isKeptForEver = retention.equals(FOR_EVER);
    var binding = new TreeMap<>(Map.of(CLEANUP, "delete"));
    if (isKeptForEver) {
      binding.put(RETENTION, FOR_EVER);
      binding.put("retention.bytes", FOR_EVER);
    }
    var advised = new TreeMap<>(Map.of(MAX_MESSAGE_BYTES, Integer.toString(maxMessageBytes())));
    if (flushEachRecord) {
      advised.put("flush.messages", "1");
    }
    return new TopicDefinition(
        name, partitions, false, isKeptForEver ? null : retention, binding, advised);
  }

  private static TopicDefinition keys(int partitions) {
    var lag = Long.toString(MAX_KEY_LAG.toMillis());
    return new TopicDefinition(
        KEYS,
        partitions,
        false,
        null,
        Map.of(CLEANUP, "compact"),
        Map.of(
            MAX_MESSAGE_BYTES,
            Integer.toString(maxMessageBytes()),
            "max.compaction.lag.ms",
            lag,
            "segment.ms",
            lag,
            "delete.retention.ms",
            Long.toString(Duration.ofDays(1).toMillis())));
  }

  /// The limit of a topic, so that nothing the hub accepts is refused by the broker.
  public static int maxMessageBytes() {
    return Math.max(MAX_INPUT_BYTES, MAX_RECORD_BYTES) + ENVELOPE_BYTES;
  }
}
