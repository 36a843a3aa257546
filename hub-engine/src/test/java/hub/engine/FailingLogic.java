package hub.engine;

import hub.config.HubConfig;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import java.time.Instant;
import java.util.List;

/// The real core, except where a test wants it to fail.
class FailingLogic implements SpaceLogic {

  @Override
  public int version() {
    return CORE.version();
  }

  @Override
  public SpaceMachine.Step step(SpaceView view, Input input, Instant now, HubConfig config) {
    return CORE.step(view, input, now, config);
  }

  @Override
  public List<StateChange> evolve(SpaceView view, IncidentEvent event) {
    return CORE.evolve(view, event);
  }
}
