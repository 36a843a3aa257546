package hub.engine.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics that are missing and checks those that exist, before anything else starts.
///
/// A partition count other than the configured one would move every space to another partition and
/// open every incident anew (design D2), so it is refused, and so is a retention that would forget
/// events. How long inputs, commands and payloads are kept is the site's choice and may change: the
/// topics follow. Topics of commands get the partitions they lack, since nothing depends on the
/// order of commands.
public final class TopicCheck {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Admin admin;

  public TopicCheck(Admin admin) {
    this.admin = admin;
  }

  /// Returns when every topic is there and as it must be.
  ///
  /// @throws TopicMismatchException if one is not, with all differences at once
  public void createAndCheck(TopicSettings settings) {
    createAndCheck(Topics.definitions(settings), settings.replicationFactor());
  }

  /// Makes sure that a store's changelog is there. Streams itself creates it only when partitions
  /// are assigned anew, which does not happen when a static member of the group comes back.
  public void createChangelog(TopicSettings settings, String applicationId, String store) {
    var changelog =
        new TopicDefinition(
            Topics.changelog(applicationId, store),
            settings.partitions(),
            false,
            null,
            Map.of("cleanup.policy", "compact"),
            Topics.changelogConfig());
    createAndCheck(List.of(changelog), settings.replicationFactor());
  }

  private void createAndCheck(List<TopicDefinition> definitions, short replicationFactor) {
    var existing = new HashSet<>(await(admin.listTopics().names()));
    var missing = definitions.stream().filter(topic -> !existing.contains(topic.name())).toList();
    missing.forEach(topic -> create(topic, replicationFactor));
    if (!missing.isEmpty()) {
      awaitNames(missing.stream().map(TopicDefinition::name).toList());
    }
    check(definitions.stream().filter(topic -> existing.contains(topic.name())).toList());
  }

  private void create(TopicDefinition definition, short replicationFactor) {
    try {
      await(admin.createTopics(List.of(definition.toNewTopic(replicationFactor))).all());
    } catch (TopicUnavailableException e) {
      // Another instance was faster; then its topic is checked at the next start of this one.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      check(List.of(definition));
    }
  }

  /// A broker knows a new topic a moment later than the controller that has made it.
  private void awaitNames(Collection<String> names) {
    var begun = System.nanoTime();
    while (!await(admin.listTopics().names()).containsAll(names)) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new TopicUnavailableException(
            "the broker does not show the topics it has made within %d s: %s"
                .formatted(PATIENCE.toSeconds(), names),
            null);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private void check(Collection<TopicDefinition> definitions) {
    var names = definitions.stream().map(TopicDefinition::name).toList();
    var descriptions = await(admin.describeTopics(names).allTopicNames());
    var configs = await(admin.describeConfigs(resources(names)).all());
    var differences = new ArrayList<String>();
    var retentions = new TreeMap<String, String>();
    var growing = new TreeMap<String, NewPartitions>();
    for (var definition : definitions) {
      var found = get(descriptions, definition.name()).partitions().size();
      if (!definition.mayGrow()) {
        differences.addAll(partitionDifference(definition, found));
      } else if (found < definition.partitions()) {
        growing.put(definition.name(), NewPartitions.increaseTo(definition.partitions()));
      }
      var config = get(configs, resource(definition.name()));
      var wanted = definition.bounded();
      if (wanted != null && !wanted.equals(found(config, Topics.RETENTION))) {
        retentions.put(definition.name(), wanted);
      }
      differences.addAll(configDifferences(definition, config));
    }
    if (!differences.isEmpty()) {
      throw new TopicMismatchException(differences);
    }
    retentions.forEach(this::keepFor);
    if (!growing.isEmpty()) {
      LOG.info("Topics of commands get more partitions topics={}", growing.keySet());
      await(admin.createPartitions(growing).all());
    }
  }

  /// Changes how long a topic keeps its records. What is older goes by and by.
  private void keepFor(String topic, String millis) {
    LOG.info("The retention of a topic changes topic={} retention.ms={}", topic, millis);
    var retention = new AlterConfigOp(new ConfigEntry(Topics.RETENTION, millis), OpType.SET);
    await(admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(retention))).all());
  }

  private static List<String> partitionDifference(TopicDefinition definition, int found) {
    if (found == definition.partitions()) {
      return List.of();
    }
    return List.of(
        """
        topic %s has %d partition(s), the configuration says %d. A space stays in its partition \
        for ever: set the number of partitions back to %d, or move to new topics\
        """
            .formatted(definition.name(), found, definition.partitions(), found));
  }

  private static List<String> configDifferences(TopicDefinition definition, Config config) {
    var differences = new ArrayList<String>();
    definition
        .binding()
        .forEach((key, wanted) -> {
          var found = found(config, key);
          if (!found.equals(wanted)) {
            differences.add(
                "topic %s has %s=%s, the hub needs %s: alter the topic with kafka-configs.sh"
                        .formatted(definition.name(), key, found, wanted)
                    + ", or change the configuration of the hub");
          }
        });
    return differences;
  }

  private static String found(Config config, String key) {
    var entry = config.get(key);
    return entry == null ? "nothing" : String.valueOf(entry.value());
  }

  private static Set<ConfigResource> resources(Collection<String> names) {
    var resources = new HashSet<ConfigResource>();
    names.forEach(name -> resources.add(resource(name)));
    return resources;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static <K, V> V get(Map<K, V> map, K key) {
    var value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the broker did not describe " + key);
    }
    return value;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new TopicUnavailableException("the broker refused: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new TopicUnavailableException(
          ("the broker did not answer within %d s; is it up, and are its address and credentials"
                  + " right?")
              .formatted(PATIENCE.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicUnavailableException("interrupted while waiting for the broker", e);
    }
  }
}
