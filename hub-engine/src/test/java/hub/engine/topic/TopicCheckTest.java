package hub.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
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
          .hasMessageContaining("topic hub.events has 2 partition(s)")
          .hasMessageContaining("hub.inputs has retention.ms=2592000000, the hub needs 604800000");
    }
  }

  private static TopicSettings settings(int partitions, Duration retention, String... systems) {
    return new TopicSettings(
        partitions, (short) 1, retention, true, new TreeSet<>(List.of(systems)));
  }
}
