package hub.service.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Counts what the hub asks of the tools.
final class RequestCount implements AutoCloseable {

  /// The names under which the hub signs in.
  private static final Set<String> HUB = Set.of("demo", "hub", "hub@example.com");

  /// A search by a marker, or by the key of the other ticket where a tool has no field for markers.
  private static final Pattern LOOK_UP = Pattern.compile("hub-nsp-|where=[^&]*JiraKey");

  private final Map<String, Integer> counts = new HashMap<>();
  private final RequestWatch requests;

  RequestCount(ToolHands tools, Collection<String> names) {
    requests = new RequestWatch(tools, names, this::count);
  }

  /// How many creates the hub has sent to a tool.
  int creates(String tool) {
    return count(tool + " create");
  }

  /// How many look-ups by a marker.
  int lookUps(String tool) {
    return count(tool + " look-up");
  }

  private int count(String what) {
    requests.look();
    synchronized (this) {
      return counts.getOrDefault(what, 0);
    }
  }

  private synchronized void count(String tool, JsonNode line) {
    if (!HUB.contains(line.path("user").asText())) {
      return;
    }
    var operation = line.path("operation").asText();
    if (operation.equals("create")) {
      counts.merge(tool + " create", 1, Integer::sum);
    } else if (operation.equals("search") && LOOK_UP.matcher(line.path("path").asText()).find()) {
      counts.merge(tool + " look-up", 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    requests.close();
  }
}
