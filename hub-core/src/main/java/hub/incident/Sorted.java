package hub.incident;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collections of state are sorted, so that equal states are written as equal bytes.
final class Sorted {

  private Sorted() {}

  static <K extends Comparable<K>, V> Map<K, V> of(Map<K, V> values) {
    return Collections.unmodifiableMap(new TreeMap<>(values));
  }

  static <T extends Comparable<T>> Set<T> of(Set<T> values) {
    return Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
