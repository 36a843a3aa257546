package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands of the tutorial give the answers that it shows.
///
/// Where a command only looks, it is repeated until the answer is there, as a reader would. In
/// answers `…` stands for anything, and any ticket's number for any other of its tool.
final class Tutorial {

  private static final Path PAGE =
      Path.of(System.getProperty("hub.root", ".."), "docs/tutorial/by-hand-with-curl.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|json|text)\\n(.*?)^```$");
  private static final Pattern LEFT_OPEN =
      Pattern.compile("…|(?<record>NSP[0-9]{8})|(?<issue>DRIFT-[0-9]+)|(?<incident>I-[0-9]+)");
  private static final Pattern CHANGES = Pattern.compile(" -d |=\\$\\(");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /// A command of the page, and the answer it shows; empty if it shows none.
  private record Step(String command, String answer) {}

  private Tutorial() {}

  /// Whether this machine has what the page asks of its reader.
  static boolean isPossible() {
    return has("curl") && has("bash");
  }

  /// Walks the page from its first command to its last.
  static void walk(Platform platform) throws IOException {
    var page =
        Files.readString(PAGE)
            .replace("http://localhost:8080", platform.hub.url())
            .replace("http://localhost:8090", platform.simulators.url());
    var steps = steps(page);
    assertThat(steps).hasSizeGreaterThan(12);
    try (var shell = new Shell()) {
      for (var step : steps) {
        if (CHANGES.matcher(step.command).find()) {
          follow(shell, step);
        } else {
          await(step.command)
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(500))
              .untilAsserted(() -> follow(shell, step));
        }
      }
    }
  }

  private static void follow(Shell shell, Step step) {
    assertThat(shell.run(step.command)).as(step.command).matches(pattern(step.answer));
  }

  private static List<Step> steps(String page) {
    var steps = new ArrayList<Step>();
    for (Matcher block = BLOCK.matcher(page); block.find(); ) {
      if (block.group(1).equals("sh")) {
        steps.add(new Step(block.group(2), ""));
      } else {
        steps.add(new Step(steps.removeLast().command, block.group(2)));
      }
    }
    return steps;
  }

  private static Pattern pattern(String answer) {
    var expected = new StringBuilder();
    var end = 0;
    var open = LEFT_OPEN.matcher(answer.strip());
    while (open.find()) {
      expected.append(Pattern.quote(answer.strip().substring(end, open.start())));
      expected.append(
          open.group("record") != null
              ? "NSP[0-9]{8}"
              : open.group("issue") != null
                  ? "DRIFT-[0-9]+"
                  : open.group("incident") != null ? "I-[0-9]+" : ".*");
      end = open.end();
    }
    return Pattern.compile(
        expected.append(Pattern.quote(answer.strip().substring(end))).toString(), Pattern.DOTALL);
  }

  private static boolean has(String program) {
    return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /// One shell for all commands, which keeps their variables.
  private static final class Shell implements AutoCloseable {

    private static final String END = "--- end of the answer ---";

    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    Shell() throws IOException {
      process =
          new ProcessBuilder("bash", "--noprofile", "--norc").redirectErrorStream(true).start();
      input = process.outputWriter(StandardCharsets.UTF_8);
      output = process.inputReader(StandardCharsets.UTF_8);
    }

    String run(String command) {
      try {
        input.write(command + "\necho; echo '" + END + "'\n");
        input.flush();
        var said = new StringBuilder();
        for (var line = output.readLine(); !END.equals(line); line = output.readLine()) {
          if (line == null) {
            throw new AssertionError("the shell has ended after: " + command);
          }
          said.append(line).append('\n');
        }
        return said.toString().strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
