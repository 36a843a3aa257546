package hub.routes.jira;

import hub.simulator.Browser;
import hub.ticket.ExternalSystem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// The Cloud Jira of the simulators, the FMK supplier's.
public final class ConnectedCloudJira extends SimulatedJira {

  ConnectedCloudJira() {
    super(
        new Site(
            "jira-fmk",
            ExternalSystem.Role.SUPPLIER,
            "/rest/api/3",
            "FMK",
            "Affects users",
            Map.of(
                "ASSIGNED", "Open",
                "IN_PROGRESS", "In Progress",
                "PENDING_RELEASE", "Waiting for release",
                "RESOLVED", "Resolved",
                "CLOSED", "Done"),
            "customfield_10051"));
  }

  @Override
  public Map<String, String> connection(String toolUrl) {
    return Map.of(
        "baseUrl",
        toolUrl,
        "flavour",
        "cloud",
        "username",
        "hub@example.com",
        "password",
        "demo",
        "project",
        "FMK",
        "issueType",
        "Incident");
  }

  @Override
  public Map<String, String> refusedConnection(String toolUrl) {
    var connection = new HashMap<>(connection(toolUrl));
    connection.put("password", "wrong");
    return connection;
  }

  @Override
  Browser person(String toolUrl) {
    var login = "freja@example.com:freja".getBytes(StandardCharsets.UTF_8);
    return Browser.at(toolUrl)
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }
}
