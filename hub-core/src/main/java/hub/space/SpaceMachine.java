package hub.space;

import hub.config.HubConfig;
import hub.incident.Evolution;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import java.time.Instant;
import java.util.List;

/// The whole core in one call: an input in, events and the changed state out.
///
/// Pure: the time and the configuration are passed in. Replay folds events ([#evolve]), it never
/// decides again.
public final class SpaceMachine {

  /// Raised whenever [#evolve] makes another state of the same events; the engine then folds anew.
  public static final int EVOLVE_VERSION = 1;

  private SpaceMachine() {}

  /// What one input led to.
  ///
  /// @param events in order; the first has the sequence after
  ///   [hub.incident.Entry.SpaceRecord#sequence()]
  /// @param changes the last value of every changed entry, by key
  public record Step(List<IncidentEvent> events, List<StateChange> changes) {}

  /// Decides one input.
  public static Step step(SpaceView view, Input input, Instant now, HubConfig config) {
    return new Step(List.of(), List.of());
  }

  /// Folds one event into the state.
  public static List<StateChange> evolve(SpaceView view, IncidentEvent event) {
    return Evolution.evolve(view, event);
  }
}
