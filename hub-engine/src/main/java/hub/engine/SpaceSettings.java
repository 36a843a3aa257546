package hub.engine;

import hub.config.HubConfig;

/// One space this process may own.
///
/// @param configurationHash stands in every event that was decided with this configuration
public record SpaceSettings(HubConfig config, String configurationHash) {

  public String space() {
    return config.space().id();
  }

  public int partition() {
    return config.space().partition();
  }
}
