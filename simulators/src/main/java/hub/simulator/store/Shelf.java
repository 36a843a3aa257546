package hub.simulator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.simulator.http.Json;
import hub.simulator.store.Journal.Entry;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Records of one kind by number, each an immutable value with the revisions of the last hour.
public final class Shelf<T> {
  /// How far back a lagging search or a rewind can look.
  public static final Duration KEPT_HISTORY = Duration.ofHours(1);

  private final String name;
  private final Class<T> type;
  private final Journal journal;
  private final Clock clock;
  private final NavigableMap<Long, NavigableMap<Instant, Optional<T>>> revisions = new TreeMap<>();

  Shelf(String name, Class<T> type, Journal journal, Clock clock) {
    this.name = name;
    this.type = type;
    this.journal = journal;
    this.clock = clock;
  }

  public Optional<T> find(long id) {
    return Optional.ofNullable(revisions.get(id)).flatMap(history -> newest(history));
  }

  /// Everything on the shelf, in the order of its numbers.
  public Stream<T> all() {
    return revisions.values().stream().flatMap(history -> newest(history).stream());
  }

  /// Everything that was on the shelf at that moment.
  public Stream<T> allAsOf(Instant moment) {
    return revisions.values().stream().flatMap(history -> at(history, moment).stream());
  }

  public void put(long id, T value) {
    Instant now = clock.instant();
    remember(id, now, Optional.of(value));
    journal.append(new Entry(now, Entry.Kind.PUT, name, id, Json.MAPPER.valueToTree(value), null));
  }

  public void remove(long id) {
    Instant now = clock.instant();
    remember(id, now, Optional.empty());
    journal.append(new Entry(now, Entry.Kind.REMOVE, name, id, null, null));
  }

  void replay(Entry entry) {
    switch (entry.kind()) {
      case PUT, REMOVE -> {
        if (name.equals(entry.shelf())) {
          remember(entry.id(), entry.at(), read(entry));
        }
      }
      case REWIND -> {
        Instant target = entry.target() == null ? entry.at() : entry.target();
        revisions.forEach((id, history) -> remember(id, entry.at(), at(history, target)));
      }
      case RESET -> revisions.clear();
    }
  }

  private Optional<T> read(Entry entry) {
    try {
      return entry.value() == null || entry.value().isNull()
          ? Optional.empty()
          : Optional.of(Json.MAPPER.treeToValue(entry.value(), type));
    } catch (JsonProcessingException stale) {
      throw new UncheckedIOException(
          "The journal holds a " + name + " this version cannot read; start with --fresh", stale);
    }
  }

  private void remember(long id, Instant moment, Optional<T> value) {
    NavigableMap<Instant, Optional<T>> history =
        revisions.computeIfAbsent(id, key -> new TreeMap<>());
    history.put(moment, value);
    Instant oldest = history.floorKey(moment.minus(KEPT_HISTORY));
    if (oldest != null) {
      history.headMap(oldest, false).clear();
    }
  }

  private static <T> Optional<T> newest(NavigableMap<Instant, Optional<T>> history) {
    return history.lastEntry().getValue();
  }

  private static <T> Optional<T> at(NavigableMap<Instant, Optional<T>> history, Instant moment) {
    Map.Entry<Instant, Optional<T>> entry = history.floorEntry(moment);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  /// For messages only.
  @Override
  public String toString() {
    return name + List.copyOf(revisions.keySet());
  }
}
