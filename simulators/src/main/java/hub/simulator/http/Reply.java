package hub.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a simulated tool answers: a status, headers and a body, or a cut connection.
public final class Reply {
  /// The status under which a cut connection appears in the log of requests.
  public static final int CUT = 0;

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("Content-Type", contentType), body.clone());
  }

  public static Reply text(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply json(int status, JsonNode body) {
    return text(status, "application/json;charset=UTF-8", body.toString());
  }

  public static Reply html(int status, String page) {
    return text(status, "text/html;charset=UTF-8", page);
  }

  /// An answer without body and content type.
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /// The connection ends without an answer.
  public static Reply cut() {
    return empty(CUT);
  }

  /// Sends a browser on to another page after a form.
  public static Reply seeOther(String location) {
    return empty(303).withHeader("Location", location);
  }

  public Reply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  public int status() {
    return status;
  }

  public boolean isCut() {
    return status == CUT;
  }

  /// Whether the request was carried out.
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
