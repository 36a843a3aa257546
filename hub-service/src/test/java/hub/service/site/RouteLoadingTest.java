package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only Camel knows is wrong in a site's own files.
class RouteLoadingTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp").toAbsolutePath();

  @Test
  void shipped_kamelets_may_be_copied_as_they_are(@TempDir Path directory) throws IOException {
    for (var name :
        List.of("jira-source", "jira-sink", "jira-webhook-source", "jira-read-action")) {
      write(directory, name + ".kamelet.yaml", shipped(name));
    }
    write(
        directory,
        "own.camel.yaml",
        """
        - route:
            id: own
            from:
              uri: direct:own
              steps:
                - to: kamelet:hub-observe-sink
        """);

    assertThat(check(directory)).isEmpty();
  }

  @Test
  void an_expression_that_is_none_is_told_with_its_line(@TempDir Path directory)
      throws IOException {
    write(
        directory,
        "own.camel.yaml",
        """
        - route:
            id: own
            from:
              uri: direct:own
              steps:
                - log: begun
                - filter:
                    simple: ${body} contians 'x'
                    steps:
                      - to: log:own
        """);

    assertThat(check(directory))
        .singleElement()
        .satisfies(mistake -> {
          assertThat(mistake.file()).isEqualTo("routes/own.camel.yaml");
          assertThat(mistake.line()).isEqualTo(8);
          assertThat(mistake.cause()).contains("contians");
          assertThat(mistake.remedy()).isNotBlank();
        });
  }

  @Test
  void a_placeholder_that_a_kamelet_does_not_declare_is_told(@TempDir Path directory)
      throws IOException {
    write(
        directory,
        "jira-source.kamelet.yaml",
        shipped("jira-source")
            .replace("period: \"{{pollInterval}}\"", "period: \"{{pollIntervall}}\""));

    assertThat(check(directory))
        .singleElement()
        .satisfies(mistake ->
            assertThat(mistake.toString())
                .startsWith("routes/jira-source.kamelet.yaml")
                .contains("pollIntervall"));
  }

  private static List<Mistake> check(Path directory) throws IOException {
    Files.writeString(directory.resolve("hub.yaml"), "extends: " + NSP + "\n");
    var reading = SiteReader.read(directory);
    assertThat(reading.mistakes()).isEmpty();
    return RouteLoading.run(reading.site().orElseThrow());
  }

  private static void write(Path directory, String name, String text) throws IOException {
    Files.createDirectories(directory.resolve("routes"));
    Files.writeString(directory.resolve("routes").resolve(name), text);
  }

  private static String shipped(String name) throws IOException {
    var file = "/kamelets/" + name + ".kamelet.yaml";
    try (var resource = RouteLoadingTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
