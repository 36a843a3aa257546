package hub.simulator.store;

import hub.simulator.store.Journal.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that one simulated tool remembers, with its recent past: so a search can lag behind, and the
/// whole tool can be set back to an earlier moment like one restored from a backup.
///
/// Not safe for concurrent use: each tool guards its cabinet with one lock.
public final class Cabinet implements AutoCloseable {
  private final Journal journal;
  private final Clock clock;
  private final List<Shelf<?>> shelves = new ArrayList<>();

  /// A cabinet whose journal lies in the file, or nowhere if there is none.
  public Cabinet(@Nullable Path file, Clock clock) {
    this.journal = file == null ? Journal.inMemory() : Journal.at(file);
    this.clock = clock;
  }

  /// The shelf of that name, filled with what the journal knows of it. Asked for once per name.
  public <T> Shelf<T> shelf(String name, Class<T> type) {
    Shelf<T> shelf = new Shelf<>(name, type, journal, clock);
    journal.past().forEach(shelf::replay);
    shelves.add(shelf);
    return shelf;
  }

  /// Sets every shelf back to what it held at that moment, numbers included. Only the last hour
  /// ([Shelf#KEPT_HISTORY]) is remembered; a shelf knows its oldest state for any moment before.
  public void rewind(Instant target) {
    Entry entry = new Entry(clock.instant(), Entry.Kind.REWIND, null, 0, null, target);
    shelves.forEach(shelf -> shelf.replay(entry));
    journal.append(entry);
  }

  /// Empties every shelf.
  public void reset() {
    Entry entry = new Entry(clock.instant(), Entry.Kind.RESET, null, 0, null, null);
    shelves.forEach(shelf -> shelf.replay(entry));
    journal.append(entry);
  }

  @Override
  public void close() {
    journal.close();
  }
}
