package hub.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hub.service.metrics.AnswerTimes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ToolListenerTest {

  private final Set<String> systems = Set.of("jira", "ops-jira");
  private final AnswerTimes times = new AnswerTimes(systems, InstantSource.system());

  @Test
  void every_request_to_a_tool_is_timed_with_its_failure_and_its_quota() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("X-RateLimit-Remaining", "12");
          var isDown = exchange.getRequestURI().getPath().equals("/down");
          exchange.sendResponseHeaders(isDown ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    try (var camel = new DefaultCamelContext()) {
      camel.getManagementStrategy().addEventNotifier(new ToolListener(systems, times));
      camel.addRoutes(routes("http://localhost:" + server.getAddress().getPort()));
      camel.start();
      try (var template = camel.createProducerTemplate()) {
        template.requestBody("direct:call", "");
        template.requestBodyAndHeader("direct:call", "", "CamelHttpPath", "/down");
      }
    } finally {
      server.stop(0);
    }

    var known = times.of("ops-jira");
    assertThat(known.lately().count()).isEqualTo(2);
    assertThat(known.failed()).isOne();
    assertThat(known.quotaLeft()).isEqualTo(12);
    // Its name is only the end of the other's.
    assertThat(times.of("jira").lately().count()).isZero();
  }

  private static RouteBuilder routes(String tool) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:call")
            .routeId("jira-ops-sink")
            .to("kamelet:hub-http-action/http-ops-jira?system=ops-jira&baseUrl=" + tool);
      }
    };
  }
}
