package hub.service.e2e;

import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static hub.service.e2e.ToolHands.SDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// How long a change in one tool takes until the request that writes it arrives at the other, on
/// the packaged hub between simulated tools, and how soon a hub is at work after its start.
final class LatencyBench {

  private static final int INCIDENTS = 100;
  private static final int WARMING_SECONDS = 60;
  private static final List<String> PRIORITIES = List.of("Low", "Medium");

  private final Path directory;
  private final int pace;
  private final int seconds;
  private final Figures figures;

  /// @param pace changes a second
  LatencyBench(Path directory, int pace, int seconds, Figures figures) {
    this.directory = directory;
    this.pace = pace;
    this.seconds = seconds;
    this.figures = figures;
  }

  void measure() throws InterruptedException {
    try (var platform = Platform.prepare(directory)) {
      platform.hub.start("-XX:TieredStopAtLevel=4").awaitReady();
      var records = new ArrayList<String>();
      for (var number = 1; number <= INCIDENTS; number++) {
        records.add(platform.tools.assignedRecord("Sag " + number, "P4", "Driftleverandoer"));
      }
      var linked = records.stream().map(platform::awaitLink).toList();
      changes(platform, linked, WARMING_SECONDS);
      var usual = tell("", changes(platform, linked, seconds));
      platform.tools.fault(SDS, "{\"kind\":\"outage\"}");
      var beside = tell(", another tool dead", changes(platform, linked, seconds));
      platform.tools.heal(SDS);
      figures.tell("p50 with another tool dead / without", beside.at(50) / usual.at(50));
      figures.tell("p99 with another tool dead / without", beside.at(99) / usual.at(99));
      starts(platform);
    }
  }

  /// Sorted, in milliseconds.
  private record Latencies(List<Double> sorted) {
    double at(double percent) {
      var index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
      return sorted.get(Math.max(0, index));
    }
  }

  private Latencies tell(String when, Latencies latencies) {
    for (var percent : List.of(50.0, 95.0, 99.0, 99.9)) {
      figures.tell(
          "change to write, p%s, ms%s".formatted(percent, when).replace(".0", ""),
          latencies.at(percent));
    }
    return latencies;
  }

  /// People change priorities at an even pace; who waits for one change does not hold up the next.
  private Latencies changes(Platform platform, List<Platform.Linked> linked, int seconds)
      throws InterruptedException {
    var begun = Instant.now();
    var changes = new ArrayList<Change>();
    try (var arrivals = new Arrivals(platform.tools, CLEARQUEST);
        var people = Executors.newScheduledThreadPool(4)) {
      for (var number = 0; number < seconds * pace; number++) {
        var incident = linked.get(number % linked.size());
        var priority = PRIORITIES.get(number / linked.size() % PRIORITIES.size());
        var at = begun.plus(Duration.ofSeconds(1).multipliedBy(number).dividedBy(pace));
        var record = platform.tools.recordName(incident.record());
        var _ =
            people.schedule(
                () -> {
                  var change = new Change(record, Instant.now());
                  platform.tools.editIssue(incident.issue(), Map.of("priority", priority));
                  synchronized (changes) {
                    changes.add(change);
                  }
                },
                Duration.between(Instant.now(), at).toNanos(),
                TimeUnit.NANOSECONDS);
      }
      people.shutdown();
      assertThat(people.awaitTermination(seconds + 60L, TimeUnit.SECONDS)).isTrue();
      arrivals.awaitStill();
      return new Latencies(
          changes.stream()
              .map(change -> arrivals.firstAfter(change.record(), change.at()))
              .flatMap(Optional::stream)
              .sorted()
              .toList());
    }
  }

  private record Change(String record, Instant at) {}

  private void starts(Platform platform) {
    platform.hub.stop();
    figures.tell("start to ready, s", ready(platform));
    platform.hub.kill();
    platform.tools.assignedRecord("After the kill", "P4", "Driftleverandoer");
    var begun = System.nanoTime();
    platform.hub.start("-XX:TieredStopAtLevel=4");
    Platform.within(
        Duration.ofMinutes(3),
        "the record made meanwhile has its issue",
        () -> assertThat(platform.tools.titled(JIRA, "After the kill")).hasSize(1));
    figures.tell("first record delivered after kill -9, s", since(begun));
  }

  private static double ready(Platform platform) {
    var begun = System.nanoTime();
    platform.hub.start("-XX:TieredStopAtLevel=4").awaitReady();
    return since(begun);
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
