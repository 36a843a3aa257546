package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A site adds a header and a filter to the source of its Jira with a YAML file only: no Java, no
/// build.
class RouteOverrideIT {

  private static final String SWEEP = "jira-source.kamelet.yaml";
  private static final String HINTS = "jira-webhook-source.kamelet.yaml";
  private static final String SEARCH =
      """
      - setHeader:
          name: CamelHttpMethod
          constant: GET
      """
          .indent(20);
  private static final Pattern GIVE = Pattern.compile("(?m)^( +)- to: kamelet:sink\\n");

  @Test
  void a_header_and_a_filter_need_a_yaml_file_only(@TempDir Path directory) throws IOException {
    var seen = new AtomicInteger();
    var listener = listener(seen);
    var site = HubProcess.demoSiteWith(directory.resolve("site"), "");
    var routes = Files.createDirectories(site.resolve("routes"));
    var port = listener.getAddress().getPort();
    Files.writeString(routes.resolve(SWEEP), filtered(withHeader(shipped(SWEEP), port)));
    // Webhooks are the second way in.
    Files.writeString(routes.resolve(HINTS), filtered(shipped(HINTS)));

    try (var platform = Platform.start(directory.resolve("data"), site)) {
      var kept = platform.tools.issue("INTERN: kun til os", "Low", Map.of("User impact", "Yes"));
      var taken = platform.tools.issue("Til alle", "Low", Map.of("User impact", "Yes"));

      soon(
          "the issue that passes the filter has its record",
          () -> assertThat(platform.tools.field(JIRA, taken, "ClearQuest ID")).isNotEmpty());
      soon("a request carries the header", () -> assertThat(seen).hasPositiveValue());
      assertThat(platform.hub.incidentOf(JIRA, kept)).isNull();
      assertThat(platform.tools.titled(CLEARQUEST, "INTERN: kun til os")).isEmpty();
    } finally {
      listener.stop(0);
    }
  }

  /// Counts the requests that carry the site's header.
  private static HttpServer listener(AtomicInteger seen) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        (HttpExchange exchange) -> {
          if ("nsp".equals(exchange.getRequestHeaders().getFirst("X-Site"))) {
            seen.incrementAndGet();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String shipped(String name) throws IOException {
    try (var resource = RouteOverrideIT.class.getResourceAsStream("/kamelets/" + name)) {
      return new String(requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String withHeader(String kamelet, int port) {
    assertThat(kamelet).contains(SEARCH);
    var header =
        """
        - setHeader:
            name: X-Site
            constant: nsp
        - to: http://localhost:%d?httpMethod=GET
        """
            .formatted(port)
            .indent(20);
    return kamelet.replace(SEARCH, header + SEARCH);
  }

  private static String filtered(String kamelet) {
    var give = GIVE.matcher(kamelet);
    assertThat(give.find()).isTrue();
    var filter =
        """
        - filter:
            simple: ${bodyAs(String)} !contains 'INTERN'
            steps:
              - to: kamelet:sink
        """
            .indent(give.group(1).length());
    return give.replaceFirst(Matcher.quoteReplacement(filter));
  }
}
