package hub.service.wiring;

import hub.service.metrics.EngineState;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Started once the engine has restored its state for the first time. A process that may not start
/// yet, because the hub runs with another configuration, has nothing to restore.
@Startup
@Singleton
final class StartedCheck implements HealthCheck {

  private final RunningHub hub;
  private volatile boolean isStarted;

  StartedCheck(RunningHub hub) {
    this.hub = hub;
  }

  @Override
  public HealthCheckResponse call() {
    var state = hub.state();
    isStarted |= state != EngineState.STARTING;
    return HealthCheckResponse.named("engine")
        .withData("state", state.name())
        .status(isStarted)
        .build();
  }
}
