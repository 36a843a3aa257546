package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a log can answer: asked of a running hub by the commands of `./hub`.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class HistoryIT {

  private static final String PERSON = "Lise Lægeløn kan ikke logge på";

  @TempDir Path directory;
  private Platform platform;

  @BeforeEach
  void start() throws IOException {
    // A sweep that begins anew shall not come before what is asked here.
    site("site", "systems:\n  jira-ops:\n    connection: { overlap: 0s }\n");
    platform = Platform.start(directory.resolve("data"), directory.resolve("site"));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void the_past_is_decided_otherwise_made_anew_and_forgotten() throws IOException {
    var linked = platform.linkedIncident(PERSON, "P4");
    var incident = platform.incidentOf(JIRA, linked.issue());
    platform.tools.editIssue(linked.issue(), Map.of("priority", "High"));
    soon("R5b.1: the record follows", () -> assertThat(priority(linked)).isEqualTo("P2"));

    assertThat(whatIf("")).contains(" 0 do not.");
    assertThat(whatIf("fields:\n  priority: { mode: owner, owner: clearquest }\n"))
        .contains("happened  ")
        .contains("would     The hub asks: set priority to P4 on " + linked.issue());

    assertThat(platform.hub.command("rebuild")).contains("100 %", "The new index answers");
    assertThat(platform.hub.incidentOf(JIRA, linked.issue())).isNotNull();

    assertThat(platform.hub.get("/api/incidents/" + incident).toString()).contains(PERSON);
    assertThat(
            platform.hub.command(
                "erase", incident, "--actor", "Data protection", "--reason", "letter", "--yes"))
        .contains(incident + " is erased");
    assertThat(platform.hub.get("/api/incidents/" + incident + "/events").toString())
        .doesNotContain("Lise");
    assertThat(platform.hub.get("/api/replay").path("isSame").asBoolean()).isTrue();
  }

  @Test
  void a_repaired_mapping_has_read_again_what_it_reads_otherwise() throws IOException {
    var linked = platform.linkedIncident("Forkert oversat", "P4");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "High"));
    soon("P2", () -> assertThat(priority(linked)).isEqualTo("P2"));
    platform.hub.stop();
    site(
        "site",
        """
        systems:
          jira-ops:
            connection: { overlap: 0s }
            in: shipped | if .fields.priority == "P2" then .fields.priority = "P1" else . end
        """);
    platform.hub.start().awaitReady();

    var reprocess = List.of("--system", JIRA, "--since", "2026-01-01T00:00:00Z", "--dry-run");
    assertThat(platform.hub.command("reprocess", reprocess.toArray(String[]::new)))
        .contains(linked.issue(), "priority: ", "1 tickets would be read again");
    assertThat(priority(linked)).isEqualTo("P2");
    assertThat(platform.hub.command("reprocess", reprocess.subList(0, 4).toArray(String[]::new)))
        .contains("1 tickets are read again from jira-ops");

    soon("the record follows", () -> assertThat(priority(linked)).isEqualTo("P1"));
  }

  private String priority(Platform.Linked linked) {
    return platform.tools.field(CLEARQUEST, linked.record(), "Priority");
  }

  private String whatIf(String more) throws IOException {
    return platform.hub.command("whatif", "--config", site("other", more).toString());
  }

  /// The demo's site and more.
  private Path site(String name, String more) throws IOException {
    var other = Files.createDirectories(directory.resolve(name));
    Files.writeString(
        other.resolve("hub.yaml"), "extends: %s%n%s".formatted(HubProcess.demoSite(), more));
    return other;
  }
}
