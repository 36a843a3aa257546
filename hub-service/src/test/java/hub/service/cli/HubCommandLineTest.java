package hub.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCommandLineTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void validate_says_that_an_example_site_has_no_mistakes() {
    assertThat(run("validate", CONFIG.resolve("nsp").toString())).isZero();
    assertThat(out.toString()).contains("no mistakes", "2 systems");
  }

  @Test
  void validate_tells_mistakes_and_leaves_exit_code_1(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("hub.yaml"), "spaces: {}\n");

    assertThat(run("validate", directory.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("hub.yaml:1:", "spaces", "Did you mean space?");
  }

  @Test
  void routes_shows_where_each_file_comes_from(@TempDir Path directory) throws IOException {
    Files.copy(CONFIG.resolve("nsp/hub.yaml"), directory.resolve("hub.yaml"));
    Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        directory.resolve("routes/own.camel.yaml"),
        """
        - route:
            id: own
            from:
              uri: timer:x
              steps:
                - to: log:x
        """);

    assertThat(run("routes", directory.toString())).isZero();
    assertThat(out.toString())
        .contains("jira-source", "shipped:kamelets/jira-source.kamelet.yaml")
        .contains("own", "routes/own.camel.yaml");
  }

  @Test
  void map_names_what_is_wrong_with_the_payload_file(@TempDir Path directory) throws IOException {
    var nsp = CONFIG.resolve("nsp").toString();
    var broken = Files.writeString(directory.resolve("broken.json"), "{\n\"id\": ");

    assertThat(run("map", nsp, "jira-ops", broken.toString())).isEqualTo(1);
    assertThat(run("map", nsp, "jira-ops", directory.resolve("no.json").toString())).isEqualTo(1);
    assertThat(run("map", nsp, "jira-opps", broken.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("is no JSON", "cannot be read", "no system jira-opps", "clearquest, jira-ops");
  }

  @Test
  void wrong_use_leaves_exit_code_2() {
    assertThat(run("vaildate", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("vaildate");
  }

  private int run(String... arguments) {
    return HubCommandLine.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
