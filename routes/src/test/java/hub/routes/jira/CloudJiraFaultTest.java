package hub.routes.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Refused;
import hub.delivery.Outcome.Trouble;
import hub.delivery.Outcome.Unavailable;
import hub.delivery.Outcome.Unknown;
import hub.routes.Await;
import hub.routes.MemoryHub.Advanced;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What only the Cloud answers, and no simulator shows.
class CloudJiraFaultTest {

  private static final String SEARCH = "/rest/api/3/search/jql";
  private static final String NOTHING = "{\"isLast\":true,\"issues\":[]}";

  private final WireMockServer jira =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final ConnectedCloudJira tool = new ConnectedCloudJira();
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    jira.start();
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/3/field"))
            .willReturn(
                okJson(
                    """
                    [{"id":"summary","name":"Summary","schema":{"type":"string"}},
                     {"id":"description","name":"Description",
                      "schema":{"type":"string","system":"description"}},
                     {"id":"priority","name":"Priority","schema":{"type":"priority"}},
                     {"id":"customfield_2","name":"Affects users","schema":{"type":"option"}},
                     {"id":"customfield_3","name":"ClearQuest ID","schema":{"type":"string"}}]\
                    """)));
    jira.stubFor(get(urlPathEqualTo(SEARCH)).willReturn(okJson(NOTHING)));
    routes = RunningRoutes.of(Map.of(tool.system(), tool.config()));
  }

  @AfterEach
  void stop() {
    routes.close();
    jira.stop();
  }

  private Map<String, String> properties() {
    var properties = new HashMap<>(tool.connection(jira.baseUrl()));
    properties.put("system", tool.system());
    properties.put("pollInterval", "50ms");
    properties.put("responseTimeout", "2s");
    return properties;
  }

  private Outcome create(Attempt attempt) {
    return routes.deliver(
        new CreateTicket("m-1", 1, tool.system(), "m-1", tool.fresh(), "R4.3", attempt));
  }

  @Test
  void a_document_that_is_refused_is_the_fields_refusal() {
    routes.withSink("jira-sink", properties());
    jira.stubFor(
        post(urlPathEqualTo("/rest/api/3/issue"))
            .willReturn(
                okJson("{\"errorMessages\":[],\"errors\":{\"description\":\"CONTENT_LIMIT\"}}")
                    .withStatus(400)));

    var refused = (Refused) create(Attempt.FIRST);

    assertThat(refused.causes()).containsEntry(Field.DESCRIPTION, "CONTENT_LIMIT");
  }

  @Test
  void an_interface_that_is_gone_is_a_refusal_and_no_outage() {
    routes.withSink("jira-sink", properties());
    jira.stubFor(
        get(urlPathEqualTo(SEARCH))
            .willReturn(okJson("{\"errorMessages\":[\"removed\"],\"errors\":{}}").withStatus(410)));

    assertThat(create(Attempt.FIRST)).isInstanceOf(Refused.class);
  }

  @Test
  void a_create_is_not_repeated_while_the_index_may_be_late() {
    routes.withSink("jira-sink", properties());
    jira.stubFor(
        post(urlPathEqualTo("/rest/api/3/issue"))
            .willReturn(okJson("{\"id\":\"10001\",\"key\":\"FMK-1\"}").withStatus(201)));

    var soon = create(new Attempt(2, Instant.now().minus(Duration.ofSeconds(20))));

    assertThat(soon).isInstanceOf(Unknown.class);
    jira.verify(0, com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(anyUrl()));
  }

  @Test
  void a_limit_without_retry_after_ends_when_it_says() {
    routes.withSink("jira-sink", properties());
    jira.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(429)
                    .withHeader("RateLimit-Reason", "jira-burst-based")
                    .withHeader("X-RateLimit-Reset", Instant.now().plusSeconds(40).toString())));

    var outcome = (Unavailable) create(Attempt.FIRST);

    assertThat(outcome.trouble()).isEqualTo(Trouble.RATE_LIMITED);
    assertThat(outcome.cause()).contains("jira-burst-based");
    assertThat(outcome.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(40));
  }

  @Test
  void an_empty_page_with_a_token_is_not_the_end() {
    jira.stubFor(
        get(urlPathEqualTo(SEARCH))
            .withQueryParam("nextPageToken", absent())
            .willReturn(okJson("{\"issues\":[],\"nextPageToken\":\"t+1/=\"}")));
    jira.stubFor(
        get(urlPathEqualTo(SEARCH))
            .withQueryParam("nextPageToken", equalTo("t+1/="))
            .willReturn(
                okJson(
                    """
                    {"issues":[{"id":"10001",
                      "fields":{"updated":"2026-01-16T21:00:00.000+0000"}}],"isLast":true}\
                    """)));
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/3/issue/10001"))
            .willReturn(
                okJson(
                    """
                    {"id":"10001","key":"FMK-1","fields":{"summary":"Seen",
                     "description":{"type":"doc","version":1,"content":[
                       {"type":"paragraph","content":[{"type":"text","text":"in words"}]}]},
                     "issuetype":{"name":"Incident"},"status":{"name":"Open"},
                     "created":"2026-01-16T20:00:00.000+0000",
                     "updated":"2026-01-16T21:00:00.000+0000"}}\
                    """)));

    routes.withSource("jira-source", properties());

    Await.until("it is seen", () -> !routes.hub().seen("10001").isEmpty());
    var seen = routes.hub().seen("10001").getFirst();
    assertThat(seen.ticket().fields().getOrEmpty(Field.DESCRIPTION)).isEqualTo("in words");
    assertThat(String.valueOf(seen.payload())).doesNotContain("paragraph");
    Await.until(
        "the position is the last change seen",
        () ->
            routes.hub().all(Advanced.class).stream()
                .anyMatch(moved -> moved.toString().contains("1768597200000")));
  }
}
