package hub.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A space's state in memory: for folding a history, and for tests.
public final class SpaceMap implements SpaceView {

  private final NavigableMap<String, Entry> entries = new TreeMap<>();

  /// Folds one event.
  public void fold(IncidentEvent event) {
    apply(Evolution.evolve(this, event));
  }

  /// Applies changes that an evolution has made.
  public void apply(List<StateChange> changes) {
    for (var change : changes) {
      switch (change) {
        case StateChange.Put(var entry) -> entries.put(entry.key(), entry);
        case StateChange.Remove(var key) -> entries.remove(key);
      }
    }
  }

  /// Everything, in the order of the keys.
  public List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  @Override
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public List<Entry> scan(String prefix) {
    return range(prefix, prefix + Character.MAX_VALUE);
  }

  @Override
  public List<Entry> range(String from, String to) {
    return new ArrayList<>(entries.subMap(from, true, to, false).values());
  }
}
