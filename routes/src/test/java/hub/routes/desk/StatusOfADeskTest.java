package hub.routes.desk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A desk whose status is written like any other field.
class StatusOfADeskTest {

  private static final String DESK = "redmine";
  private static final String ISSUE = "/issues/7.json";
  private static final String WRITTEN = "written";

  private final WireMockServer desk =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  @BeforeEach
  void start() {
    desk.start();
  }

  @AfterEach
  void stop() {
    desk.stop();
  }

  @Test
  void a_status_that_somebody_sets_right_after_the_hubs_is_not_written_over() {
    holds(Scenario.STARTED, "1");
    holds(WRITTEN, "3");
    desk.stubFor(
        put(urlPathEqualTo(ISSUE))
            .inScenario(DESK)
            .willSetStateTo(WRITTEN)
            .willReturn(aResponse().withStatus(204)));

    var outcome = (Outcome.Delivered) deliver("RECEIVED", "IN_PROGRESS");

    assertThat(outcome.ticket().fields().get(Field.STATUS)).contains("RESOLVED");
    assertThat(outcome.sent().get(Field.STATUS)).contains("IN_PROGRESS");
    desk.verify(1, putRequestedFor(urlPathEqualTo(ISSUE)));
  }

  private void holds(String state, String status) {
    desk.stubFor(
        get(urlPathEqualTo(ISSUE))
            .inScenario(DESK)
            .whenScenarioStateIs(state)
            .willReturn(
                okJson(
                    """
                    {"issue": {"id": 7, "subject": "Sag", "created_on": "2026-03-02T08:00:00Z",
                      "updated_on": "2026-03-02T08:00:00Z", "tracker": {"name": "Incident"},
                      "priority": {"id": 2}, "status": {"id": %s}}}\
                    """
                        .formatted(status))));
  }

  private Outcome deliver(String before, String desired) {
    var profile = ShippedProfile.of(DESK);
    var properties = new HashMap<>(profile.connection());
    properties.putAll(Map.of("system", DESK, "baseUrl", desk.baseUrl(), "token", "key"));
    try (var routes = RunningRoutes.of(Map.of(DESK, profile)).withSink("http-sink", properties)) {
      return routes.deliver(
          new UpdateTicket(
              "u-1",
              17,
              new TicketRef(DESK, "7"),
              Fields.of(Field.STATUS, before),
              Fields.of(Field.STATUS, desired),
              Attempt.FIRST));
    }
  }
}
