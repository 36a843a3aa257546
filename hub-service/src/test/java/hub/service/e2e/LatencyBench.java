package hub.service.e2e;

import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static hub.service.e2e.ToolHands.SDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How long the webhook of a change in one tool takes until the hub has written it to the other, on
/// the packaged hub between simulated tools, and how soon a hub is at work after its start.
final class LatencyBench {

  private static final int INCIDENTS = 200;
  private static final int WARMING_SECONDS = 300;

  /// Without and with another tool dead, in turns.
  private static final int ROUNDS = 3;

  private static final int HTTP_ACCEPTED = 202;
  private static final String WEBHOOK = "/webhooks/" + JIRA + "?secret=" + Platform.WEBHOOK_SECRET;

  private final Path directory;
  private final int pace;
  private final int seconds;
  private final Figures figures;
  private final AtomicInteger refused = new AtomicInteger();
  private int missing;

  /// @param pace changes a second
  LatencyBench(Path directory, int pace, int seconds, Figures figures) {
    this.directory = directory;
    this.pace = pace;
    this.seconds = seconds;
    this.figures = figures;
  }

  void measure() throws Exception {
    // The tools' own webhooks come when they like; those of the benchmark at a known moment.
    try (var platform =
        Platform.prepareWithoutWebhooks(directory.resolve("data"), site(directory))) {
      platform.hub.startAsInProduction().awaitReady();
      var records = new ArrayList<String>();
      for (var number = 1; number <= INCIDENTS; number++) {
        records.add(platform.tools.assignedRecord("Sag " + number, "P4", "Driftleverandoer"));
      }
      var incidents =
          records.stream().map(record -> Watched.of(platform, platform.awaitLink(record))).toList();
      changes(platform, incidents, WARMING_SECONDS);
      var usual = new ArrayList<Double>();
      var beside = new ArrayList<Double>();
      for (var round = 0; round < ROUNDS; round++) {
        usual.addAll(changes(platform, incidents, seconds / ROUNDS));
        platform.tools.fault(SDS, "{\"kind\":\"outage\"}");
        beside.addAll(changes(platform, incidents, seconds / ROUNDS));
        platform.tools.heal(SDS);
      }
      usual.sort(null);
      beside.sort(null);
      tell("", usual);
      tell(", another tool dead", beside);
      figures.tell("webhooks that the hub refused", refused.get());
      figures.tell("changes whose write never arrived", missing);
      figures.tell("p50 with another tool dead / without", at(50, beside) / at(50, usual));
      figures.tell("p99 with another tool dead / without", at(99, beside) / at(99, usual));
      starts(platform);
    }
  }

  private void tell(String when, List<Double> sorted) {
    for (var percent : List.of(50.0, 95.0, 99.0, 99.9)) {
      figures.tell(
          "webhook to write, p%s, ms%s".formatted(percent, when).replace(".0", ""),
          at(percent, sorted));
    }
  }

  private static double at(double percent, List<Double> sorted) {
    var index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }

  /// The demo's site. What people write here goes to and fro as it never does in life, and the
  /// tickets to begin with come up all at once.
  private static Path site(Path directory) throws IOException {
    return HubProcess.demoSiteWith(
        directory.resolve("site"),
        """
        limits:
          flappingWrites: 1000000
          blastWrites: 0
        """);
  }

  /// People find root causes at an even pace; who waits for one change does not hold up the next.
  /// Nobody is told of a root cause, so each change is one write.
  ///
  /// @return milliseconds
  private List<Double> changes(Platform platform, List<Watched> incidents, int seconds)
      throws ExecutionException, InterruptedException {
    var begun = Instant.now();
    var underWay = new ArrayList<Future<Change>>();
    try (var arrivals = new Arrivals(platform.tools, CLEARQUEST);
        var people = Executors.newScheduledThreadPool(8)) {
      for (var number = 0; number < seconds * pace; number++) {
        var incident = incidents.get(number % incidents.size());
        var cause = "Found at " + begun + ", " + number;
        var at = begun.plus(Duration.ofSeconds(1).multipliedBy(number).dividedBy(pace));
        underWay.add(
            people.schedule(
                () -> change(platform, incident, cause),
                Duration.between(Instant.now(), at).toNanos(),
                TimeUnit.NANOSECONDS));
      }
      var changes = new ArrayList<Change>();
      for (var change : underWay) {
        changes.add(change.get());
      }
      arrivals.awaitStill();
      var arrived =
          changes.stream()
              .map(change -> arrivals.firstAfter(change.record(), change.at()))
              .flatMap(Optional::stream)
              .toList();
      missing += changes.size() - arrived.size();
      assertThat(arrived).as("milliseconds until the writes arrived").isNotEmpty();
      return arrived;
    }
  }

  private Change change(Platform platform, Watched incident, String cause) {
    platform.tools.editIssue(incident.issue, Map.of("Root cause", cause));
    var change = new Change(incident.record, Instant.now());
    if (platform.hub.post(WEBHOOK, incident.webhook()).statusCode() != HTTP_ACCEPTED) {
      refused.incrementAndGet();
    }
    return change;
  }

  /// @param at when its webhook was sent
  private record Change(String record, Instant at) {}

  /// @param record its name in ClearQuest's addresses
  /// @param issue its key, and its id, in Jira
  private record Watched(String record, String issue, String issueId) {
    static Watched of(Platform platform, Platform.Linked linked) {
      return new Watched(
          platform.tools.recordName(linked.record()),
          linked.issue(),
          platform.tools.ticket(JIRA, linked.issue()).path("id").asText());
    }

    String webhook() {
      return "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"%s\"}}"
          .formatted(issueId);
    }
  }

  private void starts(Platform platform) {
    platform.hub.stop();
    figures.tell("start to ready, s", ready(platform));
    platform.hub.kill();
    platform.tools.assignedRecord("After the kill", "P4", "Driftleverandoer");
    var begun = System.nanoTime();
    platform.hub.startAsInProduction();
    Platform.within(
        Duration.ofMinutes(3),
        "the record made meanwhile has its issue",
        () -> assertThat(platform.tools.titled(JIRA, "After the kill")).hasSize(1));
    figures.tell("first record delivered after kill -9, s", since(begun));
  }

  private static double ready(Platform platform) {
    var begun = System.nanoTime();
    platform.hub.startAsInProduction().awaitReady();
    return since(begun);
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
