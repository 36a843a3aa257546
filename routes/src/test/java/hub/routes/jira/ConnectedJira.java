package hub.routes.jira;

import hub.simulator.Browser;
import hub.ticket.ExternalSystem;
import java.util.HashMap;
import java.util.Map;

/// The operations Jira of the simulators.
public final class ConnectedJira extends SimulatedJira {

  ConnectedJira() {
    super(
        new Site(
            "jira-ops",
            ExternalSystem.Role.OPERATIONS,
            "/rest/api/2",
            "DRIFT",
            "User impact",
            Map.of(
                "ASSIGNED", "To Do",
                "IN_PROGRESS", "In Progress",
                "PENDING_RELEASE", "Pending Release",
                "RESOLVED", "Resolved",
                "CLOSED", "Closed"),
            "customfield_10301"));
  }

  @Override
  public Map<String, String> connection(String toolUrl) {
    return Map.of("baseUrl", toolUrl, "token", "demo", "project", "DRIFT", "issueType", "Incident");
  }

  @Override
  public Map<String, String> refusedConnection(String toolUrl) {
    var connection = new HashMap<>(connection(toolUrl));
    connection.put("token", "wrong");
    return connection;
  }

  @Override
  Browser person(String toolUrl) {
    return Browser.at(toolUrl).with("Authorization", "Bearer astrid");
  }
}
