package hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.simulator.Browser.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All tools behind one port.
class SimulatorsTest {
  @Test
  void everything_is_there_again_after_a_restart(@TempDir Path directory) {
    SimulatorOptions options = SimulatorOptions.forTests().withDataDirectory(directory);
    String issue =
        """
        {"fields":{"project":{"key":"DRIFT"},"issuetype":{"name":"Incident"},
         "summary":"Bliver"}}\
        """;
    try (Simulators simulators = Simulators.start(options)) {
      Browser jira = jira(simulators);
      jira.post("/issue", issue);
      jira.put("/issue/DRIFT-1", "{\"fields\":{\"priority\":{\"name\":\"High\"}}}");
      jira.post("/issue/DRIFT-1/comment", "{\"body\":\"Husk mig\"}");
      jira.put("/issue/DRIFT-1/properties/hub", "{\"a\":1}");
    }
    try (Simulators simulators = Simulators.start(options)) {
      Answer read =
          jira(simulators).get("/issue/DRIFT-1?expand=changelog&properties=hub&fields=*all");
      assertThat(read.json().path("fields").path("priority").path("name").asText())
          .isEqualTo("High");
      assertThat(read.text()).contains("Husk mig").contains("\"a\":1");
      assertThat(read.json().path("changelog").path("histories")).hasSize(1);
      assertThat(jira(simulators).post("/issue", issue).json().path("key").asText())
          .isEqualTo("DRIFT-2");
    }
  }

  private static Browser jira(Simulators simulators) {
    return Browser.at(simulators.url() + "/jira-ops/rest/api/2")
        .with("Authorization", "Bearer demo");
  }

  @Test
  void they_listen_on_the_loopback_address_only() {
    assertThat(SimulatorOptions.forTests().address().isLoopbackAddress()).isTrue();
    assertThat(SimulatorOptions.forDemo(Path.of("x")).address().isLoopbackAddress()).isTrue();
  }

  @Test
  void a_taken_port_is_told() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SimulatorOptions options = SimulatorOptions.forTests().withPort(taken.getLocalPort());
      assertThatThrownBy(() -> Simulators.start(options))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  @Test
  void a_failed_start_leaves_no_port_behind() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SimulatorOptions options =
          SimulatorOptions.forTests().withPort(port).withMailPorts(taken.getLocalPort(), 0);
      assertThatThrownBy(() -> Simulators.start(options))
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    Simulators.start(SimulatorOptions.forTests().withPort(port)).close();
  }

  @Test
  void hostile_requests_get_a_clear_answer_and_the_next_good_one_is_served() throws IOException {
    try (Simulators simulators = Simulators.start(SimulatorOptions.forTests())) {
      Browser jira = jira(simulators);
      String huge = "{\"fields\":{\"summary\":\"" + "x".repeat(5_000_000) + "\"}}";
      assertThat(jira.post("/issue", huge).status()).isEqualTo(400);
      assertThat(jira.post("/issue", "x".repeat(21 * 1024 * 1024)).status()).isEqualTo(413);
      assertThat(jira.post("/issue", "[1,2]").status()).isEqualTo(400);
      assertThat(jira.send("PATCH", "/issue", "").status()).isEqualTo(405);
      assertThat(rawStatus(simulators.port(), "/jira-ops/rest/api/2/issue/%zz")).isEqualTo(400);
      assertThat(jira.get("/issue/..%2F..%2Fetc").status()).isEqualTo(404);
      assertThat(jira.get("/myself").status()).isEqualTo(200);
    }
  }

  private static int rawStatus(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
