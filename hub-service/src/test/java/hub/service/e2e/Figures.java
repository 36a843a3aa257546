package hub.service.e2e;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was measured, said aloud as it comes.
final class Figures {

  private final Map<String, Double> all = new LinkedHashMap<>();

  void tell(String what, double figure) {
    all.put(what, figure);
    System.out.printf("%-56s %12.2f%n", what, figure);
  }

  /// In the order in which they came.
  Map<String, Double> all() {
    return all;
  }
}
