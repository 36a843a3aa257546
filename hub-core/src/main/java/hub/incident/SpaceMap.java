package hub.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A space's state in memory: for folding a history, and for tests. Ordered like the engine's
/// store: by bytes of UTF-8.
public final class SpaceMap implements SpaceView {

  private final NavigableMap<String, Entry> entries = new TreeMap<>(SpaceMap::byBytes);

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
    return entries.tailMap(prefix, true).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public List<Entry> range(String from, String to) {
    return byBytes(from, to) >= 0
        ? List.of()
        : List.copyOf(entries.subMap(from, true, to, false).values());
  }

  /// The order of code points is the order of UTF-8 bytes; that of `char`s is not.
  private static int byBytes(String one, String other) {
    var length = Math.min(one.length(), other.length());
    for (var i = 0; i < length; i++) {
      var a = one.charAt(i);
      var b = other.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
