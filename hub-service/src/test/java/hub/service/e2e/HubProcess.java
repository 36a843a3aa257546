package hub.service.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.service.leak.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The packaged application as a process that can be killed and started again over the same data.
final class HubProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(4);
  private static final Path ROOT = Path.of(System.getProperty("hub.root", ".."));

  /// The packaged application.
  static final Path APPLICATION = ROOT.resolve("hub-service/target/quarkus-app");

  private static final @Nullable String LOGS = System.getProperty("hub.logs");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SECRET = Pattern.compile("_(PASSWORD|TOKEN|SECRET)$");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private final String tools;
  private final Path site;
  private final int port;
  private int smtpPort = 1;
  private int imapPort = 1;
  private Map<String, String> more = Map.of();
  private @Nullable Process process;

  /// @param data where broker, state and index lie; kept over restarts
  /// @param tools address of the simulators
  HubProcess(Path data, String tools, Path site, int port) {
    this.data = data;
    this.tools = tools;
    this.site = site;
    this.port = port;
  }

  /// Where the hub finds its mailbox; without this nowhere.
  HubProcess withMail(int smtp, int imap) {
    smtpPort = smtp;
    imapPort = imap;
    return this;
  }

  /// What a site asks for beside the demo's.
  HubProcess withEnvironment(Map<String, String> environment) {
    more = Map.copyOf(environment);
    return this;
  }

  /// The site of the demo: the process of `config/nsp` with short intervals.
  static Path demoSite() {
    return ROOT.resolve("config/demo").toAbsolutePath().normalize();
  }

  /// A site that is the demo's and more.
  ///
  /// @param directory of the site; what it says already is written over
  static Path demoSiteWith(Path directory, String more) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("hub.yaml"), "extends: %s%n%s".formatted(demoSite(), more));
    return directory;
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://localhost:" + port;
  }

  HubProcess start(String... properties) {
    return start(QuickStart.launch(), properties);
  }

  /// With the compilers and the collector of `./hub start`.
  HubProcess startAsInProduction() {
    return start("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-Xmx1g");
  }

  /// @param launch what is run: the application, and how it is loaded
  HubProcess start(List<String> launch, String... properties) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx768m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dhub.site=" + site,
            "-Dhub.data=" + data,
            "-Dhub.access.open=true",
            "-Dquarkus.http.port=" + port,
            "-Dhub.links.address=" + url()));
    command.addAll(List.of(properties));
    command.addAll(launch);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    try {
      Files.createDirectories(data);
      Files.createDirectories(log().toAbsolutePath().getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// What the demo's site asks for.
  private Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.putAll(
        Map.of(
            "MAIL_ADDRESS",
            "nsp@hub.example",
            "MAIL_SECRET",
            Secrets.TOOLS,
            "MAIL_PASSWORD",
            Secrets.TOOLS,
            "MAIL_IMAP_HOST",
            "localhost",
            "MAIL_IMAP_PORT",
            Integer.toString(imapPort),
            "MAIL_SMTP_HOST",
            "localhost",
            "MAIL_SMTP_PORT",
            Integer.toString(smtpPort)));
    environment.putAll(
        Map.of(
            "CLEARQUEST_URL",
            tools + "/clearquest/cqweb/oslc",
            "CLEARQUEST_USER",
            "demo",
            "CLEARQUEST_PASSWORD",
            Secrets.TOOLS,
            "JIRA_OPS_URL",
            tools + "/jira-ops",
            "JIRA_OPS_TOKEN",
            Secrets.TOOLS,
            "JIRA_OPS_WEBHOOK_SECRET",
            Secrets.TOOLS,
            "JIRA_SDS_URL",
            tools + "/jira-sds",
            "JIRA_SDS_TOKEN",
            Secrets.TOOLS,
            "JIRA_SDS_WEBHOOK_SECRET",
            Secrets.TOOLS,
            "TICKET_PAGES",
            tools));
    environment.putAll(
        Map.of(
            "JIRA_FMK_URL",
            tools + "/jira-fmk",
            "JIRA_FMK_USER",
            "hub@example.com",
            "JIRA_FMK_TOKEN",
            Secrets.TOOLS,
            "JIRA_FMK_WEBHOOK_SECRET",
            Secrets.TOOLS));
    environment.putAll(more);
    environment.forEach(HubProcess::requireKnown);
    return environment;
  }

  /// A secret that nobody looks for in the logs at the end would prove nothing.
  private static void requireKnown(String name, String value) {
    if (SECRET.matcher(name).find() && !Secrets.isKnown(value)) {
      throw new IllegalArgumentException(name + " is not one of hub.service.leak.Secrets");
    }
  }

  /// What a command of `./hub` says about this hub.
  String command(String name, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                APPLICATION.resolve("app/*")
                    + File.pathSeparator
                    + APPLICATION.resolve("lib/main/*")
                    + File.pathSeparator
                    + APPLICATION.resolve("lib/boot/*"),
                "hub.service.cli.HubCommandLine",
                name,
                "--port",
                Integer.toString(port)));
    command.addAll(List.of(arguments));
    try {
      var started = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(started.waitFor()).as("%s: %s", command, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HubProcess awaitReady() {
    await("the hub to be ready; its log is " + log())
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !isRunning() || isReady());
    assertThat(isRunning()).as("the hub runs; the end of its log:%n%s", endOfLog()).isTrue();
    return this;
  }

  /// As [#awaitReady], and content with a process that has ended itself before.
  void awaitReadyOrEnd() {
    await("the hub to be ready or over; its log is " + log())
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !isRunning() || isReady());
  }

  boolean isRunning() {
    return process != null && process.isAlive();
  }

  /// With what it has ended.
  int exitCode() {
    return requireNonNull(process, "the hub was started").exitValue();
  }

  private boolean isReady() {
    try {
      return send("GET", "/q/health/ready", null).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// As `kill -9` does.
  void kill() {
    end(true, Duration.ofSeconds(20));
  }

  /// As Ctrl-C does.
  void stop() {
    end(false, Duration.ofSeconds(20));
  }

  /// As Ctrl-C does, where there is something to write at the end.
  void stop(Duration patience) {
    end(false, patience);
  }

  private void end(boolean forcibly, Duration patience) {
    var running = process;
    if (running == null) {
      return;
    }
    try {
      if (forcibly) {
        running.destroyForcibly();
      } else {
        running.destroy();
      }
      assertThat(running.waitFor(patience)).as("the hub has ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String endOfLog() {
    try {
      var lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it says. Where the build keeps such logs, one outlives the data of its test.
  Path log() {
    return LOGS == null ? data.resolve("hub.log") : Path.of(LOGS, "hub-" + port + ".log");
  }

  /// What the address answers, as JSON.
  JsonNode get(String path) {
    var answer = send("GET", path, null);
    assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  /// What the hub says of a system.
  String condition(String system) {
    return get("/api/systems")
        .valueStream()
        .filter(known -> known.path("id").asText().equals(system))
        .map(known -> known.path("condition").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no system " + system));
  }

  /// The page at the address, as a browser gets it.
  String page(String path) {
    var answer = send("GET", path, null, "text/html");
    assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
    return answer.body();
  }

  /// Where broker, state and index lie.
  Path data() {
    return data;
  }

  HttpResponse<String> post(String path, @Nullable String body) {
    return send("POST", path, body == null ? "{}" : body);
  }

  /// The incident of a ticket, by the key people use; null while there is none.
  @Nullable JsonNode incidentOf(String system, String key) {
    var ticket = URLEncoder.encode(system + ":" + key, StandardCharsets.UTF_8);
    var found = get("/api/incidents?ticket=" + ticket);
    return found.isEmpty() ? null : found.get(0);
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body) {
    return send(method, path, body, "application/json");
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String body, String accepted) {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Accept", accepted)
            .header("Origin", url())
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The stories of its incidents, beside its log: they tell why something came late.
  private void keepStories() {
    if (LOGS == null || !isRunning()) {
      return;
    }
    try {
      var stories = JSON.createObjectNode();
      for (var incident : get("/api/incidents?size=200")) {
        var id = incident.path("id").asText();
        stories.set(id, get("/api/incidents/" + id + "/events"));
      }
      Files.writeString(Path.of(LOGS, "hub-" + port + "-stories.json"), stories.toPrettyString());
    } catch (IOException | RuntimeException | AssertionError e) {
      System.err.println("the stories of the hub were not kept: " + e);
    }
  }

  @Override
  public void close() {
    keepStories();
    kill();
    http.close();
  }
}
