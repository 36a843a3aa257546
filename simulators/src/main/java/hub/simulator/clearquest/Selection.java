package hub.simulator.clearquest;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which properties a request selects, nested where it follows references: the value of
/// `oslc.select` and `oslc.properties`. Names stand without the prefix `cq:`, others with theirs.
record Selection(boolean all, Map<String, Selection> names) {
  static final Selection EVERYTHING = new Selection(true, Map.of());
  static final Selection NOTHING = new Selection(false, Map.of());

  static Selection parse(String source) {
    Scanner scanner = new Scanner(source);
    Selection selection = parse(scanner);
    if (!scanner.isAtEnd()) {
      throw scanner.unexpected("the end of the list");
    }
    return selection;
  }

  private static Selection parse(Scanner scanner) {
    boolean all = false;
    Map<String, Selection> names = new LinkedHashMap<>();
    do {
      if (scanner.skip("*")) {
        all = true;
      } else {
        String name = scanner.name();
        Selection nested = NOTHING;
        if (scanner.skip("{")) {
          nested = parse(scanner);
          scanner.expect("}");
        }
        names.put(name, nested);
      }
    } while (scanner.skip(","));
    return new Selection(all, names);
  }

  Selection nested(String name) {
    return names.getOrDefault(name, NOTHING);
  }

  boolean isEmpty() {
    return !all && names.isEmpty();
  }
}
