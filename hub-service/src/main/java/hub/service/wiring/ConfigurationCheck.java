package hub.service.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while the hub runs with another configuration than this process has (design D10).
@Readiness
@Singleton
final class ConfigurationCheck implements HealthCheck {

  private final RunningHub hub;

  ConfigurationCheck(RunningHub hub) {
    this.hub = hub;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("configuration");
    hub.refusal().ifPresent(cause -> response.withData("cause", cause));
    return response.status(hub.refusal().isEmpty()).build();
  }
}
