package hub.routes.desk;

import hub.config.SystemConfig;
import hub.simulator.Browser;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Remedy with its shipped profile.
final class ConnectedRemedy extends ConnectedDesk {

  private static final String INCIDENTS = "/api/arsys/v1/entry/HPD:IncidentInterface";

  /// Impact and urgency of each priority.
  private static final Map<String, String> WEIGHTS =
      Map.of(
          "P1", "\"Impact\":\"1-Extensive/Widespread\",\"Urgency\":\"1-Critical\"",
          "P4", "\"Impact\":\"4-Minor/Localized\",\"Urgency\":\"4-Low\"");

  ConnectedRemedy(SystemConfig profile) {
    super(profile, "/api");
  }

  static SystemConfig shipped() {
    return ShippedProfile.of("remedy");
  }

  @Override
  public String system() {
    return "remedy";
  }

  @Override
  public Map<String, String> connection(String toolUrl) {
    var connection = new HashMap<>(super.connection(toolUrl));
    connection.putAll(
        Map.of("loginUrl", toolUrl + "/api/jwt/login", "clientId", "hub", "clientSecret", "demo"));
    connection.keySet().removeAll(Set.of("username", "password"));
    return connection;
  }

  @Override
  public Map<String, String> refusedConnection(String toolUrl) {
    var connection = new HashMap<>(connection(toolUrl));
    connection.put("clientSecret", "wrong");
    return connection;
  }

  /// The priority is computed from it.
  @Override
  public String toolField() {
    return "Urgency";
  }

  @Override
  public Duration resolution() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Fields forFarStatus() {
    return Fields.of(Field.ROOT_CAUSE, "The disk was full.");
  }

  private static Browser signedIn(String toolUrl) {
    var token =
        accepted(
            Browser.at(toolUrl)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/api/jwt/login", "username=karin&password=karin"));
    return Browser.at(toolUrl).with("Authorization", "AR-JWT " + token.text());
  }

  @Override
  public String createByHand(String toolUrl, String counterpartKey) {
    return accepted(
            signedIn(toolUrl)
                .post(
                    INCIDENTS + "_Create?fields=values(Incident%20Number)",
                    """
                    {"values":{"First_Name":"Karin","Last_Name":"Holm","Assigned Group":"NSP",
                     "Description":"Made by hand","Vendor Ticket Number":"%s"}}\
                    """
                        .formatted(counterpartKey)))
        .json()
        .path("values")
        .path("Incident Number")
        .asText();
  }

  @Override
  public void editByHand(String toolUrl, String ticketId, String canonicalValue) {
    var browser = signedIn(toolUrl);
    var found =
        accepted(
            browser.get(
                INCIDENTS + "?q=" + Browser.encode("'Incident Number' = \"" + ticketId + "\"")));
    var place = found.json().at("/entries/0/_links/self/0/href").asText();
    accepted(browser.put(place, "{\"values\":{" + WEIGHTS.get(canonicalValue) + "}}"));
  }
}
