package hub.simulator.jira;

import hub.simulator.http.BasicLogin;
import hub.simulator.http.HttpCall;
import hub.simulator.jira.JiraSite.User;
import java.util.Optional;

/// Who is calling: in Data Center by a personal access token or by name and password, in the Cloud
/// by mail address and API token.
final class Logins {
  private static final String BEARER = "Bearer ";

  private Logins() {}

  static Optional<User> caller(JiraSite site, HttpCall call) {
    String header = call.header("Authorization").orElse("");
    if (header.startsWith(BEARER) && !site.isCloud()) {
      String token = header.substring(BEARER.length()).strip();
      return site.users().stream().filter(user -> user.tokens().contains(token)).findFirst();
    }
    return BasicLogin.of(call)
        .flatMap(login ->
            site.users().stream()
                .filter(user -> (site.isCloud() ? user.email() : user.name()).equals(login.user()))
                .filter(user -> user.tokens().contains(login.password()))
                .findFirst());
  }

  static JiraError unauthenticated() {
    return JiraError.message(
        401, "You are not authenticated. Authentication required to perform this operation.");
  }
}
