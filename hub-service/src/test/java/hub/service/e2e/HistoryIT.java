package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
  void start() {
    platform = Platform.start(directory.resolve("data"));
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
    soon(
        "R5b.1: the record follows",
        () ->
            assertThat(platform.tools.field(CLEARQUEST, linked.record(), "Priority"))
                .isEqualTo("P2"));

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

  /// By the demo's site and more.
  private String whatIf(String more) throws IOException {
    var other = HubProcess.demoSiteWith(directory.resolve("other"), more);
    return platform.hub.command("whatif", "--config", other.toString());
  }
}
