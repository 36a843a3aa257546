package hub.engine;

import hub.config.HubConfig;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import java.time.Instant;
import java.util.List;

/// The core as the shell calls it. Tests of the shell put in a core that fails on demand.
interface SpaceLogic {

  SpaceLogic CORE =
      new SpaceLogic() {
        @Override
        public int version() {
          return SpaceMachine.EVOLVE_VERSION;
        }

        @Override
        public SpaceMachine.Step step(SpaceView view, Input input, Instant now, HubConfig config) {
          return SpaceMachine.step(view, input, now, config);
        }

        @Override
        public List<StateChange> evolve(SpaceView view, IncidentEvent event) {
          return SpaceMachine.evolve(view, event);
        }
      };

  /// Differs whenever `evolve` makes another state of the same events.
  int version();

  SpaceMachine.Step step(SpaceView view, Input input, Instant now, HubConfig config);

  List<StateChange> evolve(SpaceView view, IncidentEvent event);
}
