package hub.service.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Tools that have held many tickets all along: each record is linked with its issue both ways, and
/// they say the same. One pair is made by hand; the journals get the others, a month old.
final class ExistingTickets {

  private static final Duration AGE = Duration.ofDays(30);
  private static final String TITLE = "Gammel sag";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Instant then = Instant.now().minus(AGE);

  private ExistingTickets(Path directory) {
    this.directory = directory;
  }

  /// Leaves the journals of tools with so many pairs in the directory.
  static void write(Path directory, int pairs) {
    var tickets = new ExistingTickets(directory);
    tickets.makeOnePair();
    tickets.copy("clearquest.jsonl", "record", pairs);
    tickets.copy("jira-ops.jsonl", "issue", pairs);
  }

  private void makeOnePair() {
    var options = SimulatorOptions.forTests().withDataDirectory(directory);
    try (var simulators = Simulators.start(options);
        var tools = new ToolHands(simulators.url())) {
      var record = tools.record(TITLE, "P3", Map.of("JiraKey", "DRIFT-1"));
      tools.act(record, "Assign", Map.of("Assignee", "Driftleverandoer"));
      tools.issue(TITLE, "Medium", Map.of("ClearQuest ID", record));
      tools.editIssue("DRIFT-1", Map.of("description", TITLE + ": beskrivelse"));
    }
  }

  /// Writes the last ticket of a journal again, under other numbers, and the counters as if each
  /// had been made.
  private void copy(String file, String shelf, int pairs) {
    var journal = directory.resolve(file);
    try {
      var lines = Files.readAllLines(journal);
      var one =
          last(lines, "\"shelf\":\"%s\"".formatted(shelf))
              .replaceAll(
                  "20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", then.toString().substring(0, 19) + "Z");
      var id = JSON.readTree(one).path("id").asLong();
      try (var out = Files.newBufferedWriter(journal, StandardOpenOption.APPEND)) {
        for (var number = 1; number <= pairs; number++) {
          line(out, numbered(one, id, number));
        }
        counters(out, lines, id, pairs);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String last(List<String> lines, String part) {
    return lines.stream()
        .filter(line -> line.contains(part))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static String numbered(String one, long id, int number) {
    return one.replace(Long.toString(id), Long.toString(id + number - 1))
        .replace("DRIFT-1\"", "DRIFT-%d\"".formatted(number))
        .replace("NSP00000001", "NSP%08d".formatted(number));
  }

  /// The counter of tickets, and that of visible ids: both stand at the last of all.
  private static void counters(BufferedWriter out, List<String> lines, long id, int pairs)
      throws IOException {
    for (var line : lines) {
      if (line.contains("\"shelf\":\"counter\"")) {
        var counter = (ObjectNode) read(line);
        var value = counter.path("value").asLong();
        if (value == id || (counter.path("id").asLong() >= 100 && value == 1)) {
          line(out, counter.put("value", value + pairs - 1).toString());
        }
      }
    }
  }

  private static Object read(String line) throws JsonProcessingException {
    return JSON.readTree(line);
  }

  private static void line(BufferedWriter out, String line) throws IOException {
    out.write(line);
    out.newLine();
  }
}
