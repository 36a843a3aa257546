package hub.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hub.service.site.SiteReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./hub apply`: what is printed, what is asked, and that nothing is adopted unasked.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class ApplyCommandTest {

  private static final Path DEMO =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/demo").toAbsolutePath();

  private static final String PLAN =
      """
      {"running": "0123456789abcdef", "planned": "<planned>", "incidents": 412,
       "note": "How to read it.",
       "systems": [
        {"system": "clearquest", "writes": 0, "limit": 200, "passesLimit": false, "first": []},
        {"system": "jira-ops", "writes": 301, "limit": 200, "passesLimit": true,
         "waits": "paused by Olga", "first": [
          {"incident": "I-17", "kind": "UPDATE", "ticket": "DRIFT-3",
           "changes": [{"field": "priority", "from": "P4", "to": "P3"}]},
          {"incident": "I-18", "kind": "CREATE", "ticket": "",
           "changes": [{"field": "title", "from": "", "to": "Login fejler"}]}]}]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final String hash = SiteReader.read(DEMO).site().orElseThrow().hash();
  @TempDir Path folder;
  private HttpServer hub;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/api/plan", PLAN.replace("<planned>", hash));
    answer(
        "/api/configuration",
        "{\"hash\": \"%s\", \"before\": \"/hub/site.before\"}".formatted(hash));
    hub.start();
  }

  private void answer(String path, String body) {
    hub.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + path);
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    hub.stop(0);
  }

  @Test
  void a_dry_run_tells_the_writes_by_system_and_adopts_nothing() {
    assertThat(apply(DEMO, "--dry-run")).as("%s", err).isZero();

    assertThat(out.toString())
        .contains("The hub runs with configuration 0123456789abcdef; this is " + hash)
        .contains("412 incidents", "clearquest: no writes", "jira-ops: 301 writes")
        .contains("I-17  DRIFT-3: priority “P4” → “P3”")
        .contains("I-18  a new ticket in jira-ops: title “Login fejler”")
        .contains("… and 299 more", "warning: jira-ops pauses after 200 writes")
        .contains("they would wait: paused by Olga", "How to read it.", "Nothing was changed.");
    assertThat(asked).containsExactly("POST /api/plan");
  }

  @Test
  void nothing_is_adopted_without_the_hash() {
    var console = System.in;
    System.setIn(new ByteArrayInputStream("yes\n".getBytes(UTF_8)));
    try {
      assertThat(apply(DEMO)).isEqualTo(1);
    } finally {
      System.setIn(console);
    }
    assertThat(err.toString()).contains("Nothing was changed.");
    assertThat(asked).containsExactly("POST /api/plan");
  }

  @Test
  void an_adoption_is_awaited() {
    assertThat(apply(DEMO, "--yes")).as("%s", err).isZero();

    assertThat(out.toString())
        .contains("the former one is /hub/site.before")
        .contains("The hub runs with configuration " + hash);
    assertThat(asked)
        .containsExactly("POST /api/plan", "POST /api/configuration", "GET /api/configuration");
  }

  @Test
  void a_directory_with_mistakes_is_not_even_planned() throws IOException {
    Files.writeString(
        folder.resolve("hub.yaml"), "extends: %s%nlimits:%n  blastWrites: -1%n".formatted(DEMO));

    assertThat(apply(folder, "--yes")).isEqualTo(1);

    assertThat(err.toString()).contains("limits.blastWrites is less than 0", "Nothing was planned");
    assertThat(asked).isEmpty();
  }

  private int apply(Path directory, String... options) {
    var all = new ArrayList<>(List.of("apply", directory.toString()));
    all.addAll(List.of(options));
    all.addAll(List.of("--port", Integer.toString(hub.getAddress().getPort())));
    return HubCommandLine.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
