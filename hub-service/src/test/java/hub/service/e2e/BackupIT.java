package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import hub.service.e2e.Platform.Linked;
import hub.simulator.mail.MailServer.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The data of a hub on another machine: docs/how-to/backup-and-restore.md.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class BackupIT {

  @TempDir static Path directory;
  private static Platform platform;

  @BeforeAll
  static void start() {
    platform = Platform.start(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void a_hub_goes_on_from_a_copy_of_its_data_and_repeats_nothing() throws IOException {
    var linked = platform.linkedIncident("Før flytningen", "P3");
    write(linked, "Skrevet før");
    var found = platform.tools.issue("Fundet før flytningen", "Medium", Map.of());
    var incidents =
        List.of(platform.incidentOf(JIRA, linked.issue()), platform.incidentOf(JIRA, found));
    awaitRemark(linked, "Skrevet før");
    soon("the national desk is told", () -> assertThat(mails()).isOne());
    var told = stories(platform.hub, incidents);

    platform.hub.stop();
    var copied = copy(platform.hub.data(), directory.resolve("elsewhere"));
    var old = copy(platform.hub.data(), directory.resolve("old"));
    delete(platform.hub.data());
    platform.tools.act(linked.record(), "Modify", Map.of("Note_Entry", "Skrevet imens"));

    var later = goesOnFrom(copied, linked, incidents, told);
    aCopyThatIsTooOldMakesNoTicketTwice(old, later);
  }

  /// What comes after it shows that the hub has seen everything before it.
  private static Linked goesOnFrom(
      Path copied, Linked linked, List<String> incidents, Map<String, String> told) {
    try (var moved = platform.another(copied, HubProcess.demoSite()).start().awaitReady()) {
      stories(moved, incidents)
          .forEach((incident, story) ->
              assertThat(story).startsWith(requireNonNull(told.get(incident))));
      awaitRemark(linked, "Skrevet imens");
      var later = platform.linkedIncident("Efter flytningen", "P4");
      write(later, "Skrevet efter");
      awaitRemark(later, "Skrevet efter");
      assertThat(remarks(linked, "Skrevet før")).isOne();
      assertThat(platform.tools.tickets(CLEARQUEST)).hasSize(2);
      assertThat(platform.tools.tickets(JIRA)).hasSize(3);
      assertThat(mails()).isOne();
      assertThat(moved.get("/api/replay").path("isSame").asBoolean()).isTrue();
      return later;
    }
  }

  /// What it has written since, it finds by the ids that the tickets show each other.
  private static void aCopyThatIsTooOldMakesNoTicketTwice(Path old, Linked later) {
    var missed = platform.tools.assignedRecord("Mens ingen kørte", "P4", "Driftleverandoer");
    try (var stale = platform.another(old, HubProcess.demoSite()).start().awaitReady()) {
      platform.awaitLink(missed);
      soon(
          "both tickets are of one incident again",
          () ->
              assertThat(incident(stale, JIRA, later.issue()))
                  .isEqualTo(incident(stale, CLEARQUEST, later.record())));
      assertThat(platform.tools.titled(JIRA, "Efter flytningen")).hasSize(1);
      assertThat(platform.tools.titled(JIRA, "Mens ingen kørte")).hasSize(1);
      assertThat(platform.tools.tickets(CLEARQUEST)).hasSize(3);
      assertThat(stale.get("/api/replay").path("isSame").asBoolean()).isTrue();
    }
  }

  private static String incident(HubProcess hub, String system, String key) {
    var found = hub.incidentOf(system, key);
    return found == null ? "none yet of " + key : found.path("id").asText();
  }

  /// The whole story of each incident, its texts in clear.
  private static Map<String, String> stories(HubProcess hub, List<String> incidents) {
    return incidents.stream()
        .collect(toMap(incident -> incident, incident -> events(hub, incident)));
  }

  private static String events(HubProcess hub, String incident) {
    var events = hub.get("/api/incidents/" + incident + "/events").toString();
    return events.substring(0, events.length() - 1);
  }

  private static void write(Linked linked, String note) {
    platform.tools.act(linked.record(), "Modify", Map.of("Note_Entry", note));
  }

  private static void awaitRemark(Linked linked, String words) {
    soon(words, () -> assertThat(remarks(linked, words)).isOne());
  }

  private static int remarks(Linked linked, String words) {
    return comments(linked.issue()).split(words, -1).length - 1;
  }

  private static String comments(String issue) {
    return platform.tools.ticket(JIRA, issue).path("comments").toString();
  }

  private static int mails() {
    return platform.simulators.mail().orElseThrow().mailboxes().stream()
        .mapToInt(Mailbox::size)
        .sum();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
