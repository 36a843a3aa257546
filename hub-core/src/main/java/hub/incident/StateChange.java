package hub.incident;

/// A change of one entry of the state.
public sealed interface StateChange {

  String key();

  record Put(Entry entry) implements StateChange {
    @Override
    public String key() {
      return entry.key();
    }
  }

  record Remove(String key) implements StateChange {}
}
