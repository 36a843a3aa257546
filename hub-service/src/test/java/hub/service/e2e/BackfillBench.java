package hub.service.e2e;

import static hub.service.e2e.Platform.within;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How fast a backfill reads what Jira and ClearQuest have held all along, with how many requests,
/// and what a kill in the middle costs.
final class BackfillBench {

  private static final List<String> TOOLS = List.of(CLEARQUEST, JIRA);
  private static final Duration LONGEST = Duration.ofHours(3);

  private final Path directory;
  private final int tickets;
  private final Figures figures;
  private final Map<String, Integer> asked = new HashMap<>();
  private int writes;

  /// @param tickets how many each tool holds
  BackfillBench(Path directory, int tickets, Figures figures) {
    this.directory = directory;
    this.tickets = tickets;
    this.figures = figures;
  }

  void measure() {
    ExistingTickets.write(directory.resolve("tools"), tickets);
    var options =
        SimulatorOptions.forTests()
            .withMailPorts(0, 0)
            .withDataDirectory(directory.resolve("tools"));
    try (var simulators = Simulators.start(options);
        var tools = new ToolHands(simulators.url());
        var requests = new RequestWatch(tools, TOOLS, this::count);
        var hub = hub(simulators)) {
      hub.startAsInProduction().awaitReady();
      TOOLS.forEach(system -> ask(hub, system));
      var begun = Instant.now();
      within(
          LONGEST,
          "a third is read",
          () ->
              assertThat(TOOLS)
                  .allSatisfy(s -> assertThat(read(hub, s)).isGreaterThan(tickets / 3)));
      TOOLS.forEach(system ->
          figures.tell(system + ": tickets read before kill -9", (double) read(hub, system)));
      hub.kill();
      hub.startAsInProduction().awaitReady();
      within(
          LONGEST,
          "all is read",
          () -> assertThat(TOOLS).allSatisfy(s -> assertThat(isDone(hub, s)).isTrue()));
      requests.look();
      TOOLS.forEach(system -> tell(hub, system, begun));
      awaitIndexed(hub);
      requests.look();
      tellWrites();
    }
  }

  private HubProcess hub(Simulators simulators) {
    var mail = simulators.mail().orElseThrow();
    return new HubProcess(directory.resolve("hub"), simulators.url(), site(), HubProcess.freePort())
        .withMail(mail.smtpPort(), mail.imapPort());
  }

  private Path site() {
    try {
      return HubProcess.demoSiteWith(
          directory.resolve("site"),
          """
          # What a backfill finds may beget tickets all at once.
          limits:
            blastWrites: 0
          systems:
            clearquest:
              connection:
                pollInterval: 10s
                responseTimeout: 30s
                sweepInterval: 6h
                firstLookBack: 1h
                backfillPause: 10ms
            jira-ops:
              connection:
                pollInterval: 10s
                responseTimeout: 30s
                firstLookBack: 1h
                backfillPause: 10ms
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask(HubProcess hub, String system) {
    var answer = hub.post("/api/systems/" + system + "/backfill", "{\"actor\":\"bench\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static JsonNode status(HubProcess hub, String system) {
    return hub.get("/api/systems/" + system + "/backfill");
  }

  private static long read(HubProcess hub, String system) {
    return status(hub, system).path("read").asLong();
  }

  private static boolean isDone(HubProcess hub, String system) {
    return status(hub, system).path("state").asText().equals("DONE");
  }

  private synchronized void count(String tool, JsonNode request) {
    if (!request.path("user").asText().equals("demo")) {
      return;
    }
    var path = request.path("path").asText();
    if (!request.path("method").asText().equals("GET")) {
      writes++;
    } else if (path.contains("fields=*all") || path.contains("dbid%3E")) {
      asked.merge(tool + " " + path, 1, Integer::sum);
    }
  }

  private synchronized void tell(HubProcess hub, String system, Instant begun) {
    var status = status(hub, system);
    var read = status.path("read").asLong();
    var requests = status.path("requests").asLong();
    var took = Duration.between(begun, Instant.parse(status.path("lastPageAt").asText()));
    figures.tell(system + ": tickets of %d read".formatted(tickets), (double) read);
    figures.tell(
        system + ": tickets/s, the kill and the new start among them",
        read * 1000.0 / Math.max(1, took.toMillis()));
    figures.tell(system + ": requests for a ticket", (double) requests / Math.max(1, read));
    var again =
        asked.entrySet().stream()
            .filter(page -> page.getKey().startsWith(system + " ") && page.getValue() > 1)
            .mapToInt(page -> page.getValue() - 1)
            .sum();
    figures.tell(system + ": requests made again after the kill", again);
  }

  private void awaitIndexed(HubProcess hub) {
    within(
        Duration.ofMinutes(30),
        "the index knows all incidents",
        () -> {
          var linked = new ArrayList<Integer>();
          hub.get("/api/systems")
              .forEach(system -> {
                if (TOOLS.contains(system.path("id").asText())) {
                  linked.add(system.path("tickets").asInt());
                }
              });
          assertThat(linked).containsOnly(tickets);
        });
  }

  private synchronized void tellWrites() {
    figures.tell("tickets created or changed by the hub", writes);
  }
}
