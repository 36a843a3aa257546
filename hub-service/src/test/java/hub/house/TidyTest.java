package hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One walk over the sources: what a reader should never have to wonder about.
class TidyTest {

  private static final int MOST_COLUMNS = 100;
  private static final int MOST_BYTES = 24 * 1024;
  private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?! \\(#\\d+\\))");
  private static final Pattern ADR = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern ROUTE_ID = Pattern.compile("(?m)^- route:\\s*\\n\\s+id:\\s*(\\S+)");
  private static final Pattern CODE_NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");

  private static List<Path> java() {
    return Sources.endingIn(".java");
  }

  private static List<Path> production() {
    return java().stream().filter(path -> path.toString().contains("src/main/")).toList();
  }

  @Test
  void lines_fit_the_screen() {
    assertThat(lines(java(), line -> line.length() > MOST_COLUMNS && !line.startsWith("import ")))
        .isEmpty();
  }

  @Test
  void methods_are_seen_at_once() {
    assertThat(JavaShape.longMethods(java())).isEmpty();
  }

  @Test
  void files_are_one_thing() {
    assertThat(java().stream().filter(path -> Sources.text(path).length() > MOST_BYTES).toList())
        .isEmpty();
  }

  @Test
  void the_core_answers_for_every_event_and_state() {
    assertThat(
            JavaShape.defaults(
                production().stream().filter(path -> path.startsWith("hub-core")).toList()))
        .as("a new event or state must show every place that answers for it")
        .isEmpty();
  }

  @Test
  void work_left_undone_has_an_issue() {
    assertThat(lines(java(), line -> TODO.matcher(line).find() && !line.contains("Pattern")))
        .isEmpty();
  }

  @Test
  void tests_await_and_do_not_sleep() {
    var tests = java().stream().filter(path -> path.toString().contains("src/test/")).toList();
    assertThat(lines(tests, line -> line.contains("Thread" + ".sleep("))).isEmpty();
  }

  @Test
  void a_route_is_named_after_its_file() {
    var misnamed =
        Sources.endingIn(".camel.yaml").stream()
            .filter(path -> !ids(path).isEmpty())
            .filter(path -> !ids(path).equals(List.of(baseName(path, ".camel.yaml"))))
            .toList();
    assertThat(misnamed).isEmpty();
  }

  @Test
  void a_kamelet_is_named_after_its_file() {
    var misnamed =
        Sources.endingIn(".kamelet.yaml").stream()
            .filter(path -> path.toString().contains("src/main/"))
            .filter(path ->
                !Sources.text(path).contains("\n  name: " + baseName(path, ".kamelet.yaml") + "\n"))
            .toList();
    assertThat(misnamed).isEmpty();
  }

  @Test
  void decisions_are_numbered_without_gaps() {
    var numbers =
        Sources.endingIn(".md").stream()
            .filter(path -> path.startsWith("docs/adr"))
            .map(path -> ADR.matcher(path.getFileName().toString()))
            .filter(Matcher::matches)
            .map(matcher -> Integer.parseInt(matcher.group(1)))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  @Test
  void every_class_named_in_the_architecture_exists() {
    var classes = java().stream().map(path -> baseName(path, ".java")).toList();
    var text = String.join("\n", java().stream().map(Sources::text).toList());
    var missing =
        CODE_NAME
            .matcher(Sources.text(Path.of("ARCHITECTURE.md")))
            .results()
            .map(result -> result.group(1))
            .distinct()
            .filter(name -> !classes.contains(name))
            .filter(name -> !text.contains("record " + name + "("))
            .toList();
    assertThat(missing).isEmpty();
  }

  private static List<String> ids(Path path) {
    return ROUTE_ID.matcher(Sources.text(path)).results().map(result -> result.group(1)).toList();
  }

  private static String baseName(Path path, String ending) {
    var name = path.getFileName().toString();
    return name.substring(0, name.length() - ending.length());
  }

  private static List<String> lines(List<Path> files, Predicate<String> isWrong) {
    return files.stream()
        .flatMap(path -> {
          var lines = Sources.text(path).lines().toList();
          return IntStream.range(0, lines.size())
              .filter(i -> isWrong.test(lines.get(i)))
              .mapToObj(i -> path + ":" + (i + 1));
        })
        .flatMap(Stream::of)
        .toList();
  }
}
