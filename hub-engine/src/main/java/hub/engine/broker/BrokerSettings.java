package hub.engine.broker;

import java.nio.file.Path;

/// Where an embedded broker keeps its data and where it listens.
///
/// @param dataDirectory is created when it is missing; one broker at a time
/// @param port where clients connect on the loopback address; 0 picks a free one and remembers it
/// @param controllerPort where the broker talks to its own controller; 0 picks a free one
public record BrokerSettings(Path dataDirectory, int port, int controllerPort) {

  private static final int HIGHEST_PORT = 65_535;

  public BrokerSettings {
    requirePort("port", port);
    requirePort("controllerPort", controllerPort);
    if (port != 0 && port == controllerPort) {
      throw new IllegalArgumentException(
          "port and controllerPort are both %d; give two different ports, or 0".formatted(port));
    }
  }

  /// A broker on free ports, the same ones after a restart if nobody took them meanwhile.
  public static BrokerSettings in(Path dataDirectory) {
    return new BrokerSettings(dataDirectory, 0, 0);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "%s is %d; a port is between 0 and %d".formatted(name, port, HIGHEST_PORT));
    }
  }
}
