package hub.service.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import picocli.CommandLine.Option;

/// The hub that a command asks, on this machine.
final class HubAddress {

  /// The longest that a question may take.
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final String JSON = "application/json";

  @Option(names = "--port", description = "Where the hub listens on this machine.")
  private int port = 8080;

  /// What the hub said.
  record Answer(int status, JsonNode body) {

    boolean isGood() {
      return status / 100 == 2;
    }

    /// What is wrong, in its words.
    String trouble() {
      return status == 401
          ? HubToken.MISSING
          : body.path("detail").asText("the hub answered " + status);
    }
  }

  Answer get(String path) throws InterruptedException {
    return send(request(path).GET().build());
  }

  Answer post(String path, JsonNode body) throws InterruptedException {
    return post(path, JSON, body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Answer post(String path, String type, byte[] body) throws InterruptedException {
    return send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HubToken.request("http://localhost:" + port + path).timeout(PATIENCE);
  }

  private Answer send(HttpRequest request) throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), read(answer.body()));
    } catch (IOException e) {
      throw new NobodyAnswersException(
          "No hub answers at http://localhost:%d; start one with ./hub demo, or give its --port."
              .formatted(port),
          e);
    }
  }

  private static JsonNode read(String body) {
    try {
      var json = HubJson.mapper().readTree(body);
      return json == null ? HubJson.mapper().missingNode() : json;
    } catch (JsonProcessingException _) {
      return HubJson.mapper().missingNode();
    }
  }

  /// There is no hub.
  static final class NobodyAnswersException extends RuntimeException {
    NobodyAnswersException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
