package hub.service.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Tells how the hub gets on with each tool. It is always up: a dead tool is no fault of this
/// process, and taking the hub away from the others would make it worse.
@Readiness
@Singleton
final class ToolsCheck implements HealthCheck {

  private final RunningHub hub;

  ToolsCheck(RunningHub hub) {
    this.hub = hub;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("tools");
    hub.figures().forEach(tool -> response.withData(tool.id(), tool.condition().name()));
    return response.up().build();
  }
}
