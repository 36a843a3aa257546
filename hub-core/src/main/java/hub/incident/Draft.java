package hub.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A view with changes laid over it, so that one input can lead to several events, each seeing the
/// ones before.
public final class Draft implements SpaceView {

  private final SpaceView base;
  private final NavigableMap<String, Optional<Entry>> changed = new TreeMap<>();

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
    return range(prefix, prefix + Character.MAX_VALUE);
  }

  @Override
  public List<Entry> range(String from, String to) {
    var merged = new TreeMap<String, Entry>();
    base.range(from, to).forEach(entry -> merged.put(entry.key(), entry));
    changed
        .subMap(from, true, to, false)
        .forEach((key, entry) ->
            entry.ifPresentOrElse(value -> merged.put(key, value), () -> merged.remove(key)));
    return new ArrayList<>(merged.values());
  }

  void put(Entry entry) {
    changed.put(entry.key(), Optional.of(entry));
  }

  void remove(String key) {
    changed.put(key, Optional.empty());
  }

  /// Removes what was stored under a former key and stores it under its own.
  void move(String formerKey, @Nullable Entry entry) {
    remove(formerKey);
    if (entry != null) {
      put(entry);
    }
  }
}
