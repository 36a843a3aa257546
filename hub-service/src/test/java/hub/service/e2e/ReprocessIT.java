package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mistake in a mapping is repaired: what it has lost comes back by one command.
@SuppressWarnings("NullAway.Init") // JUnit sets it before each use
class ReprocessIT {

  private static final String CAUSE = "Et udløbet certifikat";

  @TempDir Path directory;

  @Test
  void what_a_mistaken_mapping_has_lost_is_read_again() throws IOException {
    var begun = Instant.now();
    var site = write("in: shipped | del(.fields.rootCause)");
    try (var platform = Platform.start(directory.resolve("data"), site)) {
      var linked = platform.linkedIncident("Log ind fejler", "P4");
      platform.tools.editIssue(linked.issue(), Map.of("Root cause", CAUSE, "priority", "Medium"));
      soon(
          "the priority follows, and the cause is lost",
          () -> {
            assertThat(field(platform, linked, "Priority")).isEqualTo("P3");
            assertThat(field(platform, linked, "Root_Cause")).isEmpty();
          });
      platform.hub.stop();

      // A sweep would read again what was changed shortly before, and so repair this by itself.
      platform.tools.fault(
          JIRA, "{\"kind\":\"error\",\"operation\":\"search\",\"status\":500,\"count\":1000}");
      write("in: shipped");
      platform.hub.start().awaitReady();
      assertThat(reprocess(platform, begun, "--dry-run"))
          .contains("rootCause: “%s”, recorded as nothing".formatted(CAUSE))
          .contains("1 tickets would be read again");
      assertThat(field(platform, linked, "Root_Cause")).isEmpty();

      assertThat(reprocess(platform, begun)).contains("1 tickets are read again from jira-ops");
      soon(
          "the record has the cause",
          () -> assertThat(field(platform, linked, "Root_Cause")).isEqualTo(CAUSE));
      assertThat(reprocess(platform, begun)).contains("0 tickets are read again");
    }
  }

  private static String reprocess(Platform platform, Instant since, String... more) {
    return platform.hub.command(
        "reprocess",
        Stream.concat(Stream.of("--system", JIRA, "--since", since.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static String field(Platform platform, Platform.Linked linked, String name) {
    return platform.tools.field(CLEARQUEST, linked.record(), name);
  }

  private Path write(String mapping) throws IOException {
    return HubProcess.demoSiteWith(
        directory.resolve("site"),
        """
        systems:
          jira-ops:
            %s
        """
            .formatted(mapping));
  }
}
