package hub.engine;

import hub.engine.format.StateFormat;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import java.nio.file.Path;
import java.util.List;

/// A space's state that is folded beside the live one. What does not fit into its share of the
/// memory lies on disk: the running hub needs the rest, however long the past is.
public final class PastState implements AutoCloseable {

  /// One in so many bytes of the heap.
  private static final int SHARE = 4;

  /// An entry in memory, with its key and its place in the order, rounded up: 660,000 of a backfill
  /// did not fit into some 750 MB.
  private static final int BYTES_AN_ENTRY = 1_500;

  private final StateFormat format = new StateFormat();
  private final ScratchStore store;
  private final FoldingView view;

  /// @param directory see [ScratchStore]
  PastState(Path directory) {
    this(directory, (int) (Runtime.getRuntime().maxMemory() / SHARE / BYTES_AN_ENTRY));
  }

  PastState(Path directory, int mostHeld) {
    store = new ScratchStore(directory, format);
    view = new FoldingView(store, format, store::put, mostHeld);
  }

  /// Takes away what a process that was killed left behind: its texts are not sealed, so an erasure
  /// must not miss them.
  public static void clear(Path directory) {
    ScratchStore.clear(directory);
  }

  /// What is folded so far; changes with the next event.
  SpaceView view() {
    return view;
  }

  /// Takes what an event changes.
  void apply(List<StateChange> changes) {
    view.apply(changes);
  }

  /// Fingerprint of what is folded so far.
  StateHash hash(long sequence) {
    if (store.isEmpty()) {
      return StateHash.of(view.held(), sequence);
    }
    view.write();
    return store.hash(sequence);
  }

  @Override
  public void close() {
    store.close();
  }
}
