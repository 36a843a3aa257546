package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.service.leak.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A real Request Tracker 5 as Debian packages it, on loopback, over a database of its own; and
/// Anna, who works in it. Where there is none, tests that need it say so and are left out.
final class RequestTracker implements AutoCloseable {

  private static final Path SERVER = Path.of("/usr/share/request-tracker5/libexec/rt-server");
  private static final Path MAKE_DATABASE = Path.of("/usr/sbin/rt-setup-database-5");
  private static final Duration INSTALLED = Duration.ofMinutes(6);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final int port = HubProcess.freePort();
  private @Nullable Process server;

  private RequestTracker(Path directory) {
    this.directory = directory;
  }

  /// @param directory where its database and configuration lie
  static RequestTracker start(Path directory) throws IOException {
    awaitInstallation();
    Assumptions.assumeTrue(
        Files.isExecutable(SERVER) && Files.isExecutable(MAKE_DATABASE),
        "NOT TESTED: no Request Tracker 5 here, so no desk was connected by YAML alone"
            + " (apt-get install request-tracker5 rt5-db-sqlite)");
    var tracker = new RequestTracker(Files.createDirectories(directory));
    tracker.configure();
    tracker.serve();
    return tracker;
  }

  /// `./hub test` installs it while the build is under way, and writes this file when it is done.
  private static void awaitInstallation() {
    var done = System.getenv("HUB_INSTALLED_REQUEST_TRACKER");
    if (done != null) {
      await("Request Tracker to be installed")
          .atMost(INSTALLED)
          .until(() -> Files.exists(Path.of(done)));
    }
  }

  private void configure() throws IOException {
    Files.writeString(
        directory.resolve("site.pm"),
        """
        Set($rtname, 'desk.example');
        Set($Organization, 'desk.example');
        Set($Timezone, 'UTC');
        Set($WebPath, '');
        Set($WebDomain, 'localhost');
        Set($WebPort, %d);
        Set($DatabaseType, 'SQLite');
        Set($DatabaseName, '%s');
        Set($MailCommand, 'testfile');
        Set($LogToSyslog, undef);
        Set($LogToSTDERR, 'warning');
        1;
        """
            .formatted(port, directory.resolve("rt.db")));
    done(List.of(MAKE_DATABASE.toString(), "--action", "init", "--skip-create"), "make.log");
    var script = Path.of("src/test/resources/hub/service/e2e/request-tracker.pl");
    done(List.of("perl", script.toAbsolutePath().toString()), "prepare.log");
  }

  private void done(List<String> command, String log) throws IOException {
    try {
      var process = run(command, log);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s has ended", command).isTrue();
      assertThat(process.exitValue()).as(Files.readString(directory.resolve(log))).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() throws IOException {
    server = run(List.of(SERVER.toString(), "--port", Integer.toString(port)), "server.log");
    await("Request Tracker to answer")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> send("anna", "GET", "/rt", null).statusCode() == 200);
  }

  private Process run(List<String> command, String log) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RT_SITE_CONFIG", directory.resolve("site.pm").toString());
    // Nothing of the machine's own Request Tracker.
    builder.environment().put("RT_SITE_CONFIG_DIR", directory.resolve("none").toString());
    builder.redirectOutput(directory.resolve(log).toFile());
    return builder.start();
  }

  /// What the site's `hub.yaml` asks for.
  Map<String, String> environment() {
    return Map.of(
        "RT_URL",
        url(),
        "RT_USER",
        "hub",
        "RT_PASSWORD",
        Secrets.TRACKER,
        "RT_POLL_INTERVAL",
        "2s");
  }

  private String url() {
    return "http://localhost:" + port + "/REST/2.0";
  }

  /// A new ticket of Anna's; its number.
  String ticket(String subject, String text, int priority) {
    var body = JSON.createObjectNode().put("Queue", "General").put("Subject", subject);
    body.put("Content", text).put("Priority", Integer.toString(priority));
    return json(accepted("POST", "/ticket", body)).path("id").asText();
  }

  /// Anna sets a field, such as Status or Priority.
  void set(String ticket, String field, String value) {
    accepted("PUT", "/ticket/" + ticket, JSON.createObjectNode().put(field, value));
  }

  /// Anna answers the customer.
  void reply(String ticket, String text) {
    accepted(
        "POST",
        "/ticket/" + ticket + "/correspond",
        JSON.createObjectNode().put("Content", text).put("ContentType", "text/plain"));
  }

  JsonNode ticket(String number) {
    return json(accepted("GET", "/ticket/" + number, null));
  }

  /// What a custom field of the ticket says.
  String custom(String number, String name) {
    for (var field : ticket(number).path("CustomFields")) {
      if (field.path("name").asText().equals(name)) {
        return field.path("values").path(0).asText("");
      }
    }
    throw new IllegalStateException("no custom field " + name);
  }

  /// All texts of a ticket, its description first.
  List<String> texts(String number) {
    var all = new ArrayList<String>();
    json(accepted("GET", "/ticket/" + number + "/attachments?fields=Content&per_page=100", null))
        .path("items")
        .forEach(item -> all.add(item.path("Content").asText()));
    return all;
  }

  /// How many tickets there are.
  int count() {
    var all = URLEncoder.encode("id > 0", StandardCharsets.UTF_8);
    return json(accepted("GET", "/tickets?query=" + all, null)).path("total").asInt();
  }

  private HttpResponse<String> accepted(String method, String path, @Nullable JsonNode body) {
    var answer = send("anna", method, path, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isLessThan(300);
    return answer;
  }

  private HttpResponse<String> send(
      String user, String method, String path, @Nullable JsonNode body) {
    var login = (user + ":" + user + "-secret").getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
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

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
    }
    http.close();
  }
}
