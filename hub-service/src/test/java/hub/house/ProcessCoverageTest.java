package hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/process-coverage.md lists every rule of the process, and which tests prove it. Tests name
/// their rules: `R5b_1_each_ticket_shows_the_key_of_the_other`. After a change run this test with
/// `-Dhub.approve=true`, which writes the page anew.
class ProcessCoverageTest {

  private static final Path PAGE = Sources.ROOT.resolve("docs/process-coverage.md");
  private static final Pattern TEST = Pattern.compile("void ((?:R\\w+?_)(?:\\w+))\\(");
  private static final Pattern RULE =
      Pattern.compile("(?<![A-Za-z])R(NA|\\d{1,2}[ab]?)_(\\d)(?!\\d)");

  /// A rule of the process, in short.
  private record Rule(String id, String step, String duty, String words) {}

  @Test
  void the_page_tells_the_truth_about_every_rule() throws Exception {
    var generated = page(rules(), tests());
    if (Boolean.getBoolean("hub.approve")) {
      Files.writeString(PAGE, generated);
    }
    assertThat(PAGE)
        .as(
            "run ./mvnw -pl hub-service -am verify -Dtest=ProcessCoverageTest -Dhub.approve=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false -DskipITs")
        .hasContent(generated);
  }

  @Test
  void no_test_names_a_rule_that_does_not_exist() throws Exception {
    assertThat(rules().stream().map(Rule::id).toList()).containsAll(tests().keySet());
  }

  private static String page(List<Rule> rules, Map<String, SequencedSet<String>> tests) {
    var page = new StringBuilder();
    page.append(
        """
        # What of the process is built

        Every rule of the incident process, what the hub owes it, and where that is proved.
        Written by a test from the names of the tests; a rule without a test is not claimed,
        and a test may prove a part of its rule.

        | rule | step | in short | duty | state |
        |---|---|---|---|---|
        """);
    for (var rule : rules) {
      var proofs = tests.getOrDefault(rule.id(), new TreeSet<>());
      page.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(rule.id(), rule.step(), rule.words(), rule.duty(), state(rule, proofs)));
    }
    return page.toString();
  }

  private static String state(Rule rule, SequencedSet<String> proofs) {
    if (!proofs.isEmpty()) {
      return "tested by "
          + String.join(", ", proofs.stream().map(name -> "`" + name + "`").toList());
    }
    return rule.duty().equals("HUMAN ONLY") ? "human only" : "not yet";
  }

  /// The classes with tests of each rule.
  private static Map<String, SequencedSet<String>> tests() {
    var tests = new TreeMap<String, SequencedSet<String>>();
    for (var path : Sources.endingIn(".java")) {
      if (path.toString().contains("src/test/")) {
        var name = path.getFileName().toString().replace(".java", "");
        rulesOf(Sources.text(path))
            .forEach(rule -> tests.computeIfAbsent(rule, _ -> new TreeSet<>()).add(name));
      }
    }
    return tests;
  }

  private static List<String> rulesOf(String source) {
    return TEST.matcher(source)
        .results()
        .flatMap(test -> RULE.matcher(test.group(1)).results())
        .map(rule -> "R" + rule.group(1) + "." + rule.group(2))
        .distinct()
        .toList();
  }

  private static List<Rule> rules() throws IOException {
    var rules = new ArrayList<Rule>();
    try (var file = ProcessCoverageTest.class.getResourceAsStream("process-rules.psv")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      for (var line : text.lines().toList()) {
        var cells = line.split("\\|", -1);
        rules.add(new Rule(cells[0], cells[1], cells[2], cells[3]));
      }
    }
    return rules;
  }
}
