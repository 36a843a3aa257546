package hub.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import hub.engine.format.StateFormat;
import hub.engine.privacy.IncidentKey;
import hub.engine.privacy.IncidentKeys;
import hub.incident.Entry;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The writer's view of its space: the store, and beside it, decoded, what was lately read or
/// written. Inputs come in bursts about the same incidents, and reading an entry from JSON costs
/// more than all that is decided with it.
///
/// For the one thread that writes the store, and only as long as nobody else does.
final class WorkingView implements SpaceView, IncidentKeys {

  /// In bytes as they lie in the store; decoded they take three to five times as much.
  private static final long MOST_BYTES = 96L * 1024 * 1024;

  /// Keys of incidents, each some hundred bytes.
  private static final long MOST_KEYS = 20_000;

  /// What an entry or a list takes beside its own bytes.
  private static final int OVERHEAD = 100;

  private static final char SEPARATOR = '/';

  private final KeyValueStore<String, byte[]> store;
  private final StoreView stored;
  private final StateFormat format;
  private final Cache<String, Known> entries = recent((key, known) -> key.length() + known.bytes);
  private final Cache<String, NavigableMap<String, Entry>> scans =
      recent((prefix, found) -> prefix.length() + found.size() * OVERHEAD);
  private final Gaps gaps = new Gaps();
  private final Cache<Long, Optional<IncidentKey>> keys =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).executor(Runnable::run).build();

  /// What lies under a key; null for nothing.
  private record Known(@Nullable Entry entry, int bytes) {}

  WorkingView(KeyValueStore<String, byte[]> store, StateFormat format) {
    this.store = store;
    this.stored = new StoreView(store, format);
    this.format = format;
  }

  @Override
  public Optional<Entry> get(String key) {
    var known = entries.getIfPresent(key);
    if (known == null) {
      var bytes = store.get(key);
      known = bytes == null ? new Known(null, 0) : new Known(format.decode(bytes), bytes.length);
      entries.put(key, known);
    }
    return Optional.ofNullable(known.entry());
  }

  @Override
  public List<Entry> scan(String prefix) {
    if (prefix.isEmpty() || prefix.charAt(prefix.length() - 1) != SEPARATOR) {
      return stored.scan(prefix);
    }
    var found = scans.getIfPresent(prefix);
    if (found == null) {
      found = new TreeMap<>(SpaceMap.KEY_ORDER);
      for (var entry : range(prefix, behind(prefix))) {
        found.put(entry.key(), entry);
      }
      scans.put(prefix, found);
    }
    return List.copyOf(found.values());
  }

  @Override
  public List<Entry> range(String from, String to) {
    return range(from, to, Integer.MAX_VALUE);
  }

  @Override
  public List<Entry> range(String from, String to, int most) {
    var start = gaps.skip(from);
    if (SpaceMap.KEY_ORDER.compare(start, to) >= 0) {
      return List.of();
    }
    // Without an end, so that it tells how far there is nothing.
    try (var entries = store.range(start, null)) {
      gaps.learn(start, entries.hasNext() ? entries.peekNextKey() : to);
      return stored.decode(entries, to, most);
    }
  }

  /// The first key that does not begin with a prefix which ends with a separator.
  private static String behind(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + (char) (SEPARATOR + 1);
  }

  @Override
  public Optional<IncidentKey> find(long incident) {
    var known = keys.getIfPresent(incident);
    if (known == null) {
      known =
          Optional.ofNullable(store.get(Decision.KEY_PREFIX + incident))
              .map(IncidentKey::fromBytes);
      keys.put(incident, known);
    }
    return known;
  }

  /// Writes what an input has led to.
  void apply(Effect effect) {
    effect
        .entries()
        .forEach((key, bytes) -> {
          if (bytes.isPresent()) {
            store.put(key, bytes.get());
          } else {
            store.delete(key);
          }
          remember(key, effect.decoded(key), bytes.map(value -> value.length).orElse(0));
        });
  }

  private void remember(String key, @Nullable Entry entry, int bytes) {
    if (key.startsWith(Decision.KEY_PREFIX)) {
      keys.invalidate(Long.valueOf(key.substring(Decision.KEY_PREFIX.length())));
    } else if (!key.startsWith(Meta.INTERNAL)) {
      var before = entries.getIfPresent(key);
      entries.put(key, new Known(entry, bytes));
      if (entry == null) {
        gaps.clear(key);
      } else if (before == null || before.entry() == null) {
        gaps.fill(key);
      }
      for (var end = key.indexOf(SEPARATOR); end >= 0; end = key.indexOf(SEPARATOR, end + 1)) {
        follow(key.substring(0, end + 1), key, entry);
      }
    }
  }

  private void follow(String prefix, String key, @Nullable Entry entry) {
    var found = scans.getIfPresent(prefix);
    if (found == null) {
      return;
    }
    if (entry == null) {
      found.remove(key);
    } else {
      found.put(key, entry);
    }
    // Put once more: it weighs something else now.
    scans.put(prefix, found);
  }

  private static <T> Cache<String, T> recent(Weigher<String, T> weigher) {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_BYTES)
        .weigher((Weigher<String, T>) (key, value) -> OVERHEAD + weigher.weigh(key, value))
        .executor(Runnable::run)
        .build();
  }
}
