package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import hub.service.e2e.Platform.Linked;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the hub does not carry on, seen in the tools: the refusal, the task, and the ways out.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class GatesIT {

  @TempDir static Path data;
  private static Platform platform;
  private static MailHands mail;

  @BeforeAll
  static void start() {
    platform = Platform.start(data);
    var server = platform.simulators.mail().orElseThrow();
    mail = new MailHands(server.smtpPort(), server.imapPort());
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void R11_4_pending_release_without_an_RFC_stays_in_clearquest_until_somebody_overrides_it() {
    var incident = platform.linkedIncident("R11.4 uden RFC", "P3");
    platform.tools.transition(incident.issue(), "Start progress", Map.of());
    hasStatus(incident, "Opened", "In Progress");

    platform.tools.act(incident.record(), "Pend", Map.of());

    isBypassed(incident, "PENDING_RELEASE_NEEDS_RFC");
    mail.told("servicedesk@nsp.example", "R11.4 uden RFC");
    isNotCarried(incident, "Pending_Release", "In Progress");
    override(incident, "PENDING_RELEASE_NEEDS_RFC");
    hasStatus(incident, "Pending_Release", "Pending Release");
  }

  @Test
  void R15_1_a_P1_closed_without_an_approved_report_stays_in_clearquest_until_it_is_approved() {
    var incident = closed("R15.1 rapport mangler", "P1");

    isBypassed(incident, "CLOSING_NEEDS_REPORT");
    soon(
        "the incident manager has a task",
        () ->
            assertThat(mail.count("nsp-incident-manager@nsp.example", "er sat til Closed: R15.1"))
                .isOne());
    isNotCarried(incident, "Closed", "Resolved");
    platform.tools.act(incident.record(), "Modify", Map.of("ReportApproved", "yes"));
    hasStatus(incident, "Closed", "Closed");
    soon("nothing waits any more", () -> assertThat(gates(incident)).isEqualTo("[]"));
  }

  @Test
  void R15_1_closing_a_P2_without_an_approved_report_goes_on_by_a_persons_reasoned_override() {
    var incident = closed("R15.1 undtagelse", "P2");

    isBypassed(incident, "CLOSING_NEEDS_REPORT");
    isNotCarried(incident, "Closed", "Resolved");
    override(incident, "CLOSING_NEEDS_REPORT");
    hasStatus(incident, "Closed", "Closed");
  }

  private static Linked closed(String headline, String priority) {
    var incident = platform.linkedIncident(headline, priority);
    platform.tools.transition(incident.issue(), "Start progress", Map.of());
    hasStatus(incident, "Opened", "In Progress");
    platform.tools.act(
        incident.record(), "Resolve", Map.of("Root_Cause", "Fejl", "Resolution", "Rettet"));
    hasStatus(incident, "Resolved", "Resolved");
    platform.tools.act(incident.record(), "Close", Map.of());
    return incident;
  }

  private static String id(Linked incident) {
    return platform.incidentOf(CLEARQUEST, incident.record());
  }

  private static String gates(Linked incident) {
    var path = "/api/incidents/" + id(incident) + "/process";
    return platform.hub.get(path).path("gates").toString();
  }

  private static void isBypassed(Linked incident, String gate) {
    soon(gate + " was passed", () -> assertThat(gates(incident)).contains(gate));
    soon(
        "operations see it",
        () ->
            assertThat(platform.hub.get("/api/attention"))
                .anyMatch(row ->
                    row.path("kind").asText().equals("GATE_BYPASSED")
                        && row.path("incident").toString().contains(id(incident))));
  }

  /// What comes after it arrives, and the status has not come along.
  private static void isNotCarried(Linked incident, String record, String issue) {
    platform.tools.act(incident.record(), "Modify", Map.of("Note_Entry", "Set af desken"));
    soon(
        "the note is in Jira",
        () ->
            assertThat(platform.tools.ticket(JIRA, incident.issue()).path("comments").toString())
                .contains("Set af desken"));
    hasStatus(incident, record, issue);
  }

  private static void override(Linked incident, String gate) {
    var address = "/api/incidents/" + id(incident) + "/override";
    assertThat(platform.hub.post(address, "{\"gate\":\"%s\"}".formatted(gate)).statusCode())
        .isEqualTo(400);
    var reasoned = "{\"gate\":\"%s\",\"reason\":\"aftalt pr. telefon\"}".formatted(gate);
    assertThat(platform.hub.post(address, reasoned).statusCode()).isEqualTo(202);
  }

  private static void hasStatus(Linked incident, String record, String issue) {
    soon(
        "%s is %s and %s is %s".formatted(incident.record(), record, incident.issue(), issue),
        () -> {
          assertThat(status(CLEARQUEST, incident.record())).isEqualTo(record);
          assertThat(status(JIRA, incident.issue())).isEqualTo(issue);
        });
  }

  private static String status(String tool, String key) {
    return platform.tools.ticket(tool, key).path("state").asText();
  }
}
