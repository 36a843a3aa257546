package hub.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets it
class UserCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void a_password_becomes_a_line_that_does_not_tell_it() {
    assertThat(run("correct horse battery", "user", "anna", "--roles", "operator,engineer"))
        .isZero();
    assertThat(out.toString())
        .startsWith("anna:engineer,operator,viewer:$2")
        .doesNotContain("correct horse");
  }

  @Test
  void a_short_password_and_an_unknown_role_are_refused() {
    assertThat(run("short", "user", "anna")).isEqualTo(1);
    assertThat(run("correct horse battery", "user", "anna", "--roles", "boss")).isEqualTo(1);
    assertThat(err.toString()).contains("12 characters", "there is no role boss");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void in_a_file_a_line_takes_the_place_of_the_one_before() throws IOException {
    var file = folder.resolve("users");
    Files.write(file, List.of("# people", "grafana:viewer:old", "anna:viewer:kept"));

    assertThat(run("", "user", "grafana", "--token", "--file", file.toString())).isZero();
    assertThat(err.toString()).contains("shown only now");
    var lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3).startsWith("# people", "anna:viewer:kept");
    assertThat(lines.getLast()).startsWith("grafana:viewer:sha256:");
  }

  private int run(String typed, String... arguments) {
    var console = System.in;
    System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(UTF_8)));
    try {
      return HubCommandLine.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    } finally {
      System.setIn(console);
    }
  }
}
