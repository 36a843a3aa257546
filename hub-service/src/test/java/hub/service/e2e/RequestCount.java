package hub.service.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Counts what the hub asks of the tools. Their logs forget all but the last requests, so it looks
/// often.
final class RequestCount implements AutoCloseable {

  /// The names under which the hub signs in.
  private static final Set<String> HUB = Set.of("demo", "hub", "hub@example.com");

  /// A search by a marker, or by the key of the other ticket where a tool has no field for markers.
  private static final Pattern LOOK_UP = Pattern.compile("hub-nsp-|where=[^&]*JiraKey");

  private final ToolHands tools;
  private final Map<String, String> lastTimes = new HashMap<>();
  private final Map<String, Integer> atLastTime = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  RequestCount(ToolHands tools, Collection<String> names) {
    this.tools = tools;
    var _ =
        executor.scheduleWithFixedDelay(
            () -> names.forEach(this::look), 0, 1500, TimeUnit.MILLISECONDS);
  }

  /// How many creates the hub has sent to a tool.
  synchronized int creates(String tool) {
    return counts.getOrDefault(tool + " create", 0);
  }

  /// How many look-ups by a marker.
  synchronized int lookUps(String tool) {
    return counts.getOrDefault(tool + " look-up", 0);
  }

  private synchronized void look(String tool) {
    var last = lastTimes.getOrDefault(tool, "");
    var known = atLastTime.getOrDefault(tool, 0);
    for (var line : tools.requests(tool)) {
      var time = line.path("time").asText();
      var order = time.compareTo(last);
      if (order < 0 || (order == 0 && known-- > 0)) {
        continue;
      }
      count(tool, line);
      var isSameMoment = time.equals(lastTimes.getOrDefault(tool, ""));
      atLastTime.put(tool, isSameMoment ? atLastTime.getOrDefault(tool, 0) + 1 : 1);
      lastTimes.put(tool, time);
    }
  }

  private void count(String tool, JsonNode line) {
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
    executor.shutdownNow();
  }
}
