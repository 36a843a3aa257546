package hub.incident;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A view with changes laid over it, so that one input can lead to several events, each seeing the
/// ones before.
public final class Draft implements SpaceView {

  private final SpaceView base;
  private final NavigableMap<String, Optional<Entry>> changed = new TreeMap<>(SpaceMap.KEY_ORDER);

  public Draft(SpaceView base) {
    this.base = base;
  }

  /// The last value of every changed entry, by key.
  public List<StateChange> changes() {
    return changed.entrySet().stream()
        .map(change ->
            change
                .getValue()
                .<StateChange>map(StateChange.Put::new)
                .orElseGet(() -> new StateChange.Remove(change.getKey())))
        .toList();
  }

  @Override
  public Optional<Entry> get(String key) {
    var own = changed.get(key);
    return own != null ? own : base.get(key);
  }

  @Override
  public List<Entry> scan(String prefix) {
    var over = new TreeMap<String, Optional<Entry>>(SpaceMap.KEY_ORDER);
    for (var change : changed.tailMap(prefix, true).entrySet()) {
      if (!change.getKey().startsWith(prefix)) {
        break;
      }
      over.put(change.getKey(), change.getValue());
    }
    return laidOver(base.scan(prefix), over);
  }

  @Override
  public List<Entry> range(String from, String to) {
    return SpaceMap.KEY_ORDER.compare(from, to) >= 0
        ? List.of()
        : laidOver(base.range(from, to), changed.subMap(from, true, to, false));
  }

  private static List<Entry> laidOver(List<Entry> below, Map<String, Optional<Entry>> changes) {
    if (changes.isEmpty()) {
      return below;
    }
    var merged = new TreeMap<String, Entry>(SpaceMap.KEY_ORDER);
    below.forEach(entry -> merged.put(entry.key(), entry));
    changes.forEach((key, entry) ->
        entry.ifPresentOrElse(value -> merged.put(key, value), () -> merged.remove(key)));
    return List.copyOf(merged.values());
  }

  void put(Entry entry) {
    changed.put(entry.key(), Optional.of(entry));
  }

  /// Nothing changes where nothing was: a store would keep a mark of what it removes.
  void remove(String key) {
    if (base.get(key).isPresent()) {
      changed.put(key, Optional.empty());
    } else {
      changed.remove(key);
    }
  }

  /// Removes what was stored under a former key and stores it under its own.
  void move(String formerKey, @Nullable Entry entry) {
    remove(formerKey);
    if (entry != null) {
      put(entry);
    }
  }
}
