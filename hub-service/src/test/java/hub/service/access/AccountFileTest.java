package hub.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it
class AccountFileTest {

  private static final String TOKEN = "a-token-of-a-program";

  @TempDir private Path folder;

  @Test
  void a_line_as_it_is_made_is_read_again() throws IOException {
    var anna = Account.ofPassword("Anna Nordahl", Set.of("operator"), "correct horse battery");
    var grafana = Account.ofToken("grafana", Set.of(), TOKEN);
    var file = new AccountFile(write("# people", anna.line(), "", "# programs", grafana.line()));

    assertThat(file.named("Anna Nordahl")).contains(anna);
    assertThat(anna.roles()).containsExactly("operator", "viewer");
    assertThat(anna.hasPassword("correct horse battery")).isTrue();
    assertThat(anna.hasPassword("correct horse")).isFalse();
    assertThat(file.withToken(TOKEN)).contains(grafana);
    assertThat(file.withToken(TOKEN + "x")).isEmpty();
    assertThat(file.withToken(anna.proof())).isEmpty();
    assertThat(grafana.hasPassword(TOKEN)).isFalse();
  }

  @Test
  void neither_password_nor_token_stands_in_the_file() {
    assertThat(Account.ofPassword("anna", Set.of(), "correct horse battery").line())
        .doesNotContain("correct");
    assertThat(Account.ofToken("grafana", Set.of(), TOKEN).line()).doesNotContain(TOKEN);
    assertThat(Account.newToken()).hasSize(43).isNotEqualTo(Account.newToken());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anna:operator                    | a line is name:role,role:hash
          a:operator:sha256:00             | a name has 2 to 60 letters
          anna:boss:sha256:00              | there is no role boss
          anna:operator:correct horse      | is no hash of a password or token
          """)
  void a_line_that_cannot_be_meant_is_told_with_its_number(String line, String why)
      throws IOException {
    var path = write("# people", line);

    assertThatThrownBy(() -> new AccountFile(path))
        .hasMessageContaining("users:2: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("correct horse");
  }

  @Test
  void a_name_stands_there_once_and_somebody_is_named() throws IOException {
    var anna = Account.ofToken("anna", Set.of(), TOKEN).line();

    var twice = write(anna, anna);
    assertThatThrownBy(() -> new AccountFile(twice)).hasMessageContaining("users:2: anna has");
    var empty = write("# nobody yet");
    assertThatThrownBy(() -> new AccountFile(empty)).hasMessageContaining("names nobody");
  }

  @Test
  void a_change_counts_at_once_and_a_broken_one_changes_nothing() throws IOException {
    var file = new AccountFile(write(Account.ofToken("anna", Set.of(), TOKEN).line()));

    write("broken");
    assertThat(file.named("anna")).isPresent();
    write(Account.ofToken("bent", Set.of("engineer"), TOKEN).line());
    assertThat(file.named("anna")).isEmpty();
    assertThat(file.withToken(TOKEN).orElseThrow().roles()).contains("engineer");
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("users"), List.of(lines));
  }
}
