package hub.service.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// When the hub's writes arrived at a tool, by its own log of requests. The log forgets all but the
/// last, so it is looked at often.
final class Arrivals implements AutoCloseable {

  private static final Duration STILL = Duration.ofSeconds(5);

  /// A path, whose last part is the name.
  private static final Pattern NAME = Pattern.compile("[^?]*/([^/?]+)(\\?.*)?");

  private final ToolHands tools;
  private final String tool;
  private final Map<String, NavigableSet<Instant>> times = new HashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  Arrivals(ToolHands tools, String tool) {
    this.tools = tools;
    this.tool = tool;
    var _ = executor.scheduleWithFixedDelay(this::look, 0, 2, TimeUnit.SECONDS);
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
        .until(() -> last().isBefore(Instant.now().minus(STILL)));
  }

  private synchronized Instant last() {
    return times.values().stream()
        .map(NavigableSet::getLast)
        .max(Instant::compareTo)
        .orElse(Instant.now());
  }

  private synchronized void look() {
    for (var line : tools.requests(tool)) {
      if (line.path("operation").asText().equals("update")) {
        var name = NAME.matcher(line.path("path").asText()).replaceFirst("$1");
        times
            .computeIfAbsent(name, _ -> new TreeSet<>())
            .add(Instant.parse(line.path("time").asText()));
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
