package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// People of the FMK supplier at work in their Jira in the Cloud, through its own interface.
final class FmkHands implements AutoCloseable {

  static final String FMK = "jira-fmk";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FREJA =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("freja@example.com:freja".getBytes(StandardCharsets.UTF_8));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> fieldIds = new HashMap<>();
  private final String url;

  /// @param tools address of the simulators
  FmkHands(String tools) {
    this.url = tools + "/" + FMK + "/rest/api/3";
  }

  /// A new issue; whether it affects users, `Yes`, `No` or empty; its key.
  String issue(String summary, String priority, String affectsUsers) {
    var fields = JSON.createObjectNode();
    fields.putObject("project").put("key", "FMK");
    fields.putObject("issuetype").put("name", "Incident");
    fields.put("summary", summary).putObject("priority").put("name", priority);
    fields.set("description", document(summary + ": beskrivelse"));
    if (!affectsUsers.isEmpty()) {
      fields.putObject(fieldId("Affects users")).put("value", affectsUsers);
    }
    return send("POST", "/issue", JSON.createObjectNode().set("fields", fields))
        .path("key")
        .asText();
  }

  void setPriority(String key, String priority) {
    var fields = JSON.createObjectNode();
    fields.putObject("priority").put("name", priority);
    edit(key, fields);
  }

  void setRootCause(String key, String text) {
    var fields = JSON.createObjectNode();
    fields.set(fieldId("Root cause"), document(text));
    edit(key, fields);
  }

  private void edit(String key, ObjectNode fields) {
    send("PUT", "/issue/" + key, JSON.createObjectNode().set("fields", fields));
  }

  /// A remark of one paragraph.
  void remark(String key, String text) {
    comment(key, document(text).toString());
  }

  /// A remark that is a document of any shape.
  void comment(String key, String document) {
    try {
      var body = JSON.createObjectNode();
      body.set("body", JSON.readTree(document));
      send("POST", "/issue/" + key + "/comment", body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does the transition of that name.
  void transition(String key, String name, String resolution) {
    var path = "/issue/" + key + "/transitions";
    var offered = send("GET", path, null).path("transitions");
    var id =
        StreamSupport.stream(offered.spliterator(), false)
            .filter(transition -> transition.path("name").asText().equals(name))
            .map(transition -> transition.path("id").asText())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no transition " + name + " in " + offered));
    var body = JSON.createObjectNode();
    body.putObject("transition").put("id", id);
    if (!resolution.isEmpty()) {
      body.putObject("fields").putObject("resolution").put("name", resolution);
    }
    send("POST", path, body);
  }

  /// The issue as its interface shows it.
  JsonNode read(String key) {
    return send("GET", "/issue/" + key, null);
  }

  private static JsonNode document(String text) {
    var document = JSON.createObjectNode().put("type", "doc").put("version", 1);
    document
        .putArray("content")
        .addObject()
        .put("type", "paragraph")
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", text);
    return document;
  }

  private String fieldId(String name) {
    if (fieldIds.isEmpty()) {
      send("GET", "/field", null)
          .forEach(field -> fieldIds.put(field.path("name").asText(), field.path("id").asText()));
    }
    return Objects.requireNonNull(fieldIds.get(name), name);
  }

  private JsonNode send(String method, String path, @Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", FREJA)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode())
          .as("%s %s: %s", method, path, answer.body())
          .isBetween(200, 299);
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
