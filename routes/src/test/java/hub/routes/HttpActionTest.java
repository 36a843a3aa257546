package hub.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import hub.connector.http.CallFailure;
import hub.connector.http.HttpVerdict;
import hub.connector.http.ToolResponse;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The one place through which every request to a tool goes.
class HttpActionTest {

  private final WireMockServer tool =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final RunningRoutes routes = RunningRoutes.of(Map.of());

  @BeforeEach
  void start() throws Exception {
    tool.start();
    routes
        .camel()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:call")
                    .to(
                        "kamelet:hub-http-action/http-tool?system=tool&baseUrl="
                            + tool.baseUrl()
                            + "/ctx&token=RAW(a+b%/=)&longestAnswer=1000&responseTimeout=1s"
                            + "&fewestCalls=3&pauseSeconds=1");
              }
            });
  }

  @AfterEach
  void stop() {
    routes.close();
    tool.stop();
  }

  @Test
  void path_query_and_token_arrive_as_they_are() {
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("{\"a\":1}")));

    var response = response(call("GET", "/rest/x", "jql=a%20%3E%3D%201&b=%22"));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json())
        .hasValueSatisfying(json -> assertThat(json.path("a").asInt()).isOne());
    tool.verify(
        getRequestedFor(urlEqualTo("/ctx/rest/x?jql=a%20%3E%3D%201&b=%22"))
            .withHeader("Authorization", equalTo("Bearer a+b%/=")));
  }

  @Test
  void credentials_may_look_like_numbers_or_like_anything_else() throws Exception {
    tool.stubFor(any(anyUrl()).willReturn(aResponse()));
    routes
        .camel()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                var action = "kamelet:hub-http-action/%s?system=%s&baseUrl=" + tool.baseUrl();
                from("direct:token").to(action.formatted("t", "t") + "&token=1");
                from("direct:user").to(action.formatted("u", "u") + "&username=1&password=true");
              }
            });

    for (var uri : new String[] {"direct:token", "direct:user"}) {
      routes.camel().createFluentProducerTemplate().to(uri).send();
    }

    tool.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer 1")));
    tool.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Basic MTp0cnVl")));
  }

  @Test
  void nothing_of_a_call_gets_into_the_next() {
    tool.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withHeader("X-Secret", "s").withHeader("Retry-After", "9")));

    var exchange = call("GET", "/a", "");

    assertThat(exchange.getMessage().getHeaders()).isEmpty();
    assertThat(response(exchange).header("retry-after")).contains("9");
  }

  @Test
  void an_answer_that_is_too_long_is_given_up() {
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withBody("x".repeat(1001))));

    assertThat(answer(call("GET", "/a", "")))
        .isInstanceOfSatisfying(
            NotNow.class, answer -> assertThat(answer.cause()).contains("longestAnswer"));
  }

  @Test
  void a_compressed_answer_is_measured_by_what_comes_out() {
    // WireMock compresses what it may; a million blanks are a thousand bytes on the way.
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withBody(" ".repeat(1_000_000))));

    assertThat(answer(call("GET", "/a", "")))
        .isInstanceOfSatisfying(
            NotNow.class, answer -> assertThat(answer.cause()).contains("longestAnswer"));
  }

  @Test
  void no_request_is_repeated_and_no_redirect_followed() {
    tool.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));
    call("GET", "/busy", "");
    tool.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(302).withHeader("Location", tool.baseUrl() + "/in")));
    assertThat(response(call("GET", "/moved", "")).status()).isEqualTo(302);
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    call("PUT", "/reset", "");

    assertThat(tool.getAllServeEvents()).hasSize(3);
  }

  @Test
  void neither_an_answer_nor_a_path_leads_a_request_to_another_host() {
    var elsewhere = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    elsewhere.start();
    try {
      var other = elsewhere.baseUrl() + "/x";
      for (var status : new int[] {301, 302, 303, 307, 308}) {
        tool.stubFor(
            any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Location", other)));
        assertThat(HttpVerdict.of(response(call("GET", "/moved", "")), false, Instant.EPOCH))
            .hasValueSatisfying(answer ->
                assertThat(((NotNow) answer).cause()).contains("no redirect is followed"));
      }
      tool.stubFor(any(anyUrl()).willReturn(aResponse()));
      var host = "localhost:" + elsewhere.port();
      for (var path : List.of(other, "//" + host, "@" + host, "/../@" + host, "\\\\" + host)) {
        call("GET", path, "");
      }
      routes
          .camel()
          .createFluentProducerTemplate()
          .to("direct:call")
          .withHeader(Exchange.HTTP_METHOD, "GET")
          .withHeader(Exchange.HTTP_URI, other)
          .send();

      assertThat(elsewhere.getAllServeEvents()).isEmpty();
      assertThat(tool.getAllServeEvents()).hasSizeGreaterThanOrEqualTo(6);
    } finally {
      elsewhere.stop();
    }
  }

  @Test
  void a_slow_answer_is_given_up() {
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(4_000)));

    assertThat(answer(call("GET", "/a", ""))).isInstanceOf(NotNow.class);
    assertThat(answer(call("PUT", "/a", ""))).isInstanceOf(DeliveryAnswer.Lost.class);
  }

  @Test
  void a_dead_tool_is_not_asked_for_a_while_and_then_tried_again() {
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    for (var i = 0; i < 3; i++) {
      call("GET", "/a", "");
    }
    tool.resetRequests();

    var refused = answer(call("PUT", "/a", ""));

    assertThat(refused)
        .isInstanceOfSatisfying(
            NotNow.class, answer -> assertThat(answer.cause()).contains("not asked"));
    assertThat(tool.getAllServeEvents()).isEmpty();
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
    Await.until("it is asked again", () -> call("GET", "/a", "").getException() == null);
  }

  @Test
  void a_tool_that_wants_a_pause_is_left_alone_until_it_is_over() {
    tool.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "2")));
    assertThat(response(call("GET", "/a", "")).status()).isEqualTo(429);
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));

    var refused = answer(call("PUT", "/b", ""));

    assertThat(refused)
        .isInstanceOfSatisfying(
            NotNow.class,
            answer -> {
              assertThat(answer.trouble()).isEqualTo(Trouble.RATE_LIMITED);
              assertThat(answer.retryAfter()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
            });
    assertThat(tool.getAllServeEvents()).hasSize(1);
    Await.until("it is asked again", () -> call("GET", "/a", "").getException() == null);
  }

  @Test
  void the_limit_of_one_issue_keeps_nobody_else_waiting() {
    tool.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(429)
                    .withHeader("RateLimit-Reason", "jira-per-issue-on-write")
                    .withHeader("Retry-After", "60")));
    call("PUT", "/issue/1", "");
    tool.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));

    assertThat(response(call("PUT", "/issue/2", "")).status()).isEqualTo(200);
  }

  private Exchange call(String method, String path, String query) {
    return routes
        .camel()
        .createFluentProducerTemplate()
        .to("direct:call")
        .withHeader(Exchange.HTTP_METHOD, method)
        .withHeader(Exchange.HTTP_PATH, path)
        .withHeader(Exchange.HTTP_QUERY, query)
        .withBody("{}")
        .send();
  }

  private static ToolResponse response(Exchange exchange) {
    assertThat(exchange.getException()).isNull();
    return exchange.getMessage().getBody(ToolResponse.class);
  }

  private static DeliveryAnswer answer(Exchange exchange) {
    assertThat(exchange.getException()).isNotNull();
    return CallFailure.of(exchange.getException(), hub.connector.http.ToolCall.isWrite(exchange));
  }
}
