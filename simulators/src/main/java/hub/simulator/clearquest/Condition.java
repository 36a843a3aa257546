package hub.simulator.clearquest;

import java.util.ArrayList;
import java.util.List;

/// One term of a query: a path of fields, an operator and the values to compare with. The terms of
/// a query all have to hold: there is no `or`.
record Condition(List<String> path, String operator, List<String> values) {

  /// The terms of `oslc.where` or of the older `oslc_cm.query`, where paths have dots.
  static List<Condition> parse(String source) {
    List<Condition> conditions = new ArrayList<>();
    if (source.isBlank()) {
      return conditions;
    }
    Scanner scanner = new Scanner(source);
    terms(scanner, List.of(), conditions);
    if (!scanner.isAtEnd()) {
      throw scanner.unexpected("'and' or the end of the query");
    }
    return conditions;
  }

  private static void terms(Scanner scanner, List<String> above, List<Condition> found) {
    do {
      List<String> path = new ArrayList<>(above);
      path.addAll(List.of(scanner.name().split("\\.", -1)));
      if (scanner.skip("{")) {
        terms(scanner, path, found);
        scanner.expect("}");
      } else {
        found.add(comparison(scanner, path));
      }
    } while (scanner.skipWord("and"));
  }

  private static Condition comparison(Scanner scanner, List<String> path) {
    if (scanner.skipWord("in")) {
      scanner.expect("[");
      List<String> values = new ArrayList<>();
      do {
        values.add(scanner.value());
      } while (scanner.skip(","));
      scanner.expect("]");
      return new Condition(path, "in", values);
    }
    for (String operator : List.of("!=", "<=", ">=", "=", "<", ">")) {
      if (scanner.skip(operator)) {
        return new Condition(path, operator, List.of(scanner.value()));
      }
    }
    throw scanner.unexpected("a comparison");
  }
}
