package hub.incident;

import java.util.List;
import java.util.Optional;

/// The core's read-only view of a space's state. The engine implements it over its stores, tests
/// over a map.
public interface SpaceView {

  /// The entry under a key, see [Entry#key()].
  Optional<Entry> get(String key);

  /// All entries whose key starts with the prefix, in the order of their keys.
  List<Entry> scan(String prefix);

  /// All entries whose key is at least `from` and less than `to`, in the order of their keys.
  List<Entry> range(String from, String to);
}
