package hub.service.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// "Did you mean …?": the nearest of the possible words.
final class Suggestion {

  private static final int LISTED = 12;

  private Suggestion() {}

  /// A remedy that names the nearest word, or lists the possible ones.
  static String of(String found, Collection<String> possible) {
    if (possible.isEmpty()) {
      return "Remove it";
    }
    var nearest =
        possible.stream()
            .min(
                Comparator.comparingInt((String word) -> distance(found, word))
                    .thenComparing(w -> w))
            .orElseThrow();
    if (distance(found, nearest) <= Math.max(1, Math.min(found.length(), nearest.length()) / 3)) {
      return "Did you mean " + nearest + "?";
    }
    var listed = possible.stream().sorted().limit(LISTED).toList();
    return "Possible: " + String.join(", ", listed) + (possible.size() > LISTED ? ", …" : "");
  }

  /// Levenshtein's distance, without regard to case and hyphens.
  private static int distance(String one, String other) {
    var left = plain(one);
    var right = plain(other);
    var previous = new int[right.length() + 1];
    for (var column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (var row = 1; row <= left.length(); row++) {
      var current = new int[right.length() + 1];
      current[0] = row;
      for (var column = 1; column <= right.length(); column++) {
        var same = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + same);
      }
      previous = current;
    }
    return previous[right.length()];
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
