package hub.routes.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Outdated;
import hub.delivery.Outcome.Refused;
import hub.delivery.Outcome.Trouble;
import hub.delivery.Outcome.Unavailable;
import hub.delivery.Outcome.Unknown;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What no simulator shows: connections that break off, answers that are cut, damaged or not
/// Jira's.
class JiraSinkFaultTest {

  private static final String WRITTEN = "written";
  private static final TicketRef ISSUE = new TicketRef("jira-ops", "10001");
  private static final String HTML = "<!DOCTYPE html><html><body>Log in, Ann Secret</body></html>";

  private final WireMockServer jira =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    jira.start();
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/field"))
            .willReturn(
                okJson(
                    """
                    [{"id":"summary","name":"Summary","schema":{"type":"string"}},
                     {"id":"priority","name":"Priority","schema":{"type":"priority"}},
                     {"id":"customfield_1","name":"Root cause","schema":{"type":"string"}},
                     {"id":"customfield_2","name":"Root cause","schema":{"type":"string"}},
                     {"id":"customfield_3","name":"ClearQuest ID","schema":{"type":"string"}}]\
                    """)));
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/search"))
            .willReturn(okJson("{\"total\":0,\"issues\":[]}")));
    jira.stubFor(get(urlPathEqualTo("/rest/api/2/issue/10001")).willReturn(okJson(issue())));
    var connected = new ConnectedJira();
    var properties = new HashMap<>(connected.connection(jira.baseUrl()));
    properties.put("system", "jira-ops");
    properties.put("responseTimeout", "2s");
    routes =
        RunningRoutes.of(Map.of("jira-ops", connected.config())).withSink("jira-sink", properties);
  }

  @AfterEach
  void stop() {
    routes.close();
    jira.stop();
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE)),
        Arguments.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        Arguments.of("cut chunk", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        Arguments.of("slow", aResponse().withFixedDelay(5_000)),
        Arguments.of("gateway", aResponse().withStatus(502).withBody(HTML)),
        Arguments.of("gateway time-out", aResponse().withStatus(504)));
  }

  static Stream<Arguments> notJson() {
    return Stream.of(
        Arguments.of("HTML", aResponse().withHeader("Content-Type", "text/html").withBody(HTML)),
        Arguments.of("cut JSON", okJson("{\"id\":\"10001\",\"fields\":{")),
        Arguments.of("two JSON", okJson("{} {}")),
        Arguments.of("nothing", aResponse().withStatus(200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"unusable", "notJson"})
  void a_read_that_is_not_answered_well_has_no_effect(
      String name, ResponseDefinitionBuilder answer) {
    jira.stubFor(get(urlPathEqualTo("/rest/api/2/issue/10001")).willReturn(answer));

    var outcome = routes.deliver(new RefreshTicket("r-1", 1, ISSUE, Attempt.FIRST));

    assertThat(outcome).isInstanceOf(Unavailable.class);
    assertThat(((Unavailable) outcome).trouble()).isEqualTo(Trouble.DEAD);
    assertThat(((Unavailable) outcome).cause()).doesNotContain("Ann");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void an_update_that_is_not_answered_leaves_open_what_happened(
      String name, ResponseDefinitionBuilder answer) {
    jira.stubFor(put(urlPathEqualTo("/rest/api/2/issue/10001")).willReturn(answer));

    assertThat(update(Field.PRIORITY, "P2", "P1")).isInstanceOf(Unknown.class);
    jira.verify(1, putRequestedFor(anyUrl()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"unusable", "notJson"})
  void a_create_that_is_not_answered_well_leaves_open_what_happened(
      String name, ResponseDefinitionBuilder answer) {
    jira.stubFor(post(urlPathEqualTo("/rest/api/2/issue")).willReturn(answer));

    assertThat(create()).isInstanceOf(Unknown.class);
    jira.verify(1, postRequestedFor(urlPathEqualTo("/rest/api/2/issue")));
  }

  @Test
  void a_created_issue_that_is_not_named_is_left_open() {
    jira.stubFor(post(urlPathEqualTo("/rest/api/2/issue")).willReturn(okJson("{\"key\":\"D-1\"}")));

    assertThat(create()).isInstanceOf(Unknown.class);
  }

  @Test
  void an_update_answered_without_a_body_or_with_an_empty_page_is_accepted() {
    jira.stubFor(
        put(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(aResponse().withStatus(204).withHeader("Content-Type", "text/html"))
            .inScenario(WRITTEN)
            .willSetStateTo(WRITTEN));
    afterwards(issue().replace("\"name\":\"High\"", "\"name\":\"Highest\""));

    assertThat(update(Field.PRIORITY, "P2", "P1")).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void jiras_own_words_about_fields_become_causes() {
    jira.stubFor(
        put(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(
                okJson(
                        """
                        {"errorMessages":["Something else."],
                         "errors":{"priority":"Field 'priority' cannot be set."}}\
                        """)
                    .withStatus(400)));

    var refused = (Refused) update(Field.PRIORITY, "P2", "P1");

    assertThat(refused.causes())
        .containsExactly(Map.entry(Field.PRIORITY, "Field 'priority' cannot be set."));
    assertThat(refused.cause()).contains("Something else.");
  }

  @Test
  void a_name_that_two_fields_have_is_refused_with_their_ids() {
    var refused = (Refused) update(Field.ROOT_CAUSE, "", "The disk.");

    assertThat(refused.causes().get(Field.ROOT_CAUSE))
        .contains("customfield_1")
        .contains("customfield_2");
  }

  @Test
  void a_name_that_no_field_has_is_refused() {
    var refused = (Refused) update(Field.USER_IMPACT, "", "yes");

    assertThat(refused.causes().get(Field.USER_IMPACT)).contains("no field called \"User impact\"");
  }

  @Test
  void a_captcha_is_a_matter_of_credentials() {
    jira.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withHeader("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE; login-url=x")
                    .withBody(HTML)));

    var outcome = (Unavailable) create();

    assertThat(outcome.trouble()).isEqualTo(Trouble.CREDENTIALS_REFUSED);
    assertThat(outcome.cause()).contains("CAPTCHA");
  }

  @Test
  void not_found_is_told_apart_from_a_wrong_address() {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(
                okJson("{\"errorMessages\":[\"Issue Does Not Exist\"],\"errors\":{}}")
                    .withStatus(404)));
    assertThat(refresh()).isInstanceOf(Outdated.class);

    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(aResponse().withStatus(404).withBody(HTML)));
    assertThat(refresh()).isInstanceOf(Unavailable.class);
  }

  @Test
  void busy_says_when_to_come_again() {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "30")));

    assertThat(refresh())
        .isEqualTo(
            new Unavailable(Trouble.DEAD, "HTTP 503 with an empty body", Duration.ofSeconds(30)));
  }

  @Test
  void a_remote_link_is_written_with_the_counterpart_and_not_again_if_it_is_the_same() {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001/remotelink"))
            .willReturn(okJson("{\"errorMessages\":[\"No link\"],\"errors\":{}}").withStatus(404)));
    jira.stubFor(
        post(urlPathEqualTo("/rest/api/2/issue/10001/remotelink"))
            .willReturn(okJson("{\"id\":1}")));
    jira.stubFor(
        put(urlPathEqualTo("/rest/api/2/issue/10001")).willReturn(aResponse().withStatus(204)));
    var connected = new ConnectedJira();
    var systems = new HashMap<>(connected.others());
    systems.put("jira-ops", connected.config());
    var properties = new HashMap<>(connected.connection(jira.baseUrl()));
    properties.put("system", "jira-ops");
    routes.close();
    routes = RunningRoutes.of(systems).withSink("jira-sink", properties);

    update(SimulatedJira.CLEARQUEST, "", "NSP00000042");

    var sent =
        jira.findAll(postRequestedFor(urlPathMatching(".*/remotelink")))
            .getFirst()
            .getBodyAsString();
    assertThat(sent)
        .contains("\"globalId\":\"incident-hub&system=clearquest\"")
        .contains("https://cq.example.com/show/NSP00000042");
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001/remotelink")).willReturn(okJson(sent)));
    jira.resetRequests();

    update(SimulatedJira.CLEARQUEST, "", "NSP00000042");

    jira.verify(0, postRequestedFor(anyUrl()));
    jira.verify(1, putRequestedFor(anyUrl()));
  }

  @Test
  void a_remote_link_that_fails_does_not_hold_up_the_update() {
    jira.stubFor(
        any(urlPathMatching(".*/remotelink"))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    jira.stubFor(
        put(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(aResponse().withStatus(204))
            .inScenario(WRITTEN)
            .willSetStateTo(WRITTEN));
    afterwards(issue().replace("\"customfield_3\":null", "\"customfield_3\":\"NSP00000042\""));
    var connected = new ConnectedJira();
    var systems = new HashMap<>(connected.others());
    systems.put("jira-ops", connected.config());
    var properties = new HashMap<>(connected.connection(jira.baseUrl()));
    properties.put("system", "jira-ops");
    routes.close();
    routes = RunningRoutes.of(systems).withSink("jira-sink", properties);

    assertThat(update(SimulatedJira.CLEARQUEST, "", "NSP00000042"))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void an_issue_with_a_security_level_is_refused() {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001"))
            .willReturn(
                okJson(issue().replace("\"summary\"", "\"security\":{\"id\":\"1\"},\"summary\""))));

    assertThat(((Refused) refresh()).cause()).contains("security level");
  }

  @Test
  void a_workflow_without_a_way_says_where_it_leads() {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001/transitions"))
            .willReturn(
                okJson(
                    """
                    {"transitions":[{"id":"1","to":{"id":"9","name":"Parked"}}]}
                    """)));

    var refused = (Refused) update(Field.STATUS, "ASSIGNED", "RESOLVED");
    assertThat(refused.causes().get(Field.STATUS))
        .contains("no way to Resolved")
        .contains("Parked");

    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001/transitions"))
            .willReturn(okJson("{\"transitions\":[]}")));
    assertThat(((Refused) update(Field.STATUS, "ASSIGNED", "RESOLVED")).causes().get(Field.STATUS))
        .contains("Transition Issues");
  }

  @Test
  void a_screen_that_asks_for_what_nobody_has_is_refused_with_its_name() {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001/transitions"))
            .willReturn(
                okJson(
                    """
                    {"transitions":[{"id":"1","name":"Resolve","to":{"id":"5","name":"Resolved"},
                      "fields":{"customfield_9":{"required":true,"name":"Cost centre",
                        "hasDefaultValue":false,"schema":{"type":"string"}}}}]}\
                    """)));

    var refused = (Refused) update(Field.STATUS, "ASSIGNED", "RESOLVED");

    assertThat(refused.causes().get(Field.STATUS)).contains("Resolve").contains("Cost centre");
    jira.verify(0, postRequestedFor(anyUrl()));
  }

  private Outcome refresh() {
    return routes.deliver(new RefreshTicket("r-1", 1, ISSUE, Attempt.FIRST));
  }

  private Outcome update(Field field, String base, String desired) {
    return routes.deliver(
        new UpdateTicket(
            "u-1", 1, ISSUE, Fields.of(field, base), Fields.of(field, desired), Attempt.FIRST));
  }

  private Outcome create() {
    return routes.deliver(
        new CreateTicket(
            "m-1", 1, "jira-ops", "m-1", Fields.of(Field.TITLE, "Hi"), "R4.2", Attempt.FIRST));
  }

  /// What the issue is once it has been written.
  private void afterwards(String issue) {
    jira.stubFor(
        get(urlPathEqualTo("/rest/api/2/issue/10001"))
            .inScenario(WRITTEN)
            .whenScenarioStateIs(WRITTEN)
            .willReturn(okJson(issue)));
  }

  private static String issue() {
    return """
    {"id":"10001","key":"DRIFT-1","names":{"customfield_3":"ClearQuest ID"},
     "fields":{"summary":"Hi","priority":{"id":"2","name":"High"},
       "status":{"id":"10200","name":"To Do"},"customfield_3":null,
       "created":"2026-01-16T21:00:00.000+0100","updated":"2026-01-16T21:00:00.000+0100"}}\
    """;
  }
}
