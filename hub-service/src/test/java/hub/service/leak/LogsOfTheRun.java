package hub.service.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs when all other tests are over, and reads what every hub and every test of this run said.
/// The build starts it by name.
class LogsOfTheRun {

  private static final Path ROOT = Path.of(System.getProperty("hub.root", ".."));

  /// Logs of earlier runs lie there still.
  private static final Instant BEGUN =
      Instant.parse(System.getProperty("hub.begun", "1970-01-01T00:00:00Z"));

  @Test
  void no_secret_and_no_personal_number_is_in_any_log_of_the_whole_run() throws IOException {
    var scan = new LogScan();
    var logs = logs();
    logs.forEach(scan::read);

    assertThat(scan.lines()).as("lines of %d logs since %s", logs.size(), BEGUN).isPositive();
    assertThat(scan.findings())
        .as("what must not stand in a log; find the line that writes it, or what it is given")
        .isEmpty();
  }

  private static List<Path> logs() throws IOException {
    try (var modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
      var logs = new ArrayList<Path>();
      for (var module : modules) {
        for (var folder : List.of("hub-logs", "surefire-reports", "failsafe-reports")) {
          logs.addAll(in(module.resolve("target").resolve(folder)));
        }
      }
      return logs;
    }
  }

  private static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(LogsOfTheRun::isOfThisRun).sorted().toList();
    }
  }

  private static boolean isOfThisRun(Path file) {
    try {
      var name = file.getFileName().toString();
      return (name.startsWith("hub-") || name.startsWith("TEST-"))
          && !Files.getLastModifiedTime(file).toInstant().isBefore(BEGUN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
