package hub.engine;

import hub.engine.format.Encoded;
import hub.engine.format.EventFormat;
import hub.engine.format.TraceHeader;
import hub.engine.topic.Topics;
import hub.incident.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything one input leads to, serialised and measured before anything of it is done.
final class Effect {

  private final List<Outbound> records = new ArrayList<>();
  private final Map<String, Optional<byte[]>> entries = new LinkedHashMap<>();
  private final Map<String, Entry> decoded = new HashMap<>();

  private @Nullable String link;

  /// A record for a topic; a null value is a tombstone.
  record Outbound(Outgoing target, Encoded record, boolean isTombstone) {}

  void send(String topic, int partition, Encoded record) {
    measure(topic, record.size());
    records.add(new Outbound(new Outgoing(topic, partition, record.key()), record, false));
  }

  void sendTombstone(String topic, int partition, Encoded record) {
    records.add(new Outbound(new Outgoing(topic, partition, record.key()), record, true));
  }

  void put(String key, byte[] value) {
    measure(
        "the state entry " + key.substring(0, Math.min(key.length(), 80)),
        key.length() + value.length);
    entries.put(key, Optional.of(value));
  }

  /// An entry of the core's state, with its bytes.
  void put(Entry entry, byte[] value) {
    put(entry.key(), value);
    decoded.put(entry.key(), entry);
  }

  void remove(String key) {
    entries.put(key, Optional.empty());
    decoded.remove(key);
  }

  /// The incidents that its events are about.
  Set<String> incidents() {
    return records.stream()
        .filter(outbound -> outbound.target().topic().equals(Topics.EVENTS))
        .flatMap(outbound -> EventFormat.subject(outbound.record().headers()).stream())
        .collect(Collectors.toSet());
  }

  /// Its commands carry on a trace.
  void carry(String trace) {
    records.stream()
        .filter(outbound -> Topics.isCommands(outbound.target().topic()))
        .forEach(outbound -> TraceHeader.put(outbound.record().headers(), trace));
  }

  /// The link of its last event.
  void link(String last) {
    link = last;
  }

  /// The link of its last event; null if it has no events.
  @Nullable String link() {
    return link;
  }

  List<Outbound> records() {
    return records;
  }

  /// What is written under which key; empty where it is removed.
  Map<String, Optional<byte[]>> entries() {
    return entries;
  }

  /// The entry of the core's state that is written under a key; null if none is.
  @Nullable Entry decoded(String key) {
    return decoded.get(key);
  }

  private static void measure(String what, int bytes) {
    if (bytes > Topics.MAX_RECORD_BYTES) {
      throw new TooLargeException(
          "a record for %s has %d bytes, the limit is %d"
              .formatted(what, bytes, Topics.MAX_RECORD_BYTES));
    }
  }

  /// A record or an entry is above the limit, so the input that led to it cannot be processed.
  static final class TooLargeException extends RuntimeException {
    TooLargeException(String message) {
      super(message);
    }
  }
}
