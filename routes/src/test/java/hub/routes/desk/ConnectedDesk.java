package hub.routes.desk;

import hub.config.SystemConfig;
import hub.routes.contract.ConnectedTool;
import hub.simulator.Browser;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One of the simulated local desks, connected by the profile that is shipped for it.
abstract class ConnectedDesk implements ConnectedTool {

  static final Field CLEARQUEST = Field.counterpart("clearquest");

  private final SystemConfig profile;
  private final String api;

  /// @param api the path of the desk's interface, as its site appends it to the address
  ConnectedDesk(SystemConfig profile, String api) {
    this.profile = profile;
    this.api = api;
  }

  /// The profile with pages so small that a test fills several.
  static SystemConfig inPages(SystemConfig profile, int shipped, int wanted) {
    var connection = new HashMap<>(profile.connection());
    for (var program : List.of("list", "next")) {
      connection.computeIfPresent(
          program,
          (_, jq) -> {
            var smaller = jq.replaceAll("\\b" + shipped + "\\b", Integer.toString(wanted));
            if (program.equals("list") && smaller.equals(jq)) {
              throw new IllegalStateException("the list has no pages of " + shipped);
            }
            return smaller;
          });
    }
    return profile.withConnection(connection);
  }

  /// Somebody who works at the desk.
  static Browser karin(String toolUrl) {
    var login = "karin:karin".getBytes(StandardCharsets.UTF_8);
    return Browser.at(toolUrl)
        .with("Accept", "application/json")
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }

  static Browser.Answer accepted(Browser.Answer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
    return answer;
  }

  @Override
  public SystemConfig config() {
    return profile;
  }

  @Override
  public Map<String, SystemConfig> others() {
    return Map.of();
  }

  @Override
  public String sinkKamelet() {
    return "http-sink";
  }

  @Override
  public String sourceKamelet() {
    return "http-source";
  }

  /// What the site says, with the address and the credentials that it leaves open.
  @Override
  public Map<String, String> connection(String toolUrl) {
    var connection = new HashMap<>(profile.connection());
    connection.putAll(Map.of("baseUrl", toolUrl + api, "username", "hub", "password", "demo"));
    return connection;
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
            "Since 8 & <still>.\nSecond line.",
            Field.PRIORITY,
            "P2",
            Field.STATUS,
            "ASSIGNED",
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
  public Field counterpart() {
    return CLEARQUEST;
  }

  @Override
  public String farStatus() {
    return "RESOLVED";
  }

  @Override
  public Fields forFarStatus() {
    return Fields.NONE;
  }

  @Override
  public String closed() {
    return "RESOLVED";
  }
}
