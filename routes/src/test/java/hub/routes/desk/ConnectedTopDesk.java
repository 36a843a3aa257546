package hub.routes.desk;

import hub.config.SystemConfig;

/// TOPdesk with its shipped profile.
final class ConnectedTopDesk extends ConnectedDesk {

  private static final String INCIDENTS = "/tas/api/incidents";

  ConnectedTopDesk(SystemConfig profile) {
    super(profile, "/tas/api");
  }

  static SystemConfig shipped() {
    return ShippedProfile.of("topdesk");
  }

  @Override
  public String system() {
    return "topdesk";
  }

  @Override
  public String toolField() {
    return "priority";
  }

  @Override
  public String createByHand(String toolUrl, String counterpartKey) {
    return accepted(
            karin(toolUrl)
                .post(
                    INCIDENTS,
                    """
                    {"callerLookup":{"email":"karin@example.com"},"operatorGroup":{"name":"NSP"},
                     "briefDescription":"Made by hand","externalNumber":"%s"}\
                    """
                        .formatted(counterpartKey)))
        .json()
        .path("id")
        .asText();
  }

  @Override
  public void editByHand(String toolUrl, String ticketId, String canonicalValue) {
    accepted(
        karin(toolUrl)
            .send(
                "PATCH",
                INCIDENTS + "/id/" + ticketId,
                "{\"priority\":{\"name\":\"" + canonicalValue + "\"}}"));
  }
}
