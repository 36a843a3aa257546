package hub.service.e2e;

import static hub.service.e2e.ToolHands.CLEARQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running hub is given another configuration: planned, adopted, and started again by whoever
/// keeps it running.
@SuppressWarnings("NullAway.Init") // JUnit sets it before each use
class ApplyIT {

  private static final int START_AGAIN = 75;

  @TempDir Path directory;

  @Test
  void what_was_planned_is_adopted_and_then_written() throws Exception {
    var site = write("site", "systems:\n  jira-ops: { mode: observe }\n");
    var other = write("other", "");
    try (var platform = Platform.start(directory.resolve("data"), site)) {
      var record = platform.tools.assignedRecord("Adgang fejler", "P3", "Driftleverandoer");
      platform.incidentOf(CLEARQUEST, record);

      var planned = platform.hub.command("apply", other.toString(), "--dry-run");
      assertThat(planned).contains("jira-ops: 1 write", "a new ticket in jira-ops");
      assertThat(site.resolve("hub.yaml")).content().contains("observe");

      var applied =
          CompletableFuture.supplyAsync(
              () -> platform.hub.command("apply", other.toString(), "--yes"));
      await("the hub to go down")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !platform.hub.isRunning());
      assertThat(platform.hub.exitCode()).isEqualTo(START_AGAIN);
      platform.hub.start().awaitReady();

      assertThat(applied.get()).contains("The hub runs with configuration");
      assertThat(site.resolve("hub.yaml")).content().doesNotContain("observe");
      assertThat(site.resolveSibling("site.before").resolve("hub.yaml"))
          .content()
          .contains("observe");
      assertThat(platform.awaitLink(record).issue()).isNotEmpty();
    }
  }

  private Path write(String name, String more) throws IOException {
    return HubProcess.demoSiteWith(directory.resolve(name), more);
  }
}
