package hub.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @Test
  void a_topic_is_still_there_after_a_restart_on_the_same_port(@TempDir Path directory)
      throws Exception {
    String first;
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
      first = broker.bootstrapServers();
      try (var admin = admin(broker)) {
        admin
            .createTopics(List.of(new NewTopic("kept", Optional.of(3), Optional.empty())))
            .all()
            .get();
      }
    }
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        var admin = admin(broker)) {
      assertThat(admin.listTopics().names().get()).contains("kept");
      assertThat(broker.bootstrapServers()).isEqualTo(first);
    }
  }

  @Test
  void a_configured_port_that_is_taken_is_named(@TempDir Path directory) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = new BrokerSettings(directory, taken.getLocalPort(), 0);
      assertThatThrownBy(() -> EmbeddedBroker.start(settings))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void a_second_broker_on_the_same_data_is_refused(@TempDir Path directory) {
    try (var _ = EmbeddedBroker.start(BrokerSettings.in(directory))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(directory)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining(directory.toString());
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
