package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import hub.simulator.SimulatorOptions;
import hub.simulator.http.Json;
import hub.simulator.http.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Reference jira.md §7: what the outside is told.
class WebhookTest {
  private record Call(String path, String signature, String body) {
    JsonNode json() {
      return Json.read(body);
    }
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer hub;
  private final JiraClient jira;

  WebhookTest() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/",
        exchange -> {
          calls.add(
              new Call(
                  exchange.getRequestURI().getPath(),
                  String.valueOf(exchange.getRequestHeaders().getFirst("X-Hub-Signature")),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    hub.start();
    jira =
        JiraClient.start(
            SimulatorOptions.forTests()
                .withWebhooks(
                    "http://localhost:" + hub.getAddress().getPort() + "/webhooks/{system}",
                    "hemmelig"));
  }

  @AfterEach
  void stop() {
    jira.close();
    hub.stop(0);
  }

  private Call awaitCall(Predicate<JsonNode> wanted) {
    return await()
        .until(
            () -> calls.stream().filter(call -> wanted.test(call.json())).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Predicate<JsonNode> event(String name) {
    return json -> json.path("webhookEvent").asText().equals(name);
  }

  @Test
  void a_new_issue_is_told_with_a_signature_over_the_raw_body() {
    String key = jira.create("Ny æøå");

    Call call = awaitCall(event("jira:issue_created"));

    assertThat(call.path()).isEqualTo("/webhooks/jira-ops");
    assertThat(call.signature())
        .startsWith("sha256=")
        .isEqualTo(
            WebhookSender.signature("hemmelig", call.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(call.json().path("issue").path("key").asText()).isEqualTo(key);
    assertThat(call.json().has("changelog")).isFalse();
  }

  @Test
  void the_signature_is_the_well_known_one() {
    // A published example: key "It's a Secret to Everybody", body "Hello World!".
    assertThat(
            WebhookSender.signature(
                "It's a Secret to Everybody", "Hello World!".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9");
  }

  @Test
  void our_own_edit_comes_back_as_an_echo_with_its_changelog() {
    String key = jira.create("Ekko");
    jira.edit(key, "\"priority\":{\"name\":\"Highest\"}");

    JsonNode echo = awaitCall(event("jira:issue_updated")).json();

    assertThat(echo.path("user").path("name").asText()).isEqualTo("demo");
    assertThat(echo.path("issue_event_type_name").asText()).isEqualTo("issue_updated");
    assertThat(echo.path("changelog").path("items").path(0).path("toString").asText())
        .isEqualTo("Highest");
  }

  @Test
  void a_comment_is_told_twice_and_once_without_its_issue() {
    String key = jira.create("Samtale");
    jira.astrid.post("/issue/" + key + "/comment", "{\"body\":\"Hej\"}");

    JsonNode alone = awaitCall(event("comment_created")).json();
    JsonNode update =
        awaitCall(json -> json.path("issue_event_type_name").asText().equals("issue_commented"))
            .json();

    assertThat(alone.has("issue")).isFalse();
    assertThat(alone.has("user")).isFalse();
    assertThat(alone.path("comment").path("self").asText()).contains("/issue/10000/comment/");
    assertThat(update.path("comment").path("body").asText()).isEqualTo("Hej");
    assertThat(update.has("changelog")).isFalse();
  }

  @Test
  void a_deleted_issue_is_told_in_full() {
    String key = jira.create("Slettes");
    jira.rest.delete("/issue/" + key);

    JsonNode deleted = awaitCall(event("jira:issue_deleted")).json();

    assertThat(deleted.path("issue").path("fields").path("summary").asText()).isEqualTo("Slettes");
    assertThat(deleted.has("issue_event_type_name")).isFalse();
  }

  @Test
  void what_the_hub_does_not_take_is_lost_and_the_tool_works_on() {
    hub.stop(0);

    String key = jira.create("Tabt");

    assertThat(jira.edit(key, "\"priority\":{\"name\":\"Low\"}").status()).isEqualTo(204);
    assertThat(calls).isEmpty();
  }
}
