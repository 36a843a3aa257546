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
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics that are missing and checks those that exist, before anything else starts.
///
/// A partition count other than the configured one would move every space to another partition and
/// open every incident anew (design D2), so it is refused, and so is a retention that would forget
/// events, and a topic that cannot be written to. How long inputs, commands and payloads are kept
/// is the site's choice and may change: the topics follow, as they do where they would refuse large
/// records. Topics of commands get the partitions they lack, since nothing depends on the order of
/// commands. Fewer copies than were asked for are a warning.
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
    check(
        definitions.stream().filter(topic -> existing.contains(topic.name())).toList(),
        replicationFactor);
  }

  private void create(TopicDefinition definition, short replicationFactor) {
    try {
      await(admin.createTopics(List.of(definition.toNewTopic(replicationFactor))).all());
    } catch (TopicUnavailableException e) {
      // Another instance was faster; then its topic is checked at the next start of this one.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      check(List.of(definition), replicationFactor);
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

  private void check(Collection<TopicDefinition> definitions, short replicationFactor) {
    var names = definitions.stream().map(TopicDefinition::name).toList();
    var descriptions = await(admin.describeTopics(names).allTopicNames());
    var configs = await(admin.describeConfigs(resources(names)).all());
    var differences = new ArrayList<String>();
    var following = new TreeMap<String, Map<String, String>>();
    var growing = new TreeMap<String, NewPartitions>();
    for (var definition : definitions) {
      var partitions = get(descriptions, definition.name()).partitions();
      var found = partitions.size();
      if (!definition.mayGrow()) {
        differences.addAll(partitionDifference(definition, found));
      } else if (found < definition.partitions()) {
        growing.put(definition.name(), NewPartitions.increaseTo(definition.partitions()));
      }
      var config = get(configs, resource(definition.name()));
      following.put(definition.name(), toFollow(definition, config));
      differences.addAll(configDifferences(definition, config));
      differences.addAll(copyDifference(definition, partitions, config, replicationFactor));
    }
    if (!differences.isEmpty()) {
      throw new TopicMismatchException(differences);
    }
    following.forEach(this::follow);
    if (!growing.isEmpty()) {
      LOG.info("Topics of commands get more partitions topics={}", growing.keySet());
      await(admin.createPartitions(growing).all());
    }
  }

  /// What a topic takes over: how long it keeps its records, and room for the largest one.
  private static Map<String, String> toFollow(TopicDefinition definition, Config config) {
    var changes = new TreeMap<String, String>();
    var retention = definition.bounded();
    if (retention != null && !retention.equals(found(config, Topics.RETENTION))) {
      changes.put(Topics.RETENTION, retention);
    }
    if (number(config, Topics.MAX_MESSAGE_BYTES) < Topics.maxMessageBytes()) {
      changes.put(Topics.MAX_MESSAGE_BYTES, Integer.toString(Topics.maxMessageBytes()));
    }
    return changes;
  }

  /// Of a shorter retention, what is older goes by and by.
  private void follow(String topic, Map<String, String> changes) {
    if (changes.isEmpty()) {
      return;
    }
    LOG.info("The configuration of a topic changes topic={} changes={}", topic, changes);
    var operations =
        changes.entrySet().stream()
            .map(to -> new AlterConfigOp(new ConfigEntry(to.getKey(), to.getValue()), OpType.SET))
            .toList();
    await(admin.incrementalAlterConfigs(Map.of(resource(topic), operations)).all());
  }

  /// Every write waits for `min.insync.replicas` copies, so a topic that never has as many takes
  /// nothing at all.
  private static List<String> copyDifference(
      TopicDefinition definition,
      List<TopicPartitionInfo> partitions,
      Config config,
      short replicationFactor) {
    var copies = partitions.stream().mapToInt(part -> part.replicas().size()).min().orElse(0);
    var fewest = number(config, Topics.FEWEST_COPIES);
    if (fewest > copies) {
      return List.of(
          difference(
              "topic %s has %d copies and %s=%d, so nothing can be written to it"
                  .formatted(definition.name(), copies, Topics.FEWEST_COPIES, fewest),
              ("Give it more copies with kafka-reassign-partitions.sh, or set %s to at most %d with"
                      + " kafka-configs.sh")
                  .formatted(Topics.FEWEST_COPIES, copies)));
    }
    if (copies < replicationFactor) {
      LOG.warn(
          "A topic has fewer copies than hub.kafka.replication-factor asks for; give it more with"
              + " kafka-reassign-partitions.sh, or ask for fewer topic={} copies={} asked={}",
          definition.name(),
          copies,
          replicationFactor);
    } else if (copies > 1 && fewest < 2) {
      LOG.warn(
          "What a topic has acknowledged may lie on one broker alone and be lost with it; set"
              + " min.insync.replicas=2 with kafka-configs.sh topic={} copies={}",
          definition.name(),
          copies);
    }
    return List.of();
  }

  private static List<String> partitionDifference(TopicDefinition definition, int found) {
    if (found == definition.partitions()) {
      return List.of();
    }
    return List.of(
        difference(
            "topic %s has %d partition(s), the configuration says %d"
                .formatted(definition.name(), found, definition.partitions()),
            ("A space stays in its partition for ever: set the number of partitions back to %d, or"
                    + " move to new topics")
                .formatted(found)));
  }

  private static String difference(String cause, String remedy) {
    return cause + ". " + remedy;
  }

  private static List<String> configDifferences(TopicDefinition definition, Config config) {
    var differences = new ArrayList<String>();
    definition
        .binding()
        .forEach((key, wanted) -> {
          var found = found(config, key);
          if (!found.equals(wanted)) {
            differences.add(
                difference(
                    "topic %s has %s=%s, the hub needs %s"
                        .formatted(definition.name(), key, found, wanted),
                    "Alter the topic with kafka-configs.sh, or change the configuration of the"
                        + " hub"));
          }
        });
    return differences;
  }

  private static String found(Config config, String key) {
    var entry = config.get(key);
    return entry == null ? "nothing" : String.valueOf(entry.value());
  }

  /// A broker tells every setting of a topic; one that it does not tell, it does not limit.
  private static long number(Config config, String key) {
    var entry = config.get(key);
    return entry == null || entry.value() == null ? Long.MAX_VALUE : Long.parseLong(entry.value());
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
