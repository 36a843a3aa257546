package hub.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A tool's answer to one request, whole and within the limit.
///
/// What a tool sends may hold personal data: nothing of the body goes into a log line or a cause
/// except where a kind knows the place of an error message.
public final class ToolResponse {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /// @param headers in any spelling
  public ToolResponse(int status, Map<String, String> headers, byte[] body) {
    var lowerCase = new TreeMap<String, String>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    this.status = status;
    this.headers = Map.copyOf(lowerCase);
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The tool's time when it answered, if it tells it.
  public Optional<Instant> date() {
    try {
      return header("date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  public byte[] bytes() {
    return body.clone();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public boolean isEmpty() {
    return body.length == 0;
  }

  /// Whether it looks like a page for people, whatever its content type says.
  public boolean isHtml() {
    var start =
        new String(Arrays.copyOf(body, Math.min(body.length, 200)), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || header("content-type").filter(type -> type.startsWith("text/html")).isPresent();
  }

  /// The body as JSON, or empty if it is not JSON.
  public Optional<JsonNode> json() {
    try {
      var node = body.length == 0 ? null : JSON.readTree(body);
      return Optional.ofNullable(node).filter(read -> !read.isMissingNode());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    } catch (IOException notReadable) {
      return Optional.empty();
    }
  }

  /// What it is, in words that hold nothing of its content.
  public String words() {
    var kind = isEmpty() ? "an empty body" : isHtml() ? "an HTML page" : body.length + " bytes";
    return "HTTP " + status + " with " + kind;
  }

  @Override
  public String toString() {
    return words();
  }
}
