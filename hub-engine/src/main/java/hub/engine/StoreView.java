package hub.engine;

import hub.engine.format.StateFormat;
import hub.incident.Entry;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/// The core's view of a space over a state store.
final class StoreView implements SpaceView {

  private final ReadOnlyKeyValueStore<String, byte[]> store;
  private final StateFormat format;

  StoreView(ReadOnlyKeyValueStore<String, byte[]> store, StateFormat format) {
    this.store = store;
    this.format = format;
  }

  @Override
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(store.get(key)).map(format::decode);
  }

  @Override
  public List<Entry> scan(String prefix) {
    try (var serializer = new StringSerializer();
        var entries = store.prefixScan(prefix, serializer)) {
      return decode(entries, null, Integer.MAX_VALUE);
    }
  }

  @Override
  public List<Entry> range(String from, String to) {
    return range(from, to, Integer.MAX_VALUE);
  }

  @Override
  public List<Entry> range(String from, String to, int most) {
    try (var entries = store.range(from, to)) {
      return decode(entries, to, most);
    }
  }

  /// The first so many entries of an iterator, or those before a key.
  List<Entry> decode(KeyValueIterator<String, byte[]> entries, @Nullable String end, int most) {
    var found = new ArrayList<Entry>();
    while (entries.hasNext() && found.size() < most) {
      var entry = entries.next();
      if (end != null && SpaceMap.KEY_ORDER.compare(entry.key, end) >= 0) {
        break;
      }
      if (!entry.key.startsWith(Meta.INTERNAL)) {
        found.add(format.decode(entry.value));
      }
    }
    return found;
  }
}
