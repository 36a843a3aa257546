package hub.service.cli;

import java.net.URI;
import java.net.http.HttpRequest;

/// What a command proves itself with, where the hub has a login. It stands in the environment,
/// because what stands on a command line is seen by everybody on the machine.
final class HubToken {

  static final String MISSING =
      "This hub wants to know who asks; set HUB_TOKEN to a token that ./hub user <name> --token"
          + " made.";

  private HubToken() {}

  /// A request to the hub.
  static HttpRequest.Builder request(String address) {
    var request = HttpRequest.newBuilder(URI.create(address));
    var token = System.getProperty("hub.token", System.getenv("HUB_TOKEN"));
    return token == null || token.isBlank()
        ? request
        : request.header("Authorization", "Bearer " + token.strip());
  }
}
