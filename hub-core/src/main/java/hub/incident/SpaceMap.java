package hub.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// A space's state in memory: for folding a history, and for tests. Ordered like the engine's
/// store: by bytes of UTF-8.
public final class SpaceMap implements SpaceView {

  /// The order of code points is the order of UTF-8 bytes; that of `char`s is not.
  public static final Comparator<String> KEY_ORDER = SpaceMap::byBytes;

  private final Map<String, Entry> entries = new HashMap<>();

  /// Most changes are to entries that are there already: these are found without the order.
  private final NavigableSet<String> keys = new TreeSet<>(KEY_ORDER);

  /// Folds one event.
  public void fold(IncidentEvent event) {
    apply(Evolution.evolve(this, event));
  }

  /// Applies changes that an evolution has made.
  public void apply(List<StateChange> changes) {
    for (var change : changes) {
      switch (change) {
        case StateChange.Put(var entry) -> put(entry.key(), entry);
        case StateChange.Remove(var key) -> remove(key);
      }
    }
  }

  /// The number of entries.
  public int size() {
    return entries.size();
  }

  /// Everything, in the order of the keys.
  public List<Entry> entries() {
    return entries(keys);
  }

  @Override
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public List<Entry> scan(String prefix) {
    var found = new ArrayList<Entry>();
    for (var key : keys.tailSet(prefix, true)) {
      if (!key.startsWith(prefix)) {
        break;
      }
      found.add(entry(key));
    }
    return found;
  }

  @Override
  public List<Entry> range(String from, String to) {
    return range(from, to, Integer.MAX_VALUE);
  }

  @Override
  public List<Entry> range(String from, String to, int most) {
    return KEY_ORDER.compare(from, to) >= 0
        ? List.of()
        : keys.subSet(from, true, to, false).stream().limit(most).map(this::entry).toList();
  }

  private void put(String key, Entry entry) {
    if (entries.put(key, entry) == null) {
      keys.add(key);
    }
  }

  private void remove(String key) {
    if (entries.remove(key) != null) {
      keys.remove(key);
    }
  }

  private List<Entry> entries(Collection<String> of) {
    var found = new ArrayList<Entry>();
    of.forEach(key -> found.add(entry(key)));
    return found;
  }

  private Entry entry(String key) {
    return Objects.requireNonNull(entries.get(key));
  }

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
