package hub.routes.clearquest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Delivered;
import hub.delivery.Outcome.Outdated;
import hub.delivery.Outcome.Refused;
import hub.delivery.Outcome.Trouble;
import hub.delivery.Outcome.Unavailable;
import hub.delivery.Outcome.Unknown;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the simulator does not show: proxies, lost sessions, broken connections, hostile documents.
class ClearQuestWireTest {

  private static final String OSLC = "/cqweb/oslc";
  private static final String DATABASE = OSLC + "/repo/NSP/db/NSP";
  private static final String QUERY = DATABASE + "/simpleQuery/7";
  private static final String RECORD = DATABASE + "/record/7-33554433";
  private static final TicketRef TICKET = new TicketRef("clearquest", "7-33554433");

  private final ConnectedClearQuest tool = new ConnectedClearQuest();
  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private RunningRoutes routes = RunningRoutes.of(Map.of());

  @BeforeEach
  void start() {
    server.start();
    services("http://inner-name:9080");
    server.stubFor(any(urlPathEqualTo(OSLC + "/session/")).willReturn(aResponse()));
    onRead(record(4));
    routes.close();
    routes = sink(Map.of());
  }

  @AfterEach
  void stop() {
    routes.close();
    server.stop();
  }

  private RunningRoutes sink(Map<String, String> more) {
    var properties = new HashMap<>(tool.connection(server.baseUrl()));
    properties.put("system", "clearquest");
    properties.put("responseTimeout", "3s");
    properties.putAll(more);
    return RunningRoutes.of(Map.of("clearquest", tool.config()))
        .withSink("clearquest-sink", properties);
  }

  /// Documents as a server behind a proxy writes them, with a name that nobody outside knows.
  private void services(String origin) {
    document(
        OSLC + "/",
        "{\"oslc:serviceProviderCatalog\":[{\"rdf:about\":\"%s%s/repo/NSP\",\"cq:label\":\"NSP\"}]}"
            .formatted(origin, OSLC));
    document(
        OSLC + "/repo/NSP",
        "{\"oslc:serviceProvider\":[{\"rdf:about\":\"%s%s\",\"cq:label\":\"NSP\"}]}"
            .formatted(origin, DATABASE));
    document(
        DATABASE,
        """
        {"oslc:service":[{
          "oslc:queryCapability":[{"dcterms:title":"Incident",
            "oslc:queryBase":{"rdf:resource":"%1$s%2$s/simpleQuery/7"}}],
          "oslc:creationFactory":[{"dcterms:title":"Incident",
            "oslc:creation":{"rdf:resource":"%1$s%2$s/record"}}]}]}\
        """
            .formatted(origin, DATABASE));
  }

  private void document(String path, String json) {
    server.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(json)));
  }

  private static ResponseDefinitionBuilder record(int version) {
    return okJson(
            """
            {"rdf:about":"http://inner-name:9080%s","dcterms:type":"Incident","cq:id":"NSP00000001",
             "cq:version":%d,"cq:State":"Submitted","cq:Headline":"t","cq:Priority":"P3"}\
            """
                .formatted(RECORD, version))
        .withHeader("ETag", "\"" + version + "\"")
        .withHeader("Set-Cookie", "JSESSIONID=abc; Path=/cqweb; HttpOnly");
  }

  private static ResponseDefinitionBuilder page(int status) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "text/html")
        .withBody("<html><head><title>Access denied</title></head></html>");
  }

  private static ResponseDefinitionBuilder error(String xml) {
    return aResponse()
        .withStatus(409)
        .withHeader("Content-Type", "application/rdf+xml")
        .withBody(xml);
  }

  private Outcome refresh() {
    return routes.deliver(new RefreshTicket("r", 1, TICKET, Attempt.FIRST));
  }

  private Outcome update() {
    var before = Fields.of(Field.PRIORITY, "P3");
    var after = Fields.of(Field.PRIORITY, "P1");
    return routes.deliver(new UpdateTicket("u", 1, TICKET, before, after, Attempt.FIRST));
  }

  private Outcome create() {
    var fields = Fields.of(Field.TITLE, "t");
    return routes.deliver(
        new CreateTicket("m", 1, "clearquest", "m", fields, "RNA.1", Attempt.FIRST));
  }

  private static Trouble trouble(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Unavailable.class);
    return ((Unavailable) outcome).trouble();
  }

  private void onRead(ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlPathEqualTo(RECORD)).willReturn(answer));
  }

  private void onReads(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
    server.stubFor(
        get(urlPathEqualTo(RECORD))
            .inScenario("reads")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(first)
            .willSetStateTo("then"));
    server.stubFor(
        get(urlPathEqualTo(RECORD))
            .inScenario("reads")
            .whenScenarioStateIs("then")
            .willReturn(then));
  }

  private void onChange(ResponseDefinitionBuilder answer) {
    server.stubFor(put(urlPathEqualTo(RECORD)).willReturn(answer));
  }

  @Test
  void links_to_an_inner_name_are_followed_at_the_configured_host() {
    assertThat(refresh()).isInstanceOf(Delivered.class);
    assertThat(((Delivered) refresh()).ticket().ref()).isEqualTo(TICKET);
    server.verify(1, getRequestedFor(urlPathEqualTo(DATABASE)));
  }

  @Test
  void a_catalog_that_leads_outside_the_interface_is_not_followed() {
    document(
        OSLC + "/",
        "{\"oslc:serviceProviderCatalog\":[{\"rdf:about\":\"%s/admin/NSP\",\"cq:label\":\"NSP\"}]}"
            .formatted(server.baseUrl()));
    assertThat(trouble(refresh())).isEqualTo(Trouble.DEAD);
    server.verify(0, anyRequestedFor(urlPathEqualTo("/admin/NSP")));
  }

  @Test
  void every_request_carries_login_version_cookie_and_the_headers_that_a_proxy_wants() {
    routes.close();
    routes = sink(Map.of("headers", "x-requester: toolname=hub;user=hub | x-more: 1"));
    onChange(aResponse().withStatus(200));
    update();
    server.verify(
        putRequestedFor(urlPathEqualTo(RECORD))
            .withHeader("x-requester", equalTo("toolname=hub;user=hub"))
            .withHeader("x-more", equalTo("1"))
            .withHeader("OSLC-Core-Version", equalTo("2.0"))
            .withHeader("Authorization", containing("Basic "))
            .withHeader("Cookie", containing("JSESSIONID=abc"))
            .withHeader("If-Match", equalTo("\"4\""))
            .withQueryParam("oslc.properties", equalTo("cq:Priority"))
            .withQueryParam("rcm.action", equalTo("Modify"))
            .withRequestBody(containing(">P1<")));
    server.verify(getRequestedFor(urlPathEqualTo(OSLC + "/")).withHeader("x-more", equalTo("1")));
  }

  @Test
  void a_read_whose_session_is_lost_is_asked_again_and_logs_in() {
    assertThat(refresh()).isInstanceOf(Delivered.class);
    onReads(aResponse().withStatus(401), record(5));
    server.resetRequests();
    assertThat(refresh()).isInstanceOf(Delivered.class);
    server.verify(2, getRequestedFor(urlPathEqualTo(RECORD)));
    server.verify(
        1, getRequestedFor(urlPathEqualTo(RECORD)).withHeader("Cookie", containing("JSESSIONID")));
  }

  @Test
  void credentials_that_are_refused_are_tried_once() {
    onRead(aResponse().withStatus(401));
    assertThat(trouble(refresh())).isEqualTo(Trouble.CREDENTIALS_REFUSED);
    server.verify(1, getRequestedFor(urlPathEqualTo(RECORD)));
  }

  @Test
  void a_write_whose_session_is_lost_is_not_repeated() {
    onChange(aResponse().withStatus(401));
    assertThat(update())
        .isInstanceOfSatisfying(Unavailable.class, told -> assertThat(told.retryAfter()).isZero());
    server.verify(1, putRequestedFor(urlPathEqualTo(RECORD)));
  }

  @Test
  void a_write_without_an_answer_leaves_open_what_happened_and_is_sent_once() {
    for (var fault : new Fault[] {Fault.CONNECTION_RESET_BY_PEER, Fault.EMPTY_RESPONSE}) {
      server.resetRequests();
      onChange(aResponse().withFault(fault));
      assertThat(update()).as(fault.name()).isInstanceOf(Unknown.class);
      server.verify(1, putRequestedFor(urlPathEqualTo(RECORD)));
    }
    onChange(aResponse().withStatus(200).withFixedDelay(4000));
    assertThat(update()).as("slow").isInstanceOf(Unknown.class);
  }

  @Test
  void a_create_without_an_answer_leaves_open_what_happened() {
    document(QUERY, "{\"oslc:responseInfo\":{\"oslc:totalCount\":0}}");
    server.stubFor(
        post(urlPathEqualTo(DATABASE + "/record"))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(create()).isInstanceOf(Unknown.class);
    server.verify(1, postRequestedFor(urlPathEqualTo(DATABASE + "/record")));
  }

  @Test
  void a_read_with_a_broken_answer_has_no_effect() {
    for (var answer :
        new ResponseDefinitionBuilder[] {
          aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
          aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK),
          okJson("{\"rdf:about\":\"x\""),
          okJson("[1,2]"),
        }) {
      onRead(answer);
      assertThat(trouble(refresh())).isEqualTo(Trouble.DEAD);
    }
  }

  @Test
  void an_answer_beyond_the_limit_is_not_read() {
    onRead(okJson("{\"rdf:about\":\"" + "x".repeat(21_000_000) + "\"}"));
    assertThat(trouble(refresh())).isEqualTo(Trouble.DEAD);
  }

  @Test
  void an_answer_of_five_megabytes_is_read() {
    onRead(
        okJson(
            """
            {"rdf:about":"%s","cq:id":"NSP1","cq:State":"Submitted","cq:Priority":"P3","cq:x":"%s"}\
            """
                .formatted(RECORD, "x".repeat(5_000_000))));
    assertThat(refresh()).isInstanceOf(Delivered.class);
  }

  @Test
  void pages_of_a_proxy_are_told_from_answers_of_clearquest() {
    onRead(page(403));
    assertThat(trouble(refresh())).isEqualTo(Trouble.CREDENTIALS_REFUSED);
    onRead(page(422));
    assertThat(trouble(refresh())).isEqualTo(Trouble.CREDENTIALS_REFUSED);
    onRead(page(200));
    assertThat(trouble(refresh())).isEqualTo(Trouble.CREDENTIALS_REFUSED);
    onRead(page(404));
    assertThat(trouble(refresh())).isEqualTo(Trouble.DEAD);
    onRead(aResponse().withStatus(302).withHeader("Location", "https://sso.example/login"));
    assertThat(trouble(refresh())).isEqualTo(Trouble.CREDENTIALS_REFUSED);
  }

  @Test
  void a_hook_that_says_no_and_a_colleague_who_was_faster_are_told_apart() {
    onChange(error("<Error><message>Der Hook lehnt ab.</message></Error>"));
    assertThat(update()).isInstanceOf(Refused.class);
    onReads(record(4), record(5));
    assertThat(update()).isInstanceOf(Outdated.class);
  }

  @Test
  void a_query_capability_that_moved_is_discovered_anew() {
    server.stubFor(get(urlPathEqualTo(QUERY)).willReturn(aResponse().withStatus(404)));
    assertThat(trouble(create())).isEqualTo(Trouble.DEAD);
    assertThat(trouble(create())).isEqualTo(Trouble.DEAD);
    server.verify(2, getRequestedFor(urlPathEqualTo(DATABASE)));
  }

  @Test
  void a_bomb_in_an_error_does_no_harm() {
    onChange(
        error(
            "<!DOCTYPE e [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
                + "<Error><message>&b;</message></Error>"));
    assertThat(update()).isInstanceOf(Refused.class);
  }

  @Test
  void the_session_is_ended_when_the_routes_stop() {
    refresh();
    routes.close();
    server.verify(
        1,
        deleteRequestedFor(urlPathEqualTo(OSLC + "/session/"))
            .withHeader("Cookie", containing("JSESSIONID=abc")));
  }
}
