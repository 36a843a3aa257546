package hub.routes.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Delivered;
import hub.routes.Await;
import hub.routes.MemoryHub.Advanced;
import hub.routes.RunningRoutes;
import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SimulatedTool;
import hub.simulator.jira.JiraSpecification;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every request that the Kamelets send to Jira fits the vendor's OpenAPI files.
class JiraRequestsTest {

  @Test
  void every_request_fits_the_vendors_specification() {
    assertThat(asked(new ConnectedJira(), JiraSpecification.load()))
        .containsExactlyInAnyOrder(
            "GET /field",
            "GET /search",
            "GET /issue/{id}",
            "GET /issue/{id}/transitions",
            "GET /issue/{id}/remotelink",
            "POST /issue",
            "POST /issue/{id}/comment",
            "POST /issue/{id}/remotelink",
            "POST /issue/{id}/transitions",
            "PUT /issue/{id}");
  }

  @Test
  void every_request_to_the_cloud_fits_the_vendors_specification() {
    assertThat(asked(new ConnectedCloudJira(), JiraSpecification.loadCloud()))
        .containsExactlyInAnyOrder(
            "GET /field",
            "GET /search/jql",
            "GET /issue/{id}",
            "GET /issue/{id}/transitions",
            "GET /issue/{id}/remotelink",
            "POST /issue",
            "POST /issue/{id}/comment",
            "POST /issue/{id}/remotelink",
            "POST /issue/{id}/transitions",
            "PUT /issue/{id}");
  }

  private static Set<String> asked(ConnectedTool tool, Optional<JiraSpecification> specification) {
    assumeTrue(
        specification.isPresent(),
        "the OpenAPI file is not there (-Dhub.shared=…): requests are not validated");
    var between = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    try (var simulated = SimulatedTool.start(tool.system())) {
      between.start();
      between.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(simulated.simulatorsUrl())));
      doEverything(tool, between.baseUrl() + "/" + tool.system());

      var complaints = new TreeMap<String, Object>();
      var asked = new TreeSet<String>();
      for (var served : between.getAllServeEvents()) {
        var request = served.getRequest();
        var uri = URI.create(request.getUrl());
        asked.add(
            request.getMethod()
                + " "
                + uri.getPath()
                    .replaceFirst(".*/rest/api/\\d", "")
                    .replaceAll("/\\d+(?=/|$)", "/{id}"));
        var found =
            specification
                .get()
                .complaintsAboutRequest(
                    request.getMethod().toString(),
                    uri.getPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    request.getBodyAsString());
        if (!found.isEmpty()) {
          complaints.put(request.getMethod() + " " + request.getUrl(), found);
        }
      }

      assertThat(complaints).isEmpty();
      return asked;
    } finally {
      between.stop();
    }
  }

  private static void doEverything(ConnectedTool jira, String url) {
    var systems = new HashMap<>(jira.others());
    systems.put(jira.system(), jira.config());
    var properties = new HashMap<>(jira.connection(url));
    properties.put("system", jira.system());
    properties.put("pollInterval", "50ms");
    try (var routes = RunningRoutes.of(systems)) {
      routes.withSink("jira-sink", properties);
      var marker = "nsp-i1-g0";
      var created =
          ticket(
              routes.deliver(
                  new CreateTicket(
                      marker, 1, jira.system(), marker, jira.fresh(), "R4.2", Attempt.FIRST)));
      ticket(
          routes.deliver(
              new UpdateTicket(
                  "u-1",
                  1,
                  created.ref(),
                  created.fields(),
                  Fields.of(
                      Map.of(
                          Field.PRIORITY,
                          "P1",
                          Field.TITLE,
                          "Other",
                          Field.USER_IMPACT,
                          "no",
                          Field.ROOT_CAUSE,
                          "The disk.",
                          jira.counterpart(),
                          "NSP00000043",
                          Field.STATUS,
                          "RESOLVED")),
                  Attempt.FIRST)));
      ticket(
          routes.deliver(
              new AddComment("c-1", 1, created.ref(), "c-1", "Hello [~ann]", null, Attempt.FIRST)));
      ticket(routes.deliver(new CloseDuplicate("d-1", 1, created.ref(), "DRIFT-9", Attempt.FIRST)));
      routes.withSource("jira-source", properties);
      Await.until("a sweep", () -> !routes.hub().all(Advanced.class).isEmpty());
    }
  }

  private static Ticket ticket(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Delivered.class);
    return ((Delivered) outcome).ticket();
  }
}
