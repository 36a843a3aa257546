package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.Platform.within;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process dies at the worst moments, and loses what is only a cache.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class CrashIT {

  @TempDir Path data;
  private Platform platform;

  @BeforeEach
  void start() {
    platform = Platform.start(data);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void killed_after_the_tool_has_stored_a_create_there_is_one_issue() {
    platform.tools.fault(JIRA, "{\"kind\":\"hold\",\"operation\":\"create\",\"count\":1}");
    var record = platform.tools.assignedRecord("Dræbt midt i", "P3", "Driftleverandoer");
    soon(
        "Jira has stored the issue",
        () -> assertThat(platform.tools.titled(JIRA, "Dræbt midt i")).hasSize(1));

    platform.hub.kill();
    platform.tools.heal(JIRA);
    platform.hub.start().awaitReady();

    platform.awaitLink(record);
    assertThat(platform.tools.titled(JIRA, "Dræbt midt i")).hasSize(1);
  }

  @Test
  void killed_between_outcome_and_commit_there_is_one_issue() {
    platform.hub.kill();
    platform.hub.start("-Dhub.fault.halt=after-outcome").awaitReady();
    var record = platform.tools.assignedRecord("Før bogføring", "P3", "Driftleverandoer");
    within(
        Duration.ofSeconds(60),
        "the fault hook has ended the process",
        () -> assertThat(platform.hub.isRunning()).isFalse());

    platform.hub.start().awaitReady();

    platform.awaitLink(record);
    assertThat(platform.tools.titled(JIRA, "Før bogføring")).hasSize(1);
  }

  @Test
  void after_a_kill_the_first_new_record_is_delivered_soon() {
    platform.linkedIncident("Før drabet", "P3");
    platform.hub.kill();
    platform.hub.start();
    var record = platform.tools.assignedRecord("Efter drabet", "P3", "Driftleverandoer");
    platform.hub.awaitReady();

    within(
        Duration.ofSeconds(15),
        "the first new record is delivered",
        () -> assertThat(platform.tools.titled(JIRA, "Efter drabet")).hasSize(1));
    platform.awaitLink(record);
  }

  @Test
  void state_and_index_deleted_the_log_gives_the_same() {
    var linked = platform.linkedIncident("Genopbygning", "P3");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "High"));
    soon(
        "ClearQuest follows",
        () ->
            assertThat(platform.tools.ticket(CLEARQUEST, linked.record()).path("priority").asText())
                .isEqualTo("P2"));
    platform.hub.stop();
    delete(data.resolve("state"));
    delete(data.resolve("index"));

    platform.hub.start().awaitReady();

    soon(
        "the incident is there again",
        () -> assertThat(platform.hub.incidentOf(CLEARQUEST, linked.record())).isNotNull());
    soon(
        "the folded state is the live one",
        () -> {
          var hashes = platform.hub.get("/api/replay");
          assertThat(hashes.path("folded").asText()).isNotEmpty();
          assertThat(hashes.path("folded")).isEqualTo(hashes.path("live"));
        });
    assertThat(platform.tools.titled(JIRA, "Genopbygning")).hasSize(1);
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(CrashIT::deleteFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
