package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import hub.simulator.http.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Reference §1.9 and §3 no. 7: a site whose notification hook calls out.
class NotificationTest {
  private record Call(String signature, String body) {}

  @Test
  void a_commit_is_told_with_a_signature() throws IOException {
    List<Call> calls = new CopyOnWriteArrayList<>();
    HttpServer hub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String signature =
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Hub-Signature"));
          calls.add(new Call(signature, body));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    hub.start();
    URI target = URI.create("http://localhost:" + hub.getAddress().getPort() + "/hook");
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.withNotificationTarget(target))) {
      client.createWithHeadline("Fortælles");

      await()
          .untilAsserted(() ->
              assertThat(calls).anyMatch(call -> call.body().contains("\"id\":\"NSP00000001\"")));
      Call call =
          calls.stream()
              .filter(one -> one.body().contains("NSP00000001"))
              .findFirst()
              .orElseThrow();
      assertThat(call.body()).contains("\"action\":\"Submit\"").contains("\"user\":\"demo\"");
      assertThat(call.signature())
          .isEqualTo(
              WebhookSender.signature("demo-secret", call.body().getBytes(StandardCharsets.UTF_8)));
    } finally {
      hub.stop(0);
    }
  }
}
