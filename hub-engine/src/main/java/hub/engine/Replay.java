package hub.engine;

import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;

/// Folds `hub.events` from offset 0 with a consumer of its own, beside the live engine. The state
/// that comes of it lies in memory.
public final class Replay {

  private final Connection connection;

  public Replay(Connection connection) {
    this.connection = connection;
  }

  /// A space's state as its events alone make it.
  public record Result(SpaceView state, StateHash hash) {}

  /// Folds all events.
  public Result fold(String space, int partition) {
    return fold(space, partition, Fold.EVERYTHING);
  }

  /// Folds up to and with a sequence: the state as of that moment.
  public Result fold(String space, int partition, long upToSequence) {
    var state = new SpaceMap();
    try (var keys = new KeyRing(connection, space, partition)) {
      var folded =
          new Fold(SpaceLogic.CORE, space, state, state::apply)
              .read(connection, partition, keys, upToSequence);
      return new Result(state, StateHash.of(state, folded.sequence()));
    }
  }
}
