package hub.engine.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The two ports of an embedded broker. What was picked is remembered beside the data, so that a
/// restart comes back where clients and people found it before.
record BrokerPorts(int client, int controller) {

  private static final String FILE = "ports.properties";
  private static final String CLIENT = "client";
  private static final String CONTROLLER = "controller";

  static BrokerPorts resolve(BrokerSettings settings) {
    var remembered = read(settings.dataDirectory());
    var client = choose("port", settings.port(), remembered.client, 0);
    var controller =
        choose("controllerPort", settings.controllerPort(), remembered.controller, client);
    return new BrokerPorts(client, controller);
  }

  private static int choose(String name, int configured, int remembered, int taken) {
    if (configured != 0) {
      if (!isFree(configured)) {
        throw new BrokerStartException(
            "%s %d is in use by another process; stop it, or configure another port or 0"
                .formatted(name, configured));
      }
      return configured;
    }
    return remembered != 0 && remembered != taken && isFree(remembered)
        ? remembered
        : pickFree(taken);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      // Like the broker itself: a port whose last connections still linger may be bound again.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int pickFree(int taken) {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() == taken ? pickFree(taken) : socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback address", e);
    }
  }

  private static BrokerPorts read(Path directory) {
    var file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new BrokerPorts(0, 0);
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return new BrokerPorts(number(properties, CLIENT), number(properties, CONTROLLER));
    } catch (IOException | IllegalArgumentException _) {
      // A damaged note of ports is worth nothing, but no reason to refuse the data beside it.
      return new BrokerPorts(0, 0);
    }
  }

  private static int number(Properties properties, String key) {
    return Integer.parseInt(properties.getProperty(key, "0"));
  }

  void remember(Path directory) {
    var properties = new Properties();
    properties.setProperty(CLIENT, Integer.toString(client));
    properties.setProperty(CONTROLLER, Integer.toString(controller));
    try (Writer writer = Files.newBufferedWriter(directory.resolve(FILE))) {
      properties.store(writer, "ports of the embedded broker");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }
}
