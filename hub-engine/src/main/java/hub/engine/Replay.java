package hub.engine;

import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import java.nio.file.Path;

/// Folds `hub.events` from offset 0 with a consumer of its own, beside the live engine.
public final class Replay {

  private final Connection connection;
  private final Path scratch;

  /// @param scratch a directory for what does not fit into memory; for one question at a time
  public Replay(Connection connection, Path scratch) {
    this.connection = connection;
    this.scratch = scratch;
  }

  /// Folds all events.
  public StateHash fold(String space, int partition) {
    return fold(space, partition, Fold.EVERYTHING);
  }

  /// Folds up to and with a sequence: the state as of that moment.
  public StateHash fold(String space, int partition, long upToSequence) {
    try (var state = new PastState(scratch);
        var keys = new KeyRing(connection, space, partition)) {
      var folded =
          new Fold(SpaceLogic.CORE, space, state.view(), state::apply)
              .read(connection, partition, keys, upToSequence);
      return state.hash(folded.sequence());
    }
  }
}
