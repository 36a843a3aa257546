package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.simulator.mail.MailServer.Mail;
import hub.simulator.story.Story;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo with its incidents: its story, and what is left of it when caches are thrown away.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class DemoIT {

  /// How much of each pause for looking the story makes here, and how long all of them are.
  private static final double PACE = 0.25;

  private static final Duration PAUSES = Duration.ofSeconds(102);
  private static final int STILL = 7;
  private static final Duration LONGEST_STORY = Duration.ofMinutes(3);
  private static final String AGES =
      "(just now|a moment|[0-9]+ (s|min|h)( [0-9]+ min)?|1 day|[0-9]+ days)( ago)?";

  @TempDir static Path data;
  private static Platform platform;
  private static List<String> titlesBefore;

  @BeforeAll
  static void start() {
    platform = Platform.startDemo(data);
    titlesBefore =
        Stream.of(CLEARQUEST, JIRA)
            .flatMap(tool -> platform.tools.tickets(tool).stream())
            .map(ticket -> ticket.path("title").asText())
            .toList();
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void the_story_goes_to_its_end_and_leaves_one_ticket_per_incident_and_tool() throws Exception {
    var begun = System.nanoTime();
    var told = story();
    var acting = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(String.join("\n", told))
        .contains("R4.2", "R5b.1", "R5b.2", "RNA.1", "needs attention", "/incidents?q=DRIFT-")
        .contains("R5b.3", "R11.2", "R11.4", "R3.4", "R15.3", "R16.1")
        .contains("The story is over")
        .doesNotContain("ends early");
    var pausesLeft = Duration.ofMillis(Math.round(PAUSES.toMillis() * (1 - PACE)));
    assertThat(acting.plus(pausesLeft)).isLessThan(LONGEST_STORY);
    soon("nothing waits", () -> assertThat(platform.hub.get("/api/attention")).isEmpty());
    assertThat(platform.hub.get("/api/dead-letters")).isEmpty();
    var incidents = incidents();
    assertThat(incidents).allSatisfy(DemoIT::hasOneTicketPerTool);
    for (var tool : List.of(CLEARQUEST, JIRA)) {
      var known = new ArrayList<String>();
      incidents.forEach(incident -> known.addAll(keys(incident, tool)));
      assertThat(platform.tools.tickets(tool))
          .as("every ticket of %s belongs to one incident", tool)
          .extracting(ticket -> ticket.path("key").asText())
          .containsExactlyInAnyOrderElementsOf(known);
    }
    for (var title : List.of("Prescriptions cannot be opened", "Certificates expire on Sunday")) {
      assertThat(platform.tools.titled(CLEARQUEST, title)).as(title).hasSize(1);
      assertThat(platform.tools.titled(JIRA, title)).as(title).hasSize(1);
    }
    assertThat(subjects())
        .as("news is mailed, and what was there before the hub is not")
        .anyMatch(subject -> subject.startsWith("P1: Prescriptions cannot be opened"))
        .noneMatch(subject -> titlesBefore.stream().anyMatch(subject::contains));
  }

  /// Of the mails to those who hold roles or are on lists.
  private static List<String> subjects() {
    return platform.simulators.mail().orElseThrow().mailboxes().stream()
        .filter(mailbox -> mailbox.address().endsWith("@nsp.example"))
        .flatMap(mailbox -> mailbox.conversations().stream())
        .flatMap(conversation -> conversation.mails().stream())
        .map(Mail::subject)
        .toList();
  }

  /// Runs the story as the demo does, and looks where it says while ClearQuest is down.
  private static List<String> story() throws Exception {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Story.class.getName(),
            platform.simulators.url(),
            platform.hub.url(),
            Integer.toString(platform.simulators.mail().orElseThrow().smtpPort()),
            Integer.toString(platform.simulators.mail().orElseThrow().imapPort()),
            Double.toString(PACE));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var told = new ArrayList<String>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(line);
        if (line.contains("needs attention")) {
          soon(
              "one row, with its cause",
              () ->
                  assertThat(platform.hub.get("/api/attention"))
                      .singleElement()
                      .satisfies(row -> {
                        assertThat(row.path("system").asText()).isEqualTo(CLEARQUEST);
                        assertThat(row.path("cause").asText()).contains("HTTP 503");
                      }));
        }
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return told;
  }

  private static void hasOneTicketPerTool(JsonNode incident) {
    var systems = new ArrayList<String>();
    incident.path("tickets").forEach(ticket -> systems.add(ticket.path("system").asText()));
    assertThat(systems).as(incident.path("id").asText()).isNotEmpty().doesNotHaveDuplicates();
  }

  private static List<String> keys(JsonNode incident, String tool) {
    return StreamSupport.stream(incident.path("tickets").spliterator(), false)
        .filter(ticket -> ticket.path("system").asText().equals(tool))
        .map(ticket -> ticket.path("key").asText())
        .toList();
  }

  private static List<JsonNode> incidents() {
    var all = platform.hub.get("/api/incidents?size=100");
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  @Test
  void R4_2_R5b_1_R5b_2_RNA_1_RNA_2_R18b_1_by_hand_with_curl() throws IOException {
    Assumptions.assumeTrue(
        Tutorial.isPossible(), "skipped: curl and bash are needed to walk the tutorial");

    Tutorial.walk(platform);
  }

  @Test
  void I7_state_changelogs_and_index_are_rebuilt_from_the_events_alone() throws Exception {
    var linked = platform.linkedIncident("Før ombygningen", "P3");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "High"));
    var before = quiet();
    var id = keyIncident(linked.issue());
    var seen = pages(id);
    platform.hub.stop();
    deleteChangelogs();
    delete(data.resolve("state"));
    delete(data.resolve("index"));

    platform.hub.start().awaitReady();

    var after = quiet();
    assertThat(after.path("isSame").asBoolean()).isTrue();
    assertThat(after.path("events")).isEqualTo(before.path("events"));
    assertThat(after.path("live")).isEqualTo(before.path("live"));
    soon(
        "the dashboard is as it was",
        () ->
            pages(id)
                .forEach((path, lines) -> assertThat(lines).as(path).isEqualTo(seen.get(path))));
    platform.linkedIncident("Efter ombygningen", "P2");
  }

  /// While the hub does not run; its broker does for a moment.
  private static void deleteChangelogs() throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(data.resolve("kafka")));
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var changelogs =
          admin.listTopics().names().get().stream().filter(t -> t.endsWith("-changelog")).toList();
      assertThat(changelogs).isNotEmpty();
      admin.deleteTopics(changelogs).all().get();
    }
  }

  private static String keyIncident(String issue) {
    return platform.hub.get("/api/incidents?ticket=jira-ops:" + issue).get(0).path("id").asText();
  }

  /// The pages that people see, without what the clock alone changes, and without how long tools
  /// have taken to answer this very process.
  private static Map<String, List<String>> pages(String incident) {
    var pages = new TreeMap<String, List<String>>();
    for (var path :
        List.of("/", "/systems", "/incidents", "/incidents?closed=yes", "/incidents/" + incident)) {
      pages.put(path, withoutClocks(withoutSpeed(platform.hub.page(path))).lines().toList());
    }
    return pages;
  }

  private static String withoutSpeed(String page) {
    return page.replaceAll("(?s)<div (id=.verdict.|class=.speed.)>.*?</div>", "");
  }

  private static String withoutClocks(String page) {
    return page.replaceAll("<time[^>]*>[^<]*</time>", "<time>").replaceAll(AGES, "…");
  }

  /// Waits until nothing happens any more, and compares the log with the state.
  private static JsonNode quiet() {
    var seen = new ArrayList<Long>();
    // Longer than any pause between a write, its report and the next poll of its tool.
    await("nothing happens any more")
        .atMost(Platform.SOON.multipliedBy(2))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> {
          seen.add(events());
          return Set.copyOf(seen.subList(Math.max(0, seen.size() - STILL), seen.size())).size() == 1
              && seen.size() >= STILL;
        });
    return platform.hub.get("/api/replay");
  }

  private static long events() {
    return platform.hub.get("/api/replay").path("events").asLong();
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
