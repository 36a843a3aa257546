package hub.service.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a command was asked for: numbers by name, and which of its parts.
///
/// @param numbers with those that were not given
/// @param parts all, unless one was asked for with `--only`
record Options(Map<String, Long> numbers, List<String> parts) {

  /// Reads `--name number …` and `--only part`.
  ///
  /// @param defaults every number there is
  /// @param least that a number may be
  /// @param most that a number may be; up to nine digits are read
  /// @throws IllegalArgumentException if something is not understood, in words for people
  static Options read(
      String[] arguments, Map<String, Long> defaults, long least, long most, List<String> parts) {
    var numbers = new TreeMap<>(defaults);
    var asked = parts;
    for (var i = 0; i < arguments.length; i += 2) {
      var name = arguments[i];
      var value = i + 1 < arguments.length ? arguments[i + 1] : "";
      if (name.equals("--only")) {
        if (!parts.contains(value)) {
          throw new IllegalArgumentException("--only needs one of " + parts);
        }
        asked = List.of(value);
      } else if (!numbers.containsKey(name)) {
        throw new IllegalArgumentException("not understood: " + name);
      } else if (!value.matches("\\d{1,9}") || !isBetween(least, Long.parseLong(value), most)) {
        throw new IllegalArgumentException(
            "%s needs a number from %d to %d".formatted(name, least, most));
      } else {
        numbers.put(name, Long.parseLong(value));
      }
    }
    return new Options(numbers, asked);
  }

  private static boolean isBetween(long least, long number, long most) {
    return least <= number && number <= most;
  }

  long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /// For what is counted in memory.
  int count(String name) {
    return Math.toIntExact(number(name));
  }
}
