package hub.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands that ask a running hub.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class AskingCommandsTest {

  private static final String INCIDENT =
      """
      {"summary": {"id": "I-5", "title": "Login fejler", "isErased": false,
        "tickets": [{"system": "clearquest", "id": "33554433", "key": "NSP00000001"}]},
       "aliases": ["I-9"]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final List<String> proofs = new ArrayList<>();
  private boolean wantsToken;
  private HttpServer hub;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod());
          proofs.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          if (wantsToken && proofs.getLast().equals("null")) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
          }
          var bytes = INCIDENT.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.stop(0);
  }

  @Test
  void erase_names_the_tickets_and_erases_nothing_without_the_number() {
    var console = System.in;
    System.setIn(new ByteArrayInputStream("no\n".getBytes(UTF_8)));
    try {
      assertThat(run("erase", "I-5", "--actor", "olga", "--reason", "asked by letter"))
          .isEqualTo(1);
    } finally {
      System.setIn(console);
    }
    assertThat(out.toString()).contains("Login fejler", "NSP00000001 in clearquest", "with I-9");
    assertThat(err.toString()).contains("Nothing was erased.");
    assertThat(asked).containsOnly("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay",
        "rebuild",
        "erase I-5 --actor olga --reason letter --yes",
        "reprocess --system jira-ops --since 2026-03-02T09:00:00Z",
        "template contact --incident I-5"
      })
  void where_no_hub_answers_a_command_says_what_helps(String command) {
    hub.stop(0);

    var exit = run(command.split(" "));
    assertThat(exit).as("%s", err).isEqualTo(1);
    assertThat(err.toString()).contains("No hub answers at", "./hub demo", "--port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay",
        "rebuild",
        "template contact --incident I-5",
        "export I-5 --to target/export-test.zip",
        "verify"
      })
  void a_hub_with_a_login_wants_a_token_and_gets_it(String command) {
    wantsToken = true;
    assertThat(run(command.split(" "))).isEqualTo(1);
    assertThat(err.toString()).contains("HUB_TOKEN", "./hub user");

    System.setProperty("hub.token", "the-token");
    try {
      run(command.split(" "));
    } finally {
      System.clearProperty("hub.token");
    }
    assertThat(proofs).contains("Bearer the-token");
  }

  private int run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--port", Integer.toString(hub.getAddress().getPort())));
    return HubCommandLine.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
