package hub.routes.jira;

import hub.config.SystemConfig;
import hub.config.TextForm;
import hub.config.ValueMap;
import hub.routes.contract.ConnectedTool;
import hub.simulator.Browser;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Cloud Jira of the simulators, the FMK supplier's.
public final class ConnectedCloudJira implements ConnectedTool {

  static final Field CLEARQUEST = Field.counterpart("clearquest");

  @Override
  public String system() {
    return "jira-fmk";
  }

  @Override
  public SystemConfig config() {
    return new SystemConfig(
        "jira",
        ExternalSystem.Role.SUPPLIER,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        Map.of(
            Field.USER_IMPACT,
            "Affects users",
            Field.ROOT_CAUSE,
            "Root cause",
            CLEARQUEST,
            "ClearQuest ID"),
        Map.of(
            Field.PRIORITY,
            both("P1", "Highest", "P2", "High", "P3", "Medium", "P4", "Low"),
            Field.STATUS,
            new ValueMap(
                Map.of(
                    "ASSIGNED", "Open",
                    "IN_PROGRESS", "In Progress",
                    "PENDING_RELEASE", "Waiting for release",
                    "RESOLVED", "Resolved",
                    "CLOSED", "Done"),
                Map.of(),
                Map.of("REJECTED", "Done")),
            Field.USER_IMPACT,
            both("yes", "Yes", "no", "No")),
        Map.of(Field.TITLE, new TextForm(255, true)),
        Set.of(),
        Map.of(),
        1,
        Duration.ofSeconds(90),
        SystemConfig.Shows.STATE);
  }

  private static ValueMap both(String... pairs) {
    var map = new HashMap<String, String>();
    for (var i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return new ValueMap(map, Map.of(), Map.of());
  }

  @Override
  public Map<String, SystemConfig> others() {
    var plain = config();
    return Map.of(
        "clearquest",
        new SystemConfig(
            "clearquest",
            ExternalSystem.Role.NATIONAL_DESK,
            SystemConfig.Mode.SYNC,
            Map.of("browseUrl", "https://cq.example.com/show/{key}"),
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            1,
            plain.settle(),
            SystemConfig.Shows.STATE));
  }

  @Override
  public String sinkKamelet() {
    return "jira-sink";
  }

  @Override
  public String sourceKamelet() {
    return "jira-source";
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
  public Fields fresh() {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "Login fails \"again\" {here} æøå",
            Field.DESCRIPTION,
            "Since 8.\nSecond line.",
            Field.PRIORITY,
            "P2",
            Field.STATUS,
            "ASSIGNED",
            Field.USER_IMPACT,
            "yes",
            CLEARQUEST,
            "NSP00000042"));
  }

  @Override
  public Field editable() {
    return Field.PRIORITY;
  }

  @Override
  public List<String> values() {
    return List.of("P1", "P4");
  }

  @Override
  public String toolField() {
    return "priority";
  }

  @Override
  public Field counterpart() {
    return CLEARQUEST;
  }

  @Override
  public String farStatus() {
    return "RESOLVED";
  }

  @Override
  public Fields forFarStatus() {
    return Fields.of(Field.ROOT_CAUSE, "The disk was full.");
  }

  @Override
  public String createByHand(String toolUrl, String counterpartKey) {
    return person(toolUrl)
        .post(
            "/rest/api/3/issue",
            """
            {"fields":{"project":{"key":"FMK"},"issuetype":{"name":"Incident"},
             "summary":"Made by hand","customfield_10051":"%s"}}\
            """
                .formatted(counterpartKey))
        .json()
        .path("id")
        .asText();
  }

  @Override
  public void editByHand(String toolUrl, String ticketId, String canonicalValue) {
    var value = config().values().get(Field.PRIORITY).toTool(canonicalValue).orElseThrow();
    var answer =
        person(toolUrl)
            .put(
                "/rest/api/3/issue/" + ticketId,
                "{\"fields\":{\"priority\":{\"name\":\"%s\"}}}".formatted(value));
    if (answer.status() != 204) {
      throw new IllegalStateException(answer.text());
    }
  }

  static Browser person(String toolUrl) {
    return Browser.at(toolUrl)
        .with(
            "Authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("freja@example.com:freja".getBytes(StandardCharsets.UTF_8)));
  }
}
