package hub.simulator.clearquest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One record as it is stored. Each field has a list of values: none, one, or several references as
/// `typeDbid-dbid`.
record StoredRecord(
    long dbid,
    String type,
    int version,
    Map<String, List<String>> values,
    List<HistoryEntry> history,
    List<StoredFile> files) {

  /// One action in the journal of the record.
  record HistoryEntry(
      long dbid, Instant at, String user, String action, String oldState, String newState) {}

  /// An attached file, its bytes in Base64.
  record StoredFile(
      long dbid, String field, String filename, String description, long size, String content) {}

  static StoredRecord born(long dbid, String type) {
    return new StoredRecord(dbid, type, 0, Map.of(), List.of(), List.of());
  }

  /// The single value of a field, or the empty text.
  String value(String field) {
    List<String> all = values.getOrDefault(field, List.of());
    return all.isEmpty() ? "" : all.getFirst();
  }

  StoredRecord committed(Map<String, List<String>> newValues, HistoryEntry entry) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    newValues.forEach((field, all) -> {
      if (!all.isEmpty()) {
        kept.put(field, List.copyOf(all));
      }
    });
    List<HistoryEntry> entries = new ArrayList<>(history);
    entries.add(entry);
    return new StoredRecord(dbid, type, version + 1, kept, List.copyOf(entries), files);
  }

  StoredRecord withFile(StoredFile file) {
    List<StoredFile> all = new ArrayList<>(files);
    all.add(file);
    return new StoredRecord(dbid, type, version, values, history, List.copyOf(all));
  }
}
