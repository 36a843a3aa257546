package hub.service.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each use
class LogScanTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /webhooks/jira-ops?secret=demo-secret 401",
        "sasl.jaas.config=… password=\"cluster-secret\";",
        "title=Borger 010190-1234 kan ikke logge på",
        "cpr 0101901234",
        "Borger 311299 1234",
        "headers={Accept=[*/*], Authorization=[Bearer abc]}",
        "authorization: Basic YW5uYTphbm5h",
        "sent Bearer 8fK2+xY/4hZq9w==",
      })
  void a_planted_leak_is_found_and_not_repeated(String line) throws IOException {
    var log = write("hub-1.log", "All is well", line, "All is well again");

    assertThat(findings(log))
        .singleElement()
        .asString()
        .contains(log + ":2 holds ")
        .doesNotContain("demo-secret", "cluster-secret", "1234", "abc", "YW5u", "8fK2");
  }

  @Test
  void a_secret_within_Base64_is_found_whatever_stands_before_it() throws IOException {
    for (var user : List.of("a", "an", "ann", "anna")) {
      var login = (user + ":" + Secrets.TRACKER + "!").getBytes(StandardCharsets.UTF_8);
      var log = write("hub-2.log", "login " + Base64.getEncoder().encodeToString(login));
      assertThat(findings(log)).as(user).containsExactly(log + ":1 holds a secret");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23 03:44:58,775 INFO  [hub.service] (main) The hub serves config/demo",
        "clientId=hub-c00e562c-2877-4561-9532-afdb0afe5eed-StreamThread-1",
        "freeBytes=1812345678 floor=1807234567",
        "[redacted] kan ikke logge på, RFC 010190",
        "JIRA_OPS_WEBHOOK_SECRET is not set; a Bearer token or Basic authentication is needed",
        "/contact/… answers 404",
        "Authorization: <redacted>",
      })
  void what_logs_say_every_day_is_none(String line) throws IOException {
    assertThat(findings(write("hub-3.log", line))).isEmpty();
  }

  @Test
  void of_a_report_only_what_was_printed_counts() throws IOException {
    var report =
        write(
            "TEST-hub.X.xml",
            "<testcase name=\"010190-1234\">",
            "<system-out><![CDATA[title=010190-1234",
            "demo-secret]]></system-out>",
            "<property value=\"demo-secret\"/>");

    assertThat(findings(report))
        .containsExactly(report + ":2 holds a personal number", report + ":3 holds a secret");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  private static List<String> findings(Path log) {
    var scan = new LogScan();
    scan.read(log);
    return scan.findings();
  }
}
