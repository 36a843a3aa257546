package hub.service.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Not alive once the engine has given up: whoever watches the process is to start it again. A tool
/// or a broker that is away does not count; the hub waits for both.
@Liveness
@Singleton
final class EngineCheck implements HealthCheck {

  private final RunningHub hub;

  EngineCheck(RunningHub hub) {
    this.hub = hub;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("engine")
        .withData("state", hub.state().name())
        .status(!hub.hasFailed())
        .build();
  }
}
