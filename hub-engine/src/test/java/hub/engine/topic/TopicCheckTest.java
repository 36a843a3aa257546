package hub.engine.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCheckTest {

  @Test
  void topics_are_created_once_and_a_start_with_other_settings_is_refused(@TempDir Path directory)
      throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var check = new TopicCheck(admin);
      check.createAndCheck(settings(2, Duration.ofDays(30), "clearquest", "jira-ops"));
      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrder(
              "hub.inputs",
              "hub.events",
              "hub.keys",
              "hub.dead-letters",
              "hub.dead-letters.payloads",
              "hub.commands.clearquest",
              "hub.commands.jira-ops");

      assertThatCode(
              () -> check.createAndCheck(settings(2, Duration.ofDays(30), "jira-ops", "jira-sds")))
          .doesNotThrowAnyException();
      assertThat(admin.listTopics().names().get()).contains("hub.commands.jira-sds");

      assertThatThrownBy(() -> check.createAndCheck(settings(3, Duration.ofDays(7), "clearquest")))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("topic hub.inputs has 2 partition(s), the configuration says 3")
          .hasMessageContaining("topic hub.events has 2 partition(s)");
      assertThat(retention(admin, "hub.inputs")).isEqualTo(Duration.ofDays(30));
    }
  }

  @Test
  void topics_follow_another_retention_of_inputs_and_events_stay_for_ever(@TempDir Path directory)
      throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var check = new TopicCheck(admin);
      check.createAndCheck(settings(1, Duration.ofDays(30), "clearquest"));

      check.createAndCheck(settings(1, Duration.ofDays(7), "clearquest"));

      for (var topic :
          List.of("hub.inputs", "hub.commands.clearquest", "hub.dead-letters.payloads")) {
        awaitSetting(admin, topic, "retention.ms", Duration.ofDays(7).toMillis());
      }
      assertThat(retention(admin, "hub.events")).isEqualTo(Duration.ofMillis(-1));

      var forgetful = new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource("hub.events"), List.of(forgetful))).all().get();
      awaitSetting(admin, "hub.events", "retention.ms", 1000);
      assertThatThrownBy(() -> check.createAndCheck(settings(1, Duration.ofDays(9), "clearquest")))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("hub.events has retention.ms=1000, the hub needs -1");
      assertThat(retention(admin, "hub.inputs")).isEqualTo(Duration.ofDays(7));
    }
  }

  @Test
  void a_topic_of_commands_gets_the_partitions_it_lacks_and_keeps_those_it_has(
      @TempDir Path directory) throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("hub.commands.clearquest", 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "delete")),
                  new NewTopic("hub.commands.jira-ops", 7, (short) 1)
                      .configs(Map.of("cleanup.policy", "delete"))))
          .all()
          .get();

      new TopicCheck(admin)
          .createAndCheck(settings(1, Duration.ofDays(30), "clearquest", "jira-ops"));

      assertThat(partitions(admin, "hub.commands.clearquest")).isEqualTo(Topics.COMMAND_PARTITIONS);
      assertThat(partitions(admin, "hub.commands.jira-ops")).isEqualTo(7);
    }
  }

  @Test
  void a_topic_that_takes_no_record_is_refused_and_one_that_takes_no_large_one_is_mended(
      @TempDir Path directory) throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var inputs =
          Map.of(
              "cleanup.policy", "delete", "min.insync.replicas", "2", "max.message.bytes", "1000");
      admin
          .createTopics(List.of(new NewTopic("hub.inputs", 1, (short) 1).configs(inputs)))
          .all()
          .get();
      var check = new TopicCheck(admin);

      assertThatThrownBy(() -> check.createAndCheck(settings(1, Duration.ofDays(30), "jira-ops")))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("topic hub.inputs has 1 copies and min.insync.replicas=2")
          .hasMessageContaining("at most 1 with kafka-configs.sh");
      assertThat(setting(admin, "hub.inputs", "max.message.bytes")).isEqualTo(1000);

      var fewest = new AlterConfigOp(new ConfigEntry("min.insync.replicas", "1"), OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource("hub.inputs"), List.of(fewest))).all().get();
      awaitSetting(admin, "hub.inputs", "min.insync.replicas", 1);
      check.createAndCheck(settings(1, Duration.ofDays(30), "jira-ops"));
      awaitSetting(admin, "hub.inputs", "max.message.bytes", Topics.maxMessageBytes());
    }
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    var topics = admin.describeTopics(List.of(topic)).allTopicNames().get();
    return requireNonNull(topics.get(topic)).partitions().size();
  }

  private static Duration retention(Admin admin, String topic) throws Exception {
    return Duration.ofMillis(setting(admin, topic, "retention.ms"));
  }

  private static long setting(Admin admin, String topic, String name) throws Exception {
    var config = admin.describeConfigs(List.of(resource(topic))).all().get().get(resource(topic));
    return Long.parseLong(requireNonNull(requireNonNull(config).get(name)).value());
  }

  /// A broker shows a change a moment after it was acknowledged.
  private static void awaitSetting(Admin admin, String topic, String name, long wanted) {
    await(topic + " " + name).until(() -> setting(admin, topic, name), value -> value == wanted);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static TopicSettings settings(int partitions, Duration retention, String... systems) {
    return new TopicSettings(
        partitions, (short) 1, retention, true, new TreeSet<>(List.of(systems)));
  }
}
