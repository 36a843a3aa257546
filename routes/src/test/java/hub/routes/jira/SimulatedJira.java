package hub.routes.jira;

import hub.config.SystemConfig;
import hub.config.TextForm;
import hub.config.ValueMap;
import hub.routes.contract.ConnectedTool;
import hub.simulator.Browser;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One of the simulated Jiras: the same connector, and words and addresses of its own.
abstract class SimulatedJira implements ConnectedTool {

  static final Field CLEARQUEST = Field.counterpart("clearquest");

  private final Site site;

  SimulatedJira(Site site) {
    this.site = site;
  }

  /// What is different from one Jira to the next.
  ///
  /// @param api where its REST interface begins
  /// @param recordField the id of the field that shows the record's key
  record Site(
      String system,
      ExternalSystem.Role role,
      String api,
      String project,
      String impact,
      Map<String, String> statuses,
      String recordField) {}

  /// Somebody who works there.
  abstract Browser person(String toolUrl);

  @Override
  public String system() {
    return site.system();
  }

  @Override
  public SystemConfig config() {
    return new SystemConfig(
        "jira",
        site.role(),
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        Map.of(
            Field.USER_IMPACT,
            site.impact(),
            Field.ROOT_CAUSE,
            "Root cause",
            CLEARQUEST,
            "ClearQuest ID"),
        Map.of(
            Field.PRIORITY,
            both("P1", "Highest", "P2", "High", "P3", "Medium", "P4", "Low"),
            Field.STATUS,
            new ValueMap(
                site.statuses(), Map.of(), Map.of("REJECTED", site.statuses().get("CLOSED"))),
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
            site.api() + "/issue",
            """
            {"fields":{"project":{"key":"%s"},"issuetype":{"name":"Incident"},
             "summary":"Made by hand","%s":"%s"}}\
            """
                .formatted(site.project(), site.recordField(), counterpartKey))
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
                site.api() + "/issue/" + ticketId,
                "{\"fields\":{\"priority\":{\"name\":\"%s\"}}}".formatted(value));
    if (answer.status() != 204) {
      throw new IllegalStateException(answer.text());
    }
  }
}
