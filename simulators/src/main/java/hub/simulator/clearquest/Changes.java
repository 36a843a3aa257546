package hub.simulator.clearquest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request wants to write: fields with their values in the order sent, the places that the
/// request gave them, and the type it named.
record Changes(
    Optional<String> type, Map<String, List<String>> values, Map<String, Integer> places) {

  static Changes of(Map<String, String> single) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    single.forEach((name, value) -> values.put(name, value.isEmpty() ? List.of() : List.of(value)));
    return new Changes(Optional.empty(), values, Map.of());
  }
}
