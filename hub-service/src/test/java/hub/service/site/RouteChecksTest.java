package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mistakes in a site's own routes and Kamelets.
class RouteChecksTest {

  @Test
  void a_route_without_mistakes_passes(@TempDir Path directory) throws IOException {
    var mistakes =
        check(
            directory,
            "own.camel.yaml",
            """
            - route:
                id: own
                from:
                  uri: timer:tick
                  parameters:
                    period: 1000
                  steps:
                    - setHeader:
                        name: X-Site
                        constant: nsp
                    - filter:
                        simple: ${body} != null
                        steps:
                          - to: log:own
            """);

    assertThat(mistakes).isEmpty();
  }

  @Test
  void unknown_keys_components_options_kamelets_and_beans_are_told_with_their_lines(
      @TempDir Path directory) throws IOException {
    var mistakes =
        check(
            directory,
            "own.camel.yaml",
            """
            - route:
                id: own
                from:
                  uri: timer:tick
                  parameters:
                    perriod: 1000
                  steps:
                    - setHeadr:
                        name: X-Site
                        constant: nsp
                    - to: htpp://example.org
                    - to: kamelet:hub-observe-sinc
                    - bean:
                        ref: hubIntaek
            """);

    assertThat(mistakes)
        .anySatisfy(mistake -> at(mistake, 4, "perriod", "Did you mean period"))
        .anySatisfy(mistake -> at(mistake, 8, "setHeadr", "Did you mean setHeader"))
        .anySatisfy(mistake -> at(mistake, 11, "htpp", "unknown component"))
        .anySatisfy(mistake -> at(mistake, 12, "hub-observe-sinc", "Did you mean hub-observe-sink"))
        .anySatisfy(mistake -> at(mistake, 14, "hubIntaek", "Did you mean hubIntake"));
  }

  @Test
  void a_file_that_is_no_yaml_is_told_with_its_line(@TempDir Path directory) throws IOException {
    assertThat(check(directory, "own.camel.yaml", "- route:\n  id: [\n"))
        .singleElement()
        .satisfies(
            mistake -> assertThat(mistake.toString()).contains("own.camel.yaml:", "is not YAML"));
  }

  @Test
  void a_kamelet_must_be_called_like_its_file(@TempDir Path directory) throws IOException {
    var mistakes =
        check(
            directory,
            "own-source.kamelet.yaml",
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: other-source
            spec:
              template:
                from:
                  uri: timer:tick
                  steps:
                    - to: kamelet:sink
            """);

    assertThat(mistakes).singleElement().satisfies(mistake -> at(mistake, 4, "other-source"));
  }

  private static void at(Mistake mistake, int line, String... words) {
    assertThat(mistake.line()).as(mistake.toString()).isEqualTo(line);
    assertThat(mistake.toString()).contains(words);
  }

  private static List<Mistake> check(Path directory, String name, String text) throws IOException {
    Files.createDirectories(directory.resolve("routes"));
    Files.writeString(directory.resolve("routes").resolve(name), text);
    var mistakes = new ArrayList<Mistake>();
    RouteChecks.run(RouteFiles.of(List.of(directory)), mistakes::add);
    return mistakes;
  }
}
