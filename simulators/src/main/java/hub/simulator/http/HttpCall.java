package hub.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request as a simulated tool sees it, read in full: nothing of the connection is left in it,
/// so that a late commit can carry it out again when its caller has long gone.
public final class HttpCall {
  private final String method;
  private final String rawPath;
  private final String rawQuery;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, String> parameters;

  private HttpCall(
      String method,
      String rawPath,
      String rawQuery,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> parameters) {
    this.method = method;
    this.rawPath = rawPath;
    this.rawQuery = rawQuery;
    this.headers = headers;
    this.body = body;
    this.parameters = parameters;
  }

  /// A call with its still encoded path and query; header names are kept in lower case.
  public static HttpCall of(
      String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {
    Map<String, String> lowerCased = new LinkedHashMap<>();
    headers.forEach((name, value) -> lowerCased.put(name.toLowerCase(Locale.ROOT), value));
    return new HttpCall(method, rawPath, rawQuery, lowerCased, body.clone(), Map.of());
  }

  /// The same call below a mount point: the path starts after the prefix.
  HttpCall below(String prefix) {
    return new HttpCall(
        method, rawPath.substring(prefix.length()), rawQuery, headers, body, parameters);
  }

  HttpCall withParameters(Map<String, String> found) {
    return new HttpCall(method, rawPath, rawQuery, headers, body, found);
  }

  /// The same call with another body.
  public HttpCall withBody(String text) {
    return new HttpCall(
        method, rawPath, rawQuery, headers, text.getBytes(StandardCharsets.UTF_8), parameters);
  }

  /// `GET`, `POST` …
  public String method() {
    return method;
  }

  /// The path as it was sent, still encoded.
  public String rawPath() {
    return rawPath;
  }

  /// The query as it was sent, still encoded; empty if there was none.
  public String rawQuery() {
    return rawQuery;
  }

  /// Path and query as they were sent.
  public String target() {
    return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
  }

  /// The decoded parts of the path between its slashes, empty ones left out.
  public List<String> segments() {
    return Arrays.stream(rawPath.split("/", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> decode(part.replace("+", "%2B")))
        .toList();
  }

  /// What stands in the path for the named place of the route; a mistake in the route if absent.
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no place named " + name);
    }
    return value;
  }

  /// The first value of a query parameter.
  public Optional<String> query(String name) {
    return Optional.ofNullable(queries().get(name)).map(List::getFirst);
  }

  /// All query parameters in the order they were sent.
  public Map<String, List<String>> queries() {
    return form(rawQuery);
  }

  /// The body read as the fields of a form.
  public Map<String, List<String>> formFields() {
    return form(text());
  }

  /// The first value of a form field, or the empty string.
  public String formField(String name) {
    return formFields().getOrDefault(name, List.of("")).getFirst();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public byte[] body() {
    return body.clone();
  }

  /// The body as UTF-8 text without a byte order mark.
  public String text() {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// Scheme, host and port as the caller addressed them, so that links lead back the same way.
  public String origin() {
    return "http://" + header("host").orElse("localhost");
  }

  private static Map<String, List<String>> form(String encoded) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return fields;
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new BadCall("Malformed escape in the address: " + malformed.getMessage());
    }
  }
}
