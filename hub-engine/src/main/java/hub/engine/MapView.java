package hub.engine;

import hub.incident.Entry;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A space's state in memory, while events are folded. Ordered like the store: by bytes of UTF-8.
final class MapView implements SpaceView {

  private final NavigableMap<String, Entry> entries = new TreeMap<>(MapView::byBytes);

  NavigableMap<String, Entry> entries() {
    return entries;
  }

  void apply(List<StateChange> changes) {
    for (var change : changes) {
      switch (change) {
        case StateChange.Put put -> entries.put(put.key(), put.entry());
        case StateChange.Remove remove -> entries.remove(remove.key());
      }
    }
  }

  @Override
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public List<Entry> scan(String prefix) {
    return entries.tailMap(prefix, true).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(java.util.Map.Entry::getValue)
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
