package hub.service.e2e;

import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.service.leak.Secrets;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.nio.file.Path;
import java.time.Duration;

/// Simulated tools and the hub between them.
final class Platform implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(40);

  static final String WEBHOOK_SECRET = Secrets.TOOLS;

  final Simulators simulators;
  final ToolHands tools;
  final HubProcess hub;

  private Platform(Simulators simulators, Path data, Path site, int port) {
    this.simulators = simulators;
    this.tools = new ToolHands(simulators.url());
    var mail = simulators.mail().orElseThrow();
    this.hub =
        new HubProcess(data, simulators.url(), site, port)
            .withMail(mail.smtpPort(), mail.imapPort());
  }

  /// Everything up, and no incident yet.
  static Platform start(Path data) {
    return start(data, HubProcess.demoSite());
  }

  /// Everything up as in the demo, with its incidents.
  static Platform startDemo(Path data) {
    return start(data, HubProcess.demoSite(), 60);
  }

  static Platform start(Path data, Path site) {
    return start(data, site, 0);
  }

  private static Platform start(Path data, Path site, int incidents) {
    var platform = prepare(data, site, incidents);
    platform.hub.start().awaitReady();
    return platform;
  }

  /// The tools up, and the hub of the demo's site not yet started.
  static Platform prepare(Path data) {
    return prepare(data, HubProcess.demoSite());
  }

  /// The tools up, and the hub not yet started.
  static Platform prepare(Path data, Path site) {
    return prepare(data, site, 0);
  }

  private static Platform prepare(Path data, Path site, int incidents) {
    var port = HubProcess.freePort();
    var tools =
        SimulatorOptions.forTests()
            .withMailPorts(0, 0)
            .withWebhooks("http://localhost:" + port + "/webhooks/{system}", WEBHOOK_SECRET)
            .withSeedIncidents(incidents);
    return new Platform(Simulators.start(tools), data, site, port);
  }

  /// As [#prepare], with tools that send no webhooks.
  static Platform prepareWithoutWebhooks(Path data, Path site) {
    var tools = SimulatorOptions.forTests().withMailPorts(0, 0);
    return new Platform(Simulators.start(tools), data, site, HubProcess.freePort());
  }

  /// One more hub between the same tools; they send their webhooks to the first one alone.
  HubProcess another(Path data, Path site) {
    var mail = simulators.mail().orElseThrow();
    return new HubProcess(data, simulators.url(), site, HubProcess.freePort())
        .withMail(mail.smtpPort(), mail.imapPort());
  }

  /// Waits until something is as it should be.
  static void soon(String what, Runnable holds) {
    within(SOON, what, holds);
  }

  static void within(Duration most, String what, Runnable holds) {
    await(what).atMost(most).pollInterval(Duration.ofMillis(150)).untilAsserted(holds::run);
  }

  /// A record assigned to the operations supplier, linked with its issue both ways.
  Linked linkedIncident(String headline, String priority) {
    var record = tools.assignedRecord(headline, priority, "Driftleverandoer");
    return awaitLink(record);
  }

  Linked awaitLink(String record) {
    soon(
        record + " shows its issue, and the issue shows " + record,
        () -> {
          var key = tools.field(CLEARQUEST, record, "JiraKey");
          assertThat(key).isNotEmpty();
          assertThat(tools.field(JIRA, key, "ClearQuest ID")).isEqualTo(record);
        });
    return new Linked(record, tools.field(CLEARQUEST, record, "JiraKey"));
  }

  /// The incident of a ticket, by the key people use. The index that answers runs after the log.
  String incidentOf(String system, String key) {
    soon("the hub finds " + key, () -> assertThat(hub.incidentOf(system, key)).isNotNull());
    return requireNonNull(hub.incidentOf(system, key)).path("id").asText();
  }

  /// The two tickets of an incident, by their visible ids.
  record Linked(String record, String issue) {}

  @Override
  public void close() {
    hub.close();
    tools.close();
    simulators.close();
  }
}
