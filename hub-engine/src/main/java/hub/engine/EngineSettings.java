package hub.engine;

import hub.engine.intake.IntakeSettings;
import hub.engine.log.Connection;
import hub.engine.privacy.Redaction;
import hub.engine.topic.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an engine runs.
///
/// @param connection the cluster: the broker in this process, or any Kafka 4
/// @param topics how the topics are kept
/// @param spaces the spaces this process may own, each in its own partition
/// @param applicationId the same in all processes of one hub; names the group and the changelogs
/// @param instanceId this process among them; it must stay the same over restarts, which are then
///   fast, and differ between processes
/// @param stateDirectory where the stores lie; a cache
/// @param commitInterval how often a transaction ends, and so the delay of each hop
/// @param timerInterval how often due timers are looked for
/// @param standbyReplicas warm copies of the state in other processes
/// @param spaceGuard where free disk space is watched; null for a cluster elsewhere
/// @param redaction what is taken out of inputs at the door
/// @param clockAhead how far the hub's clock is ahead of the machine's; zero but for tests
/// @param trace is told of decisions that somebody follows
public record EngineSettings(
    Connection connection,
    TopicSettings topics,
    List<SpaceSettings> spaces,
    String applicationId,
    String instanceId,
    Path stateDirectory,
    Duration commitInterval,
    Duration timerInterval,
    int standbyReplicas,
    @Nullable SpaceGuard spaceGuard,
    Redaction redaction,
    Duration clockAhead,
    DecisionTrace trace) {

  /// With the machine's clock, and nobody who notes decisions.
  public EngineSettings(
      Connection connection,
      TopicSettings topics,
      List<SpaceSettings> spaces,
      String applicationId,
      String instanceId,
      Path stateDirectory,
      Duration commitInterval,
      Duration timerInterval,
      int standbyReplicas,
      @Nullable SpaceGuard spaceGuard,
      Redaction redaction) {
    this(
        connection,
        topics,
        spaces,
        applicationId,
        instanceId,
        stateDirectory,
        commitInterval,
        timerInterval,
        standbyReplicas,
        spaceGuard,
        redaction,
        Duration.ZERO,
        DecisionTrace.PASSED_ON);
  }

  /// Where free space is watched, and below which number of bytes inputs are refused.
  public record SpaceGuard(Path directory, long floorBytes) {

    /// Enough to stop in good order.
    public static final long DEFAULT_FLOOR_BYTES = 256L * 1024 * 1024;
  }

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);
  private static final Duration TIMER_INTERVAL = Duration.ofMillis(250);

  public EngineSettings {
    spaces = List.copyOf(spaces);
    var partitions = new TreeMap<Integer, String>();
    for (var space : spaces) {
      var other = partitions.put(space.partition(), space.space());
      if (other != null) {
        throw new IllegalArgumentException(
            "spaces %s and %s both have partition %d; give each its own"
                .formatted(other, space.space(), space.partition()));
      }
      if (space.partition() >= topics.partitions()) {
        throw new IllegalArgumentException(
            "space %s has partition %d, but there are %d; partitions count from 0"
                .formatted(space.space(), space.partition(), topics.partitions()));
      }
    }
  }

  /// For a broker in this process that keeps its data under the same directory.
  public static EngineSettings embedded(
      String bootstrapServers, Path dataDirectory, SpaceSettings space) {
    return new EngineSettings(
        Connection.plain(bootstrapServers),
        TopicSettings.embedded(
            space.partition() + 1, new java.util.TreeSet<>(space.config().systems().keySet())),
        List.of(space),
        "hub",
        "hub-1",
        dataDirectory.resolve("state"),
        COMMIT_INTERVAL,
        TIMER_INTERVAL,
        0,
        new SpaceGuard(dataDirectory, SpaceGuard.DEFAULT_FLOOR_BYTES),
        Redaction.STANDARD);
  }

  Map<Integer, SpaceSettings> spacesByPartition() {
    var byPartition = new TreeMap<Integer, SpaceSettings>();
    spaces.forEach(space -> byPartition.put(space.partition(), space));
    return byPartition;
  }

  IntakeSettings intake() {
    var partitions = new TreeMap<String, Integer>();
    spaces.forEach(space -> partitions.put(space.space(), space.partition()));
    return new IntakeSettings(
        connection,
        partitions,
        redaction,
        spaceGuard == null ? null : spaceGuard.directory(),
        spaceGuard == null ? 0 : spaceGuard.floorBytes());
  }

  SpaceSettings space(String id) {
    return spaces.stream()
        .filter(space -> space.space().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no space " + id + " in this configuration"));
  }
}
