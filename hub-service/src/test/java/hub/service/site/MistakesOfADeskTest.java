package hub.service.site;

import static hub.service.site.PlantedMistakesTest.planted;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes of somebody who connects a desk by YAML alone: each is told with its line in that file,
/// its cause and a way out.
class MistakesOfADeskTest {

  private static final Path SITE =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/request-tracker/hub.yaml");

  static List<ArgumentSet> mistakes() {
    return List.of(
        planted("program misspelt", "      items: ", "      itemz: ", "Did you mean items"),
        planted("no list", "      list: |", "      lists: |", "has no list", "Add list"),
        planted("no ids", "      listed: '{id", "      # '{id", "has no listed"),
        planted("no jq", "      items: .items", "      items: .items[", "is no jq"),
        planted("no such function", "items: .items", "items: .items | firstt", "firstt"),
        planted("bracket open", "listed: '{id, ", "listed: '[{id, ", "is no jq"),
        planted("slash at the end", "${env:RT_URL}", "https://rt.example.com/", "is \"https"),
        planted("no address", "${env:RT_URL}", "rt.example.com", "Write the whole address"),
        planted("secret in the file", "${env:RT_PASSWORD}", "s3cret", "holds a secret"),
        planted("odd reference", "${env:RT_USER}", "${RT_USER}", "unknown reference"),
        planted("no duration", "${env:RT_POLL_INTERVAL:30s}", "30 sec", "30s, 5m or 2h"),
        planted(
            "no number",
            "      items: .items",
            "      items: .items\n      requestsPerMinute: many",
            "Write a whole number"),
        planted(
            "unknown log-in",
            "      items: .items",
            "      items: .items\n      login: oauth",
            "is \"oauth\"",
            "client-credentials"),
        planted(
            "log-in to nowhere",
            "      items: .items",
            "      items: .items\n      login: form",
            "has no loginUrl"),
        planted("kind misspelt", "kind: http", "kind: htpp", "Did you mean http"),
        planted("role misspelt", "role: local-desk", "role: lokal-desk", "Did you mean"),
        planted("rule from nowhere", "from: rt, when", "from: rtt, when", "Did you mean rt"),
        planted("hole in a map", ", P4: \"0\" }", " }", "has no value for", "P4"),
        planted("no site below", "extends: ../nsp", "extends: ../nspp", "nspp"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_told_with_line_cause_and_remedy(
      String found, String planted, List<String> words, @TempDir Path directory)
      throws IOException {
    var original = Files.readString(SITE);
    assertThat(original).contains(found);

    PlantedMistakesTest.assertTold(
        mistakesOf(original.replace(found, planted), directory), planted, words);
  }

  @Test
  void a_mistake_within_a_program_is_told_with_its_line(@TempDir Path directory)
      throws IOException {
    var broken = "fields: \"Content,ContentType,Created,Creator,TransactionId\"}";
    var original = Files.readString(SITE);
    var text = original.replace(broken + "}", broken + "]");
    var expected = text.lines().toList().indexOf("          " + broken + "]") + 1;
    assertThat(expected).isPositive();

    assertThat(mistakesOf(text, directory))
        .anySatisfy(mistake -> {
          assertThat(mistake.cause()).contains("is no jq");
          assertThat(mistake.line()).isEqualTo(expected);
        });
  }

  @Test
  void the_example_has_no_mistake(@TempDir Path directory) throws IOException {
    assertThat(mistakesOf(Files.readString(SITE), directory)).isEmpty();
  }

  private static List<Mistake> mistakesOf(String text, Path directory) throws IOException {
    // Laid over the site beside the example, from wherever this is.
    var below = SITE.resolveSibling("../nsp").toAbsolutePath().normalize();
    Files.writeString(
        directory.resolve("hub.yaml"),
        text.replace("extends: ../nsp\n", "extends: " + below + "\n"));
    return SiteReader.read(directory).mistakes();
  }
}
