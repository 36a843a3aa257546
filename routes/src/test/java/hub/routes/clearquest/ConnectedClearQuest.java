package hub.routes.clearquest;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ClearQuest of the simulators.
public final class ConnectedClearQuest implements ConnectedTool {

  static final String OSLC = "/cqweb/oslc";
  static final String RECORDS = OSLC + "/repo/NSP/db/NSP/record";
  static final Field JIRA = Field.counterpart("jira-ops");

  @Override
  public String system() {
    return "clearquest";
  }

  @Override
  public SystemConfig config() {
    return new SystemConfig(
        "clearquest",
        ExternalSystem.Role.NATIONAL_DESK,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        Map.of(),
        Map.of(
            Field.PRIORITY,
            both("P1", "P1", "P2", "P2", "P3", "P3", "P4", "P4"),
            Field.ASSIGNEE,
            both("OPERATIONS_SUPPLIER", "Driftleverandoer", "FMK_SUPPLIER", "FMK"),
            Field.STATUS,
            both(
                "RECEIVED",
                "Submitted",
                "ASSIGNED",
                "Assigned",
                "IN_PROGRESS",
                "Opened",
                "PENDING_RELEASE",
                "Pending_Release",
                "RESOLVED",
                "Resolved",
                "CLOSED",
                "Closed",
                "REJECTED",
                "Rejected")),
        Map.of(Field.TITLE, new TextForm(254, true)),
        Set.of(),
        Map.of(),
        1,
        Duration.ofSeconds(90),
        SystemConfig.Shows.STATE);
  }

  private static ValueMap both(String... pairs) {
    var map = new LinkedHashMap<String, String>();
    for (var i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return new ValueMap(map, Map.of(), Map.of());
  }

  @Override
  public Map<String, SystemConfig> others() {
    return Map.of();
  }

  @Override
  public String sinkKamelet() {
    return "clearquest-sink";
  }

  @Override
  public String sourceKamelet() {
    return "clearquest-source";
  }

  @Override
  public Map<String, String> connection(String toolUrl) {
    return Map.of(
        "baseUrl", toolUrl + OSLC,
        "username", "demo",
        "password", "demo",
        "repository", "NSP",
        "database", "NSP");
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
            "Login fails \"again\" {here} <&> æøå",
            Field.DESCRIPTION,
            "Since 8.\nSecond line.",
            Field.PRIORITY,
            "P2",
            Field.STATUS,
            "RECEIVED",
            Field.ASSIGNEE,
            "OPERATIONS_SUPPLIER",
            Field.USER_IMPACT,
            "yes",
            JIRA,
            "DRIFT-42"));
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
    return "Priority";
  }

  @Override
  public Field counterpart() {
    return JIRA;
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
    return create(
        toolUrl,
        """
        {"dcterms:type":"Incident","cq:Headline":"Made by hand","cq:JiraKey":"%s"}\
        """
            .formatted(counterpartKey));
  }

  static String create(String toolUrl, String record) {
    var answer = person(toolUrl).post(RECORDS, record);
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.text());
    }
    var place = answer.header("Location").orElseThrow();
    return place.substring(place.lastIndexOf('/') + 1);
  }

  @Override
  public void editByHand(String toolUrl, String ticketId, String canonicalValue) {
    change(toolUrl, ticketId, "", "cq:Priority", canonicalValue);
  }

  /// A person changes a field, by an action or by the modify action.
  static void change(String toolUrl, String id, String action, String property, String value) {
    var query = "?oslc.properties=" + property + (action.isEmpty() ? "" : "&rcm.action=" + action);
    var answer =
        person(toolUrl)
            .put(RECORDS + "/" + id + query, "{\"%s\":\"%s\"}".formatted(property, value));
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.text());
    }
  }

  static Browser person(String toolUrl) {
    var login =
        Base64.getEncoder().encodeToString("kirsten:kirsten".getBytes(StandardCharsets.UTF_8));
    return Browser.at(toolUrl)
        .with("Authorization", "Basic " + login)
        .with("OSLC-Core-Version", "2.0")
        .with("Accept", "application/json");
  }
}
