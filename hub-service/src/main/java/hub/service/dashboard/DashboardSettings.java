package hub.service.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/// How this installation's dashboard is reached, and where its links lead.
@ConfigMapping(prefix = "hub.dashboard")
public interface DashboardSettings {

  /// The page of a ticket by system, with `{key}` for its key, such as
  /// `https://jira.example.org/browse/{key}`.
  Map<String, String> ticketPage();

  /// Names under which the dashboard may be used to act. Any other name is refused, so that a
  /// foreign page cannot borrow it.
  @WithDefault("localhost,127.0.0.1,[::1]")
  List<String> hosts();
}
