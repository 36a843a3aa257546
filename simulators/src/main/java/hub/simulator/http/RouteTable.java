package hub.simulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which handler answers which method and path. Paths are templates such as `/issue/{key}/comment`;
/// a slash at the end makes no difference. The first route that fits answers.
public final class RouteTable {
  private record HttpRoute(String method, List<String> template, Handler handler) {

    Optional<Map<String, String>> match(List<String> segments) {
      if (segments.size() != template.size()) {
        return Optional.empty();
      }
      Map<String, String> found = new HashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        String expected = template.get(i);
        if (expected.startsWith("{")) {
          found.put(expected.substring(1, expected.length() - 1), segments.get(i));
        } else if (!expected.equals(segments.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(found);
    }
  }

  private final List<HttpRoute> routes = new ArrayList<>();

  public RouteTable on(String method, String template, Handler handler) {
    List<String> parts =
        List.of(template.split("/", -1)).stream().filter(part -> !part.isEmpty()).toList();
    routes.add(new HttpRoute(method, parts, handler));
    return this;
  }

  public RouteTable get(String template, Handler handler) {
    return on("GET", template, handler);
  }

  public RouteTable post(String template, Handler handler) {
    return on("POST", template, handler);
  }

  public RouteTable put(String template, Handler handler) {
    return on("PUT", template, handler);
  }

  public RouteTable delete(String template, Handler handler) {
    return on("DELETE", template, handler);
  }

  /// The handler's answer; empty if no route has such a path. A known path with another method is
  /// answered with 405.
  public Optional<Reply> dispatch(HttpCall call) {
    List<String> segments = call.segments();
    boolean known = false;
    for (HttpRoute route : routes) {
      Optional<Map<String, String>> match = route.match(segments);
      if (match.isPresent() && answers(route, call)) {
        return Optional.of(route.handler().handle(call.withParameters(match.get())));
      }
      known |= match.isPresent();
    }
    return known ? Optional.of(Reply.empty(405)) : Optional.empty();
  }

  private static boolean answers(HttpRoute route, HttpCall call) {
    return route.method().equals(call.method())
        || (route.method().equals("GET") && call.method().equals("HEAD"));
  }
}
