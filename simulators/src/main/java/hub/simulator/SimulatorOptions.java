package hub.simulator;

import hub.simulator.clearquest.ClearQuestSettings;
import hub.simulator.jira.JiraSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the simulators are started.
///
/// @param address what they listen on; the loopback address unless a container needs more
/// @param port for HTTP, 0 for any free one
/// @param smtpPort for mail, 0 for any free one, [#OFF] for no mail server
/// @param imapPort for mail, 0 for any free one, [#OFF] for no mail server
/// @param dataDirectory where the tools keep their journals; null for tools that forget
/// @param webhookTarget where webhooks go, with `{system}` for the tool's id; null for nowhere
/// @param webhookSecret signs the webhooks
/// @param seedIncidents how many incidents exist at start, 0 for none
/// @param clearQuest the habits of ClearQuest
/// @param jira the habits of all Jiras
/// @param localDesks which local desks are there too: `topdesk`, `servicenow`, `remedy`
/// @param clock the time of all tools
public record SimulatorOptions(
    InetAddress address,
    int port,
    int smtpPort,
    int imapPort,
    @Nullable Path dataDirectory,
    @Nullable String webhookTarget,
    String webhookSecret,
    int seedIncidents,
    ClearQuestSettings clearQuest,
    JiraSettings jira,
    Set<String> localDesks,
    Clock clock) {
  /// Instead of a port: not at all.
  public static final int OFF = -1;

  /// For tests: a free port, no mail, no files, no webhooks, no incidents, no local desks.
  public static SimulatorOptions forTests() {
    return new SimulatorOptions(
        InetAddress.getLoopbackAddress(),
        0,
        OFF,
        OFF,
        null,
        null,
        "demo-secret",
        0,
        ClearQuestSettings.DEFAULTS,
        JiraSettings.DEFAULTS,
        Set.of(),
        Clock.tickMillis(ZoneOffset.UTC));
  }

  /// For the demo: the ports everybody knows, 60 incidents, webhooks to the hub.
  public static SimulatorOptions forDemo(Path dataDirectory) {
    return forTests()
        .withPort(8090)
        .withMailPorts(3025, 3143)
        .withDataDirectory(dataDirectory)
        .withWebhooks("http://localhost:8080/webhooks/{system}", "demo-secret")
        .withSeedIncidents(60);
  }

  public SimulatorOptions withAddress(InetAddress newAddress) {
    return new SimulatorOptions(
        newAddress,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withPort(int newPort) {
    return new SimulatorOptions(
        address,
        newPort,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withMailPorts(int smtp, int imap) {
    return new SimulatorOptions(
        address,
        port,
        smtp,
        imap,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withDataDirectory(@Nullable Path directory) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        directory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withWebhooks(@Nullable String target, String secret) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        target,
        secret,
        seedIncidents,
        clearQuest,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withSeedIncidents(int count) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        count,
        clearQuest,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withClearQuest(ClearQuestSettings settings) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        settings,
        jira,
        localDesks,
        clock);
  }

  public SimulatorOptions withJira(JiraSettings settings) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        settings,
        localDesks,
        clock);
  }

  public SimulatorOptions withLocalDesks(Set<String> names) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        jira,
        Set.copyOf(names),
        clock);
  }

  public SimulatorOptions withClock(Clock newClock) {
    return new SimulatorOptions(
        address,
        port,
        smtpPort,
        imapPort,
        dataDirectory,
        webhookTarget,
        webhookSecret,
        seedIncidents,
        clearQuest,
        jira,
        localDesks,
        newClock);
  }
}
