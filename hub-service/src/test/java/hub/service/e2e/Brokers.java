package hub.service.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// A Kafka cluster on the loopback address, each broker in a process of its own that can be killed
/// and started again over its data.
final class Brokers implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(4);

  private final Path directory;
  private final String cluster = Uuid.randomUuid().toString();
  private final List<Broker> brokers = new ArrayList<>();

  private static final class Broker {
    private final int port = HubProcess.freePort();
    private final int controller = HubProcess.freePort();
    private int starts;
    private @Nullable Process process;
  }

  Brokers(Path directory, int count) {
    this.directory = directory;
    for (var node = 1; node <= count; node++) {
      brokers.add(new Broker());
    }
  }

  int count() {
    return brokers.size();
  }

  /// What clients connect to.
  String addresses() {
    return brokers.stream()
        .map(broker -> "127.0.0.1:" + broker.port)
        .collect(Collectors.joining(","));
  }

  Brokers startAll() {
    IntStream.rangeClosed(1, brokers.size()).forEach(this::start);
    IntStream.rangeClosed(1, brokers.size()).forEach(this::awaitReady);
    return this;
  }

  /// @param node from 1
  void start(int node) {
    var broker = brokers.get(node - 1);
    broker.starts++;
    try {
      Files.createDirectories(place(node));
      broker.process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx384m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ClusterBroker.class.getName(),
                  place(node).toString(),
                  Integer.toString(broker.port),
                  "0",
                  Integer.toString(broker.controller),
                  Integer.toString(node),
                  cluster,
                  voters())
              .redirectErrorStream(true)
              .redirectOutput(log(node).toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String voters() {
    return IntStream.rangeClosed(1, brokers.size())
        .mapToObj(node -> node + "@127.0.0.1:" + brokers.get(node - 1).controller)
        .collect(Collectors.joining(","));
  }

  void awaitReady(int node) {
    await("broker %d to be ready; its log is %s".formatted(node, log(node)))
        .atMost(START)
        .until(() -> Files.readAllLines(log(node)).contains("ready"));
  }

  /// As `kill -9` does.
  void kill(int node) {
    var process = brokers.get(node - 1).process;
    if (process == null) {
      return;
    }
    try {
      process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path place(int node) {
    return directory.resolve("broker-" + node);
  }

  private Path log(int node) {
    return place(node).resolve("start-" + brokers.get(node - 1).starts + ".log");
  }

  @Override
  public void close() {
    IntStream.rangeClosed(1, brokers.size()).forEach(this::kill);
  }
}
