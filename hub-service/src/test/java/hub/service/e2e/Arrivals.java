package hub.service.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// When the hub's writes arrived at a tool, by its own log of requests.
final class Arrivals implements AutoCloseable {

  private static final Duration STILL = Duration.ofSeconds(5);

  /// A path, whose last part is the name.
  private static final Pattern NAME = Pattern.compile("[^?]*/([^/?]+)(\\?.*)?");

  private final String tool;
  private final Map<String, NavigableSet<Instant>> times = new HashMap<>();
  private final RequestWatch requests;

  Arrivals(ToolHands tools, String tool) {
    this.tool = tool;
    requests = new RequestWatch(tools, List.of(tool), this::seen);
  }

  /// Milliseconds until the first write to the record at or after the moment; empty if none came.
  synchronized Optional<Double> firstAfter(String record, Instant moment) {
    return Optional.ofNullable(times.getOrDefault(record, new TreeSet<>()).ceiling(moment))
        .map(arrived -> Duration.between(moment, arrived).toNanos() / 1e6);
  }

  /// Waits until nothing more comes.
  void awaitStill() {
    await("no more writes to " + tool)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          // On a busy machine the last look may be older than what counts as still.
          requests.look();
          return last().isBefore(Instant.now().minus(STILL));
        });
  }

  private synchronized Instant last() {
    return times.values().stream()
        .map(NavigableSet::getLast)
        .max(Instant::compareTo)
        .orElse(Instant.now());
  }

  private synchronized void seen(String ofTool, JsonNode line) {
    if (line.path("operation").asText().equals("update")) {
      var name = NAME.matcher(line.path("path").asText()).replaceFirst("$1");
      times
          .computeIfAbsent(name, _ -> new TreeSet<>())
          .add(Instant.parse(line.path("time").asText()));
    }
  }

  @Override
  public void close() {
    requests.close();
  }
}
