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
///
/// A rule is claimed whole where a test proves it through the tools alone (`…IT`), one that the hub
/// enforces where such a test also shows how it is overridden or waived, and where
/// `process-rules.psv` names nothing that is missing.
class ProcessCoverageTest {

  private static final Path PAGE = Sources.ROOT.resolve("docs/process-coverage.md");
  private static final Pattern TEST = Pattern.compile("void ((?:R\\w+?_)(?:\\w+))\\(");
  private static final Pattern RULE =
      Pattern.compile("(?<![A-Za-z])R(NA|\\d{1,2}[ab]?)_(\\d)(?!\\d)");

  private static final Pattern OVERRIDE = Pattern.compile("overrid|waive");

  /// A rule of the process, in short.
  ///
  /// @param missing what no test proves yet, or the hub does not do; empty if that is nothing
  private record Rule(String id, String step, String duty, String words, String missing) {}

  /// The tests of a rule.
  ///
  /// @param classes where they stand
  /// @param throughTheTools the names of those that use nothing but the tools' own interfaces
  private record Proofs(SequencedSet<String> classes, List<String> throughTheTools) {

    static final Proofs NONE = new Proofs(new TreeSet<>(), List.of());

    Proofs and(String type, String test) {
      var all = new TreeSet<>(classes);
      all.add(type);
      var tools = new ArrayList<>(throughTheTools);
      if (type.endsWith("IT")) {
        tools.add(test);
      }
      return new Proofs(all, tools);
    }
  }

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

  @Test
  void what_is_missing_is_told_of_rules_that_are_claimed_only() throws Exception {
    var tests = tests();
    assertThat(rules())
        .filteredOn(rule -> !rule.missing().isEmpty())
        .extracting(Rule::id)
        .isSubsetOf(tests.keySet());
  }

  private static String page(List<Rule> rules, Map<String, Proofs> tests) {
    var page = new StringBuilder();
    page.append(
        """
        # What of the process is built

        Every rule of the incident process, what the hub owes it, and where that is proved.
        Written by a test from the names of the tests; a rule without a test is not claimed.
        *Tested* is a rule that a test proves whole, through the tools' own interfaces (`…IT`);
        where the hub enforces it, the refusal and the override. *In part* says what is missing.

        | rule | step | in short | duty | state |
        |---|---|---|---|---|
        """);
    for (var rule : rules) {
      var proofs = tests.getOrDefault(rule.id(), Proofs.NONE);
      page.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(rule.id(), rule.step(), rule.words(), rule.duty(), state(rule, proofs)));
    }
    return page.toString();
  }

  private static String state(Rule rule, Proofs proofs) {
    var isHuman = rule.duty().equals("HUMAN ONLY");
    if (proofs.classes().isEmpty()) {
      return isHuman ? "human only" : "not yet";
    }
    var by = String.join(", ", proofs.classes().stream().map(name -> "`" + name + "`").toList());
    if (isHuman) {
      return "human only; what the hub makes of it is tested by " + by;
    }
    var missing = missing(rule, proofs);
    return missing.isEmpty()
        ? "tested by " + by
        : "in part, by %s; missing: %s".formatted(by, String.join("; ", missing));
  }

  private static List<String> missing(Rule rule, Proofs proofs) {
    var missing = new ArrayList<String>();
    if (!rule.missing().isEmpty()) {
      missing.add(rule.missing());
    }
    if (proofs.throughTheTools().isEmpty()) {
      missing.add("a proof through the tools");
    } else if (rule.duty().equals("HUB ENFORCES")
        && proofs.throughTheTools().stream().noneMatch(test -> OVERRIDE.matcher(test).find())) {
      missing.add("a proof of the override");
    }
    return missing;
  }

  /// The tests of each rule.
  private static Map<String, Proofs> tests() {
    var tests = new TreeMap<String, Proofs>();
    for (var path : Sources.endingIn(".java")) {
      if (path.toString().contains("src/test/")) {
        var type = path.getFileName().toString().replace(".java", "");
        var named = TEST.matcher(Sources.text(path)).results().map(test -> test.group(1)).toList();
        for (var test : named) {
          rulesOf(test)
              .forEach(rule ->
                  tests.merge(
                      rule, Proofs.NONE.and(type, test), (known, _) -> known.and(type, test)));
        }
      }
    }
    return tests;
  }

  private static List<String> rulesOf(String test) {
    return RULE.matcher(test)
        .results()
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
        rules.add(
            new Rule(cells[0], cells[1], cells[2], cells[3], cells.length > 4 ? cells[4] : ""));
      }
    }
    return rules;
  }
}
