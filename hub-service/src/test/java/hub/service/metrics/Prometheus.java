package hub.service.metrics;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The Prometheus of the machine. Where there is none it is fetched by apt-get beside the build,
/// and installed nowhere; where that cannot be, tests that need it say so and are left out.
public final class Prometheus implements AutoCloseable {

  private static final Path FETCHED = Path.of("target", "prometheus").toAbsolutePath();
  private static final Duration START = Duration.ofSeconds(60);
  private static final int FETCH_SECONDS = 120;

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private Prometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// How a tool ended.
  record Ended(int code, String said) {}

  /// Runs promtool in the folder of the rules.
  static Ended promtool(String... arguments) {
    var command = Stream.concat(Stream.of(tool("promtool").toString()), Stream.of(arguments));
    return run(Watched.PROMETHEUS, command.toList());
  }

  /// Starts one that scrapes an address every second, with the rules of the house.
  ///
  /// @param hub host and port
  public static Prometheus scraping(String hub, Path data) {
    var executable = tool("prometheus");
    var port = freePort();
    try {
      Files.createDirectories(data);
      var config = data.resolve("prometheus.yml");
      Files.writeString(
          config,
          """
          global:
            scrape_interval: 1s
            evaluation_interval: 1s
          rule_files: ["%s"]
          scrape_configs:
            - job_name: incident-hub
              metrics_path: /q/metrics
              static_configs:
                - targets: ["%s"]
          """
              .formatted(Watched.RULES.toAbsolutePath().normalize(), hub));
      var process =
          new ProcessBuilder(
                  executable.toString(),
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + data.resolve("tsdb"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("prometheus.log").toFile())
              .start();
      var prometheus = new Prometheus(process, port);
      prometheus.awaitScrape();
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitScrape() {
    await("Prometheus has scraped the hub")
        .atMost(START)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .until(() -> query("up == 1").size() == 1);
  }

  /// What an expression yields now: one element for each series.
  ///
  /// @throws IllegalArgumentException if Prometheus does not take it
  public JsonNode query(String expression) {
    var answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalArgumentException(expression + ": " + answer);
    }
    return answer.at("/data/result");
  }

  /// Why a rule could not be evaluated, by rule; empty while all can.
  public List<String> complaints() {
    return get("/api/v1/rules").findValues("rules").stream()
        .flatMap(rules -> Stream.iterate(0, i -> i < rules.size(), i -> i + 1).map(rules::get))
        .filter(rule -> rule.hasNonNull("lastError"))
        .map(rule -> rule.path("name").asText() + ": " + rule.path("lastError").asText())
        .toList();
  }

  private JsonNode get(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return new JsonMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path tool(String name) {
    var found = onPath(name).or(() -> fetched(name));
    Assumptions.assumeTrue(
        found.isPresent(),
        "NOT TESTED: no %s on the PATH and none to fetch (apt-get install prometheus)"
            .formatted(name));
    return found.orElseThrow();
  }

  private static Optional<Path> onPath(String name) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Debian's package, unpacked: it needs no others, and its service is not started.
  private static synchronized Optional<Path> fetched(String name) {
    var tool = FETCHED.resolve("usr/bin").resolve(name);
    if (!Files.isExecutable(tool) && onPath("apt-get").isPresent()) {
      try {
        Files.createDirectories(FETCHED);
        run(
            FETCHED,
            List.of(
                "sh", "-c", "apt-get download -qq prometheus && dpkg-deb -x prometheus_*.deb ."));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.of(tool).filter(Files::isExecutable);
  }

  private static Ended run(Path folder, List<String> command) {
    try {
      var process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(FETCH_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Ended(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    http.close();
  }
}
