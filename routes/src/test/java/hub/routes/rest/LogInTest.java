package hub.routes.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolCall;
import hub.connector.http.ToolResponse;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.routes.RunningRoutes;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a REST desk gives tokens, and what happens when one ends.
class LogInTest {

  private static final String AGAIN = "again";

  private final WireMockServer desk =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final RunningRoutes routes = RunningRoutes.of(Map.of());

  @BeforeEach
  void start() {
    desk.start();
    desk.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  @AfterEach
  void stop() {
    routes.close();
    desk.stop();
  }

  @Test
  void a_token_that_is_text_serves_all_calls() {
    withLogIn("form", "&tokenScheme=AR-JWT");
    desk.stubFor(post("/log-in").willReturn(aResponse().withBody("abc.def\n")));

    assertThat(status(write())).isEqualTo(200);
    assertThat(status(write())).isEqualTo(200);

    desk.verify(
        1,
        postRequestedFor(urlEqualTo("/log-in"))
            .withRequestBody(equalTo("username=hub&password=a%26b%3D1")));
    desk.verify(
        2,
        postRequestedFor(urlEqualTo("/api/ticket"))
            .withHeader("Authorization", equalTo("AR-JWT abc.def"))
            .withRequestBody(equalTo("{\"a\":1}")));
  }

  @Test
  void an_oauth_client_gets_a_token_for_its_credentials() {
    withLogIn("client-credentials", "&scope=tickets");
    desk.stubFor(
        post("/log-in").willReturn(okJson("{\"access_token\":\"t1\",\"expires_in\":3600}")));

    write();

    desk.verify(
        postRequestedFor(urlEqualTo("/log-in"))
            .withRequestBody(
                equalTo(
                    "grant_type=client_credentials&client_id=hub&client_secret=a%26b%3D1"
                        + "&scope=tickets")));
    desk.verify(
        postRequestedFor(urlEqualTo("/api/ticket"))
            .withHeader("Authorization", equalTo("Bearer t1")));
  }

  @Test
  void a_token_that_ends_before_its_time_is_asked_for_once_more() {
    withLogIn("form", "");
    desk.stubFor(
        post("/log-in")
            .inScenario(AGAIN)
            .willReturn(aResponse().withBody("old"))
            .willSetStateTo("given"));
    desk.stubFor(
        post("/log-in")
            .inScenario(AGAIN)
            .whenScenarioStateIs("given")
            .willReturn(aResponse().withBody("new")));
    write();
    desk.stubFor(
        post("/api/ticket")
            .withHeader("Authorization", equalTo("Bearer old"))
            .willReturn(aResponse().withStatus(401)));

    assertThat(status(write())).isEqualTo(200);

    desk.verify(2, postRequestedFor(urlEqualTo("/log-in")));
  }

  @Test
  void a_desk_that_refuses_a_new_token_is_not_asked_for_ever() {
    withLogIn("form", "");
    desk.stubFor(post("/log-in").willReturn(aResponse().withBody("t")));
    desk.stubFor(post("/api/ticket").willReturn(aResponse().withStatus(401)));

    assertThat(status(write())).isEqualTo(401);

    desk.verify(1, postRequestedFor(urlEqualTo("/log-in")));
    desk.verify(1, postRequestedFor(urlEqualTo("/api/ticket")));
  }

  @Test
  void a_refused_log_in_is_told_as_that_and_says_nothing_of_its_words() {
    withLogIn("form", "");
    desk.stubFor(
        post("/log-in").willReturn(aResponse().withStatus(403).withBody("hub may not log in")));

    var answer = CallFailure.of(write().getException(), true);

    assertThat(answer)
        .isEqualTo(
            new NotNow(Trouble.CREDENTIALS_REFUSED, "log-in failed: HTTP 403 with 18 bytes", null));
    desk.verify(0, postRequestedFor(urlEqualTo("/api/ticket")));
  }

  @Test
  void a_log_in_that_fails_has_changed_nothing() {
    withLogIn("form", "");
    desk.stubFor(post("/log-in").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    var exchange = write();

    assertThat(CallFailure.of(exchange.getException(), ToolCall.isWrite(exchange)))
        .isInstanceOf(NotNow.class);
  }

  @Test
  void a_key_may_stand_in_a_header_of_its_own() {
    withAction("&token=k1&tokenHeader=X-API-Key&tokenScheme=");

    write();

    desk.verify(postRequestedFor(urlEqualTo("/api/ticket")).withHeader("X-API-Key", equalTo("k1")));
  }

  private void withLogIn(String scheme, String more) {
    withAction(
        "&login=%s&loginUrl=%s/log-in&clientId=hub&clientSecret=RAW(a&b=1)%s"
            .formatted(scheme, desk.baseUrl(), more));
  }

  private void withAction(String more) {
    try {
      routes
          .camel()
          .addRoutes(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("direct:call")
                      .to(
                          "kamelet:http-call-action/call-desk?system=desk&baseUrl="
                              + desk.baseUrl()
                              + "/api"
                              + more);
                }
              });
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Exchange write() {
    return routes
        .camel()
        .createFluentProducerTemplate()
        .to("direct:call")
        .withHeader(Exchange.HTTP_METHOD, "POST")
        .withHeader(Exchange.HTTP_PATH, "/ticket")
        .withHeader(Exchange.CONTENT_TYPE, "application/json")
        .withBody("{\"a\":1}")
        .send();
  }

  private static int status(Exchange exchange) {
    assertThat(exchange.getException()).isNull();
    return exchange.getMessage().getBody(ToolResponse.class).status();
  }
}
