package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What nobody should send gets a clear answer, and the next good input is processed at once.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class BadInputIT {

  private static final String WEBHOOK = "/webhooks/jira-ops";
  private static final String PAUSE = "/api/systems/jira-ops/pause";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain");
  private static final Map<String, String> KNOWN =
      Map.of("X-Hub-Secret", "demo-secret", "Content-Type", "application/json");

  @TempDir static Path data;
  private static Platform platform;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    platform = Platform.start(data);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    platform.close();
  }

  @Test
  void a_webhook_is_refused_by_what_is_wrong_with_it() {
    problem(401, send("POST", WEBHOOK, JSON, "{}"));
    problem(
        401,
        send(
            "POST",
            WEBHOOK,
            Map.of("X-Hub-Signature", "sha256=00ff", "Content-Type", "application/json"),
            "{}"));
    problem(
        415,
        send(
            "POST",
            WEBHOOK,
            Map.of("X-Hub-Secret", "demo-secret", "Content-Type", "text/plain"),
            "{}"));
    problem(400, send("POST", WEBHOOK, KNOWN, ""));
    problem(400, send("POST", WEBHOOK, KNOWN, "{\"webhookEvent\": "));
    problem(400, send("POST", WEBHOOK, KNOWN, "[1, 2]"));
    problem(400, send("POST", WEBHOOK, KNOWN, "{\"something\": \"else\"}"));
    problem(413, send("POST", WEBHOOK, KNOWN, "{\"a\":\"" + "x".repeat(5_000_000) + "\"}"));
    problem(404, send("POST", "/webhooks/nobody", KNOWN, "{}"));
    problem(405, send("GET", WEBHOOK, Map.of(), ""));

    var linked = platform.linkedIncident("Efter det dårlige", "P3");
    assertThat(platform.incidentOf("jira-ops", linked.issue())).isNotEmpty();
  }

  @Test
  void a_question_is_refused_by_what_is_wrong_with_it() {
    problem(400, get("/api/incidents?ticket=nothing"));
    problem(400, get("/api/incidents?ticket=nobody:1"));
    problem(400, get("/api/incidents?priority=P9"));
    problem(400, get("/api/incidents?status=broken"));
    problem(400, get("/api/incidents?page=-1"));
    problem(400, get("/api/incidents?size=many"));
    problem(404, get("/api/incidents/I-999999"));
    problem(404, get("/api/incidents/abc"));
    problem(404, get("/api/incidents/999999999999999999999999/events"));
    problem(404, get("/api/dead-letters/none"));
    problem(404, get("/api/nothing"));
  }

  @Test
  void what_a_person_asks_is_refused_by_what_is_wrong_with_it() {
    problem(404, send("POST", "/api/incidents/I-999999/erase", JSON, "{}"));
    problem(404, send("POST", "/api/systems/nobody/pause", JSON, "{}"));
    problem(404, send("POST", "/api/systems/jira-ops/destroy", JSON, "{}"));
    problem(404, send("POST", "/api/dead-letters/none/retry", JSON, ""));
    problem(400, send("POST", PAUSE, JSON, "{\"actor\": 5}"));
    problem(400, send("POST", PAUSE, JSON, "{\"actr\": \"anna\"}"));
    problem(400, send("POST", PAUSE, JSON, "{\"actor\": \" \"}"));
    problem(400, send("POST", PAUSE, JSON, "null"));
    problem(413, send("POST", PAUSE, JSON, "x".repeat(5_000_000)));
    problem(415, send("POST", PAUSE, TEXT, "hello"));
  }

  @Test
  void a_person_pauses_and_resumes_a_system() {
    assertThat(send("POST", PAUSE, JSON, "{\"actor\":\"anna\"}").statusCode()).isEqualTo(202);
    Platform.soon(
        "Jira is paused", () -> assertThat(platform.hub.condition("jira-ops")).isEqualTo("PAUSED"));

    var resume = send("POST", "/api/systems/jira-ops/resume", JSON, "{\"actor\":\"anna\"}");
    assertThat(resume.statusCode()).isEqualTo(202);
    Platform.soon(
        "Jira works", () -> assertThat(platform.hub.condition("jira-ops")).isEqualTo("WORKING"));
  }

  private static void problem(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s %s", answer.uri(), answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as("%s", answer.uri())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"detail\"", "\"title\"");
  }

  private static HttpResponse<String> get(String path) {
    return send("GET", path, Map.of(), "");
  }

  private static HttpResponse<String> send(
      String method, String path, Map<String, String> headers, String body) {
    var content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create(platform.hub.url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, content);
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
