package hub.service.wiring;

import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.log.Connection;
import org.jspecify.annotations.Nullable;

/// Where the log is: the broker inside this process, or a cluster elsewhere.
final class Cluster implements AutoCloseable {

  private final Connection connection;
  private final @Nullable EmbeddedBroker broker;

  private Cluster(Connection connection, @Nullable EmbeddedBroker broker) {
    this.connection = connection;
    this.broker = broker;
  }

  static Cluster open(HubSettings settings) {
    var servers = settings.kafka().bootstrapServers();
    if (servers.isPresent()) {
      return new Cluster(new Connection(servers.get(), settings.kafka().properties()), null);
    }
    var broker = EmbeddedBroker.start(BrokerSettings.in(settings.data().resolve("kafka")));
    return new Cluster(Connection.plain(broker.bootstrapServers()), broker);
  }

  Connection connection() {
    return connection;
  }

  boolean isEmbedded() {
    return broker != null;
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
