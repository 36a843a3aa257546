package hub.simulator.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Speaks JSON with a tool over HTTP, as one person.
public final class ToolClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(TIMEOUT).build();
  private final String base;
  private final Map<String, String> headers;

  /// For a tool at that address, with these headers on every request.
  public ToolClient(String base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /// What the tool answers.
  public JsonNode get(String path) {
    return body(send("GET", path, ""));
  }

  /// The address of what was created, if the tool answers with one, and the body.
  public HttpResponse<String> post(String path, JsonNode body) {
    return send("POST", path, body.toString());
  }

  /// The tool's answer.
  public HttpResponse<String> put(String path, JsonNode body) {
    return send("PUT", path, body.toString());
  }

  /// Deletes what is there.
  public void delete(String path) {
    send("DELETE", path, "");
  }

  /// The JSON of an answer, if it has any.
  public static JsonNode body(HttpResponse<String> response) {
    return response.body().isEmpty() ? NullNode.instance : Json.read(response.body());
  }

  /// A text as a part of a query.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    URI target = URI.create(path.startsWith("http") ? path : base + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new IllegalStateException(
            method
                + " "
                + target
                + " was answered with "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response;
    } catch (IOException cut) {
      throw new UncheckedIOException("No answer to " + method + " " + target, cut);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting for " + target, stopped);
    }
  }
}
