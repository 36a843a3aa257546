package hub.service.e2e;

import static hub.service.e2e.Ballast.MEGABYTE;
import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Below the floor of free space nothing is taken in, and above it everything goes on (design D3).
class FullDiskIT {

  /// More than other programs are likely to write or free during the test.
  private static final long MARGIN = 600 * MEGABYTE;

  private static final String JSON_LOGS = "-Dquarkus.log.console.json.enabled=true";

  private static final Duration THREE_POLLS = Duration.ofSeconds(6);

  @Test
  void inputs_and_polls_stop_below_the_floor_and_go_on_above(@TempDir Path data)
      throws IOException {
    var usable = Files.getFileStore(data).getUsableSpace();
    Assumptions.assumeTrue(
        usable > 4 * MARGIN, "skipped: too little free space to fill some of it for a moment");
    var ballast = new Ballast(data.resolve("ballast"));
    try (var platform = Platform.prepare(data)) {
      platform.hub.start("-Dhub.free-space-floor=" + (usable - MARGIN), JSON_LOGS).awaitReady();
      var first = platform.linkedIncident("Før disken er fuld", "P3");
      ballast.load(2 * MARGIN);

      soon("an input is refused", () -> assertThat(request(platform)).isEqualTo(503));
      assertThat(hint(platform)).isEqualTo(503);
      assertThat(platform.hub.get("/api/attention"))
          .extracting(row -> row.path("kind").asText())
          .containsExactly("DISK_FULL");
      var unseen = platform.tools.issue("Mens disken er fuld", "High", Map.of("User impact", "No"));
      platform.tools.editIssue(first.issue(), Map.of("priority", "Highest"));
      var asked = platform.tools.requests(JIRA).size();
      await("nobody asks Jira")
          .during(THREE_POLLS)
          .atMost(THREE_POLLS.plusSeconds(10))
          .until(() -> platform.tools.requests(JIRA).size() == asked);
      assertThat(platform.hub.incidentOf(JIRA, unseen)).isNull();

      ballast.drop();

      soon(
          "what was done meanwhile is seen",
          () -> assertThat(platform.hub.incidentOf(JIRA, unseen)).isNotNull());
      platform.linkedIncident("Efter at der blev ryddet op", "P3");
      assertThat(platform.hub.get("/api/dead-letters")).isEmpty();
      assertThat(platform.hub.get("/api/attention")).isEmpty();
      programsCanReadTheLog(platform.hub.log());
    }
  }

  /// What the JVM itself says stands between the objects, as it always does.
  private static void programsCanReadTheLog(Path log) throws IOException {
    var said = Files.readAllLines(log);
    assertThat(said).noneMatch(line -> line.matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:.*"));
    var entries = new ArrayList<JsonNode>();
    for (var line : said) {
      if (line.startsWith("{")) {
        entries.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(entries)
        .allSatisfy(entry ->
            assertThat(Instant.parse(entry.path("timestamp").asText())).isBefore(Instant.now()))
        .anySatisfy(entry -> {
          assertThat(entry.path("loggerName").asText()).endsWith("HubLifecycle");
          assertThat(entry.path("level").asText()).isEqualTo("INFO");
          assertThat(entry.path("message").asText()).startsWith("The hub serves");
        });
  }

  /// Asks for something that changes nothing.
  private static int request(Platform platform) {
    var body = "{\"actor\":\"operator\"}";
    return platform.hub.post("/api/systems/jira-ops/resume", body).statusCode();
  }

  private static int hint(Platform platform) {
    return platform.hub.post("/webhooks/jira-ops?secret=demo-secret", "{}").statusCode();
  }
}
