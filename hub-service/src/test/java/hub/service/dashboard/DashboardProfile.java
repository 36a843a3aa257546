package hub.service.dashboard;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/// The dashboard over a hub in memory: neither broker nor routes.
public class DashboardProfile implements QuarkusTestProfile {

  /// What needs the running hub, which these tests stand in for.
  private static final String NEED_THE_HUB =
      "hub.service.wiring.*,hub.service.rest.*,hub.service.acknowledge.*";

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryHub.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.http.test-port",
        "0",
        "quarkus.arc.exclude-types",
        NEED_THE_HUB,
        "hub.access.open",
        "true");
  }
}
