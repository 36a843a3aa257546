package hub.engine.broker;

import java.nio.file.Path;

/// A broker in a process of its own: `BrokerProcess <data directory>`. It says where it listens,
/// and ends when its input does.
public final class BrokerProcess {

  private BrokerProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(Path.of(arguments[0])))) {
      System.out.println("ready " + broker.bootstrapServers());
      while (System.in.read() >= 0) {
        // Whoever started it is still there.
      }
    }
  }
}
