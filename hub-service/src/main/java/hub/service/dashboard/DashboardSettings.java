package hub.service.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/// How this installation's dashboard is reached.
@ConfigMapping(prefix = "hub.dashboard")
public interface DashboardSettings {

  /// Names under which the dashboard may be used to act. Any other name is refused, so that a
  /// foreign page cannot borrow it.
  @WithDefault("localhost,127.0.0.1,[::1]")
  List<String> hosts();
}
