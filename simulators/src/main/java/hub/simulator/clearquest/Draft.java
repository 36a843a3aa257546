package hub.simulator.clearquest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A record while an action is under way: nothing is stored before the commit.
final class Draft {
  private final Map<String, List<String>> values;

  Draft(StoredRecord record) {
    this.values = new LinkedHashMap<>(record.values());
  }

  String value(String field) {
    List<String> all = values.getOrDefault(field, List.of());
    return all.isEmpty() ? "" : all.getFirst();
  }

  List<String> values(String field) {
    return values.getOrDefault(field, List.of());
  }

  void set(String field, List<String> newValues) {
    values.put(field, List.copyOf(newValues));
  }

  void set(String field, String value) {
    set(field, value.isEmpty() ? List.of() : List.of(value));
  }

  Map<String, List<String>> all() {
    return values;
  }
}
