package hub.routes.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintQueue;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Outcome.Delivered;
import hub.routes.Await;
import hub.routes.MemoryHub.Advanced;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Seen;
import hub.routes.RunningRoutes;
import hub.routes.contract.SimulatedTool;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.seda.SedaEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only Jira's sources do: hints, long lists of comments, issues that cannot be mapped.
class JiraSourceTest {

  private static final Path KAMELETS =
      Path.of(System.getProperty("hub.root"), "routes/src/main/resources/kamelets");

  private final Instant theSecond = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final ConnectedJira jira = new ConnectedJira();
  private SimulatedTool simulated;
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    simulated = SimulatedTool.start("jira-ops");
    routes = RunningRoutes.of(Map.of("jira-ops", jira.config()));
  }

  @AfterEach
  void stop() {
    routes.close();
    simulated.close();
  }

  @Test
  void a_hint_makes_the_issue_be_read_again() {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");

    routes.send("seda:hint-jira-ops", new Hint(id, false));

    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    assertThat(routes.hub().seen(id).getFirst().ticket().key()).startsWith("DRIFT-");
  }

  @Test
  void what_was_read_after_a_hint_is_not_read_again_by_a_sweep() {
    assertThat(readingsOfHintedAndSwept(theSecond.plusMillis(123))).isEqualTo(1);
  }

  /// A database that knows seconds only hides a second change in the same one, until it is over.
  @Test
  void what_was_read_in_the_second_of_its_change_is_read_again_by_a_sweep() {
    assertThat(readingsOfHintedAndSwept(theSecond)).isGreaterThanOrEqualTo(2);
  }

  private int readingsOfHintedAndSwept(Instant changed) {
    simulated.close();
    simulated = SimulatedTool.start("jira-ops", Clock.fixed(changed, ZoneOffset.UTC));
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    routes.send("seda:hint-jira-ops", new Hint(id, false));
    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());

    routes.withSource("jira-source", properties());

    Await.until("sweeps", () -> routes.hub().all(Advanced.class).size() > 3);
    return routes.hub().seen(id).size();
  }

  @Test
  void a_hint_that_an_issue_was_deleted_is_checked() {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    routes.send("seda:hint-jira-ops", new Hint(id, true));
    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    var key = routes.hub().seen(id).getFirst().ticket().key();

    simulated.remove(key);
    routes.send("seda:hint-jira-ops", new Hint(id, true));

    Await.until("it is seen again", () -> routes.hub().seen(id).size() == 2);
    assertThat(routes.hub().seen(id))
        .extracting(seen -> seen.ticket().presence())
        .containsExactly(Presence.PRESENT, Presence.DELETED);
  }

  @Test
  void a_hint_that_cannot_be_followed_does_not_stop_the_next() {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");

    routes.send("seda:hint-jira-ops", new Hint("../../secret", false));
    routes.send("seda:hint-jira-ops", new Hint(id, false));

    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
  }

  /// Each of the four that follow hints may take one more while the route is being suspended.
  @Test
  void hints_of_an_issue_that_come_faster_than_it_is_read_are_followed_once() throws Exception {
    routes.withSource("jira-webhook-source", properties());
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    var waiting = routes.camel().getEndpoint("seda:hint-jira-ops", SedaEndpoint.class);
    var source =
        routes.camel().getRoutes().stream()
            .filter(route -> route.getEndpoint() instanceof SedaEndpoint)
            .map(Route::getRouteId)
            .findFirst()
            .orElseThrow();
    routes.camel().getRouteController().suspendRoute(source);

    var queue = new HintQueue(routes.camel());
    for (var times = 0; times < 50; times++) {
      assertThat(queue.offer("jira-ops", new Hint(id, false))).isTrue();
    }
    assertThat(waiting.getCurrentQueueSize()).isLessThanOrEqualTo(1);
    routes.camel().getRouteController().resumeRoute(source);

    Await.until("no hint waits", () -> waiting.getCurrentQueueSize() == 0);
    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    assertThat(routes.hub().seen(id)).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void the_position_does_not_go_back_when_the_last_issue_vanishes() {
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    routes.withSource("jira-source", properties());
    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    var key = routes.hub().seen(id).getFirst().ticket().key();

    simulated.remove(key);
    var sweeps = routes.hub().all(Advanced.class).size();
    Await.until("more sweeps", () -> routes.hub().all(Advanced.class).size() > sweeps + 3);

    var positions =
        routes.hub().all(Advanced.class).stream()
            .map(advanced -> Long.parseLong(advanced.position()))
            .toList();
    assertThat(positions).isSorted();
    assertThat(positions.getLast()).isPositive();
  }

  @Test
  void a_site_adds_a_header_and_a_filter_with_a_file_alone(@TempDir Path site) throws Exception {
    var shipped = Files.readString(KAMELETS.resolve("jira-source.kamelet.yaml"));
    var call = "                    - to: &jira\n";
    var toHub = "\n                          - to: kamelet:sink\n";
    assertThat(shipped).contains(call).contains(toHub);
    Files.writeString(
        site.resolve("jira-source.kamelet.yaml"),
        shipped
            .replace(
                call,
                """
                                    - setHeader:
                                        name: X-Site
                                        constant: nsp
                """
                    + call)
            .replace(
                toHub,
                """

                                          - filter:
                                              simple: ${exchangeProperty.hubTicketKey} != 'DRIFT-1'
                                              steps:
                                                - to: kamelet:sink
                """));
    jira.createByHand(simulated.url(), "NSP00000001");
    var second = jira.createByHand(simulated.url(), "NSP00000002");
    var between = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    between.start();
    between.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(simulated.simulatorsUrl())));
    var properties = new HashMap<>(properties());
    properties.put("baseUrl", between.baseUrl() + "/jira-ops");
    routes
        .camel()
        .getComponent("kamelet", KameletComponent.class)
        .setLocation("file:" + site + ",classpath:kamelets");

    routes.withSource("jira-source", properties);

    Await.until("it is seen", () -> !routes.hub().seen(second).isEmpty());
    assertThat(routes.hub().all(Seen.class)).hasSize(1);
    between.verify(
        moreThanOrExactly(1),
        getRequestedFor(urlPathMatching(".*/search")).withHeader("X-Site", equalTo("nsp")));
    between.stop();
  }

  @Test
  void all_comments_are_read() {
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    for (var i = 0; i < 120; i++) {
      jira.person(simulated.url())
          .post("/rest/api/2/issue/" + id + "/comment", "{\"body\":\"comment " + i + "\"}");
    }

    routes.withSource("jira-source", properties());

    Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());
    var ticket = routes.hub().seen(id).getFirst().ticket();
    assertThat(ticket.commentsRead()).isTrue();
    assertThat(ticket.comments()).hasSize(120);
  }

  @Test
  void an_issue_that_cannot_be_mapped_is_refused_once_and_holds_up_nobody() {
    var bad = jira.createByHand(simulated.url(), "NSP00000001");
    var moved =
        jira.person(simulated.url())
            .put(
                "/rest/api/2/issue/" + bad,
                "{\"fields\":{\"customfield_10302\":{\"value\":\"No\"}}}");
    assertThat(moved.status()).isEqualTo(204);
    var good = jira.createByHand(simulated.url(), "NSP00000002");
    var config = jira.config();
    var values = new HashMap<>(config.values());
    values.put(
        hub.ticket.Field.USER_IMPACT,
        new hub.config.ValueMap(Map.of("yes", "Yes"), Map.of(), Map.of()));
    routes.close();
    routes =
        RunningRoutes.of(
            Map.of(
                "jira-ops",
                new hub.config.SystemConfig(
                    config.kind(),
                    config.role(),
                    config.mode(),
                    config.connection(),
                    config.in(),
                    config.out(),
                    values,
                    config.texts(),
                    config.writes(),
                    config.opens(),
                    config.atMost(),
                    config.settle(),
                    config.shows())));

    routes.withSource("jira-source", properties());

    Await.until("the good one is seen", () -> !routes.hub().seen(good).isEmpty());
    assertThat(routes.hub().all(Refused.class))
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.refusal().ticket()).isEqualTo(bad);
          assertThat(refused.refusal().cause())
              .contains("userImpact \"No\" is not in the value map, which has [Yes]");
        });
    assertThat(routes.hub().all(Seen.class)).hasSize(1);
  }

  @Test
  void a_system_may_be_called_as_it_likes() {
    var id = jira.createByHand(simulated.url(), "NSP00000001");
    for (var name : List.of("jira", "sweep", "walk", "moves", "read", "call")) {
      routes.close();
      routes = RunningRoutes.of(Map.of(name, jira.config()));
      var properties = new HashMap<>(properties());
      properties.put("system", name);
      routes.withSource("jira-source", properties);
      Await.until("it is seen", () -> !routes.hub().seen(id).isEmpty());

      properties.putAll(jira.connection(simulated.url()));
      routes.withSink("jira-sink", properties);
      var ticket = new TicketRef(name, id);
      var outcome = routes.deliver(new RefreshTicket("r-1", 1, ticket, Attempt.FIRST));

      assertThat(outcome).as(name).isInstanceOf(Delivered.class);
    }
  }

  private Map<String, String> properties() {
    var properties = new HashMap<>(jira.connection(simulated.url()));
    properties.put("system", "jira-ops");
    properties.put("pollInterval", "50ms");
    properties.remove("project");
    properties.remove("issueType");
    return properties;
  }
}
