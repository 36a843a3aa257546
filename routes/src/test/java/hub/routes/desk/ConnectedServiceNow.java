package hub.routes.desk;

import hub.config.SystemConfig;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.util.Map;

/// ServiceNow with its shipped profile.
final class ConnectedServiceNow extends ConnectedDesk {

  private static final String INCIDENTS = "/api/now/v2/table/incident";
  private static final String GROUP = "5f0d3c1e9b7a4c2d8e6f1a2b3c4d5e6f";

  /// Impact and urgency of each priority.
  private static final Map<String, String> WEIGHTS =
      Map.of(
          "P1", "\"impact\":\"1\",\"urgency\":\"1\"",
          "P4", "\"impact\":\"2\",\"urgency\":\"3\"");

  ConnectedServiceNow(SystemConfig profile) {
    super(profile, "/api/now/v2");
  }

  static SystemConfig shipped() {
    return ShippedProfile.of("servicenow");
  }

  @Override
  public String system() {
    return "servicenow";
  }

  /// The priority is computed from it.
  @Override
  public String toolField() {
    return "urgency";
  }

  @Override
  public Fields forFarStatus() {
    return Fields.of(Field.ROOT_CAUSE, "The disk was full.");
  }

  @Override
  public String createByHand(String toolUrl, String counterpartKey) {
    return accepted(
            karin(toolUrl)
                .post(
                    INCIDENTS,
                    """
                    {"caller_id":"karin","assignment_group":"%s","short_description":"Made by hand",
                     "correlation_display":"%s"}\
                    """
                        .formatted(GROUP, counterpartKey)))
        .json()
        .path("result")
        .path("sys_id")
        .asText();
  }

  @Override
  public void editByHand(String toolUrl, String ticketId, String canonicalValue) {
    accepted(
        karin(toolUrl)
            .send("PATCH", INCIDENTS + "/" + ticketId, "{" + WEIGHTS.get(canonicalValue) + "}"));
  }
}
