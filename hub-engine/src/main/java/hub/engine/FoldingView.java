package hub.engine;

import hub.engine.format.StateFormat;
import hub.incident.Entry;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of a fold whose result goes into a store. What changed lately is held in memory and
/// written together, so that a history of any length needs no more memory than that, and an entry
/// that changes often is not written each time.
final class FoldingView implements SpaceView {

  private final SpaceView written;
  private final StateFormat format;
  private final Writer writer;
  private final int mostHeld;
  private SpaceMap changed = new SpaceMap();
  private final Set<String> removed = new HashSet<>();

  /// Where entries go.
  @FunctionalInterface
  interface Writer {
    /// A null value takes the entry out.
    void put(String key, byte @Nullable [] value);
  }

  /// @param written shows what the writer was given
  /// @param mostHeld changed entries that wait to be written
  FoldingView(SpaceView written, StateFormat format, Writer writer, int mostHeld) {
    this.written = written;
    this.format = format;
    this.writer = writer;
    this.mostHeld = mostHeld;
  }

  /// Takes what an event changes.
  void apply(List<StateChange> changes) {
    changed.apply(changes);
    for (var change : changes) {
      switch (change) {
        case StateChange.Put(var entry) -> removed.remove(entry.key());
        case StateChange.Remove(var key) -> {
          // Most that goes has come lately, and was never written.
          if (written.get(key).isPresent()) {
            removed.add(key);
          }
        }
      }
    }
    if (changed.size() + removed.size() >= mostHeld) {
      write();
    }
  }

  /// What changed and is not written yet; the whole state, as long as nothing was.
  SpaceMap held() {
    return changed;
  }

  /// Writes what is held.
  void write() {
    removed.forEach(key -> writer.put(key, null));
    format.encode(changed).toList().forEach(entry -> writer.put(entry.getKey(), entry.getValue()));
    removed.clear();
    changed = new SpaceMap();
  }

  @Override
  public Optional<Entry> get(String key) {
    return removed.contains(key) ? Optional.empty() : changed.get(key).or(() -> written.get(key));
  }

  @Override
  public List<Entry> scan(String prefix) {
    return over(written.scan(prefix), changed.scan(prefix));
  }

  @Override
  public List<Entry> range(String from, String to) {
    return over(written.range(from, to), changed.range(from, to));
  }

  private List<Entry> over(List<Entry> below, List<Entry> above) {
    if (below.isEmpty()) {
      return above;
    }
    var all = new TreeMap<String, Entry>(SpaceMap.KEY_ORDER);
    for (var entry : below) {
      if (!removed.contains(entry.key())) {
        all.put(entry.key(), entry);
      }
    }
    above.forEach(entry -> all.put(entry.key(), entry));
    return List.copyOf(all.values());
  }
}
