package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.check.ToolDoor;
import hub.connector.mapping.MappingProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// One request to a desk, as a jq program describes it: an object with `path`, and as needed
/// `method`, `query`, `headers`, and `body` (JSON) or `form`. Without a method it is GET, or POST
/// where there is something to send.
///
/// @param path below the desk's base address
/// @param query encoded; may be empty
/// @param body as it is sent; null if nothing is
record RestRequest(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    @Nullable String body,
    String contentType) {

  private static final Set<String> PARTS =
      Set.of("method", "path", "query", "headers", "body", "form");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /// No other address than the desk's own can be reached by it, whatever a ticket holds.
  private static final Pattern PATH = Pattern.compile("/(?!/)[^\\s?#\\\\\\p{Cntrl}]*");

  private static final Pattern UPWARDS =
      Pattern.compile("(^|/|%2f)(\\.|%2e){1,2}(/|%2f|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,60}");

  /// @param where the program that describes it, for messages
  /// @throws MappingProblem if it describes no request
  static RestRequest of(String where, JsonNode described) {
    if (!described.isObject()) {
      throw new MappingProblem(where + ": a request is an object, such as {path: \"/tickets\"}");
    }
    var unknown = new TreeSet<String>();
    described.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(PARTS);
    if (!unknown.isEmpty()) {
      throw new MappingProblem(
          "%s: a request has no %s; it has %s".formatted(where, unknown, new TreeSet<>(PARTS)));
    }
    var body = body(where, described);
    var method = described.path("method").asText(body == null ? "GET" : "POST");
    if (!METHODS.contains(method)) {
      throw new MappingProblem(
          "%s: the method must be one of %s".formatted(where, new TreeSet<>(METHODS)));
    }
    var path = described.path("path").asText();
    if (!PATH.matcher(path).matches() || UPWARDS.matcher(path).find()) {
      throw new MappingProblem(
          where
              + ": the path must begin with / and hold neither blanks, ? nor steps upwards; write"
              + " \\(.id | @uri) for what comes from a ticket, and give a query as query: {...}");
    }
    return new RestRequest(
        method,
        path,
        encoded(where, described.path("query")),
        headers(where, described.path("headers")),
        body,
        described.has("form") ? "application/x-www-form-urlencoded" : "application/json");
  }

  /// Makes it the next HTTP call of a route.
  void into(Exchange exchange) {
    var message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, method);
    message.setHeader(Exchange.HTTP_PATH, path);
    if (!query.isEmpty()) {
      message.setHeader(Exchange.HTTP_QUERY, query);
    }
    message.setHeader("Accept", "application/json");
    headers.forEach(message::setHeader);
    message.setBody(body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    if (body != null) {
      message.setHeader(Exchange.CONTENT_TYPE, contentType);
    }
  }

  /// The same, as a question to a tool that is checked.
  ToolDoor.Ask ask() {
    var all = new TreeMap<>(headers);
    all.putIfAbsent("Accept", "application/json");
    if (body != null) {
      all.put(Exchange.CONTENT_TYPE, contentType);
    }
    return new ToolDoor.Ask(method, path, query, all, body == null ? "" : body);
  }

  private static @Nullable String body(String where, JsonNode described) {
    if (described.has("body") && described.has("form")) {
      throw new MappingProblem(where + ": a request has a body or a form, not both");
    }
    if (described.has("form")) {
      return encoded(where, described.path("form"));
    }
    return described.has("body") ? described.path("body").toString() : null;
  }

  private static String encoded(String where, JsonNode values) {
    var pairs = new ArrayList<String>();
    values
        .properties()
        .forEach(entry -> {
          var value = entry.getValue();
          for (var one : value.isArray() ? value : java.util.List.of(value)) {
            if (one.isContainerNode()) {
              throw new MappingProblem(
                  "%s: %s must be text or a number".formatted(where, entry.getKey()));
            }
            if (!one.isNull()) {
              pairs.add(encoded(entry.getKey()) + "=" + encoded(one.asText()));
            }
          }
        });
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, String> headers(String where, JsonNode described) {
    var headers = new TreeMap<String, String>();
    described
        .properties()
        .forEach(entry -> {
          var value = entry.getValue().asText();
          if (!HEADER.matcher(entry.getKey()).matches()
              || value.chars().anyMatch(Character::isISOControl)) {
            throw new MappingProblem(where + ": a header is a name and a value of one line");
          }
          headers.put(entry.getKey(), value);
        });
    return headers;
  }
}
