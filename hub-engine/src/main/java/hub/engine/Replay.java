package hub.engine;

import hub.engine.log.Connection;
import hub.incident.SpaceView;

/// Folds `hub.events` from offset 0 with a consumer of its own, beside the live engine.
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
    var folded = Fold.fold(connection, SpaceLogic.CORE, space, partition, upToSequence);
    return new Result(folded.state(), folded.hash());
  }
}
