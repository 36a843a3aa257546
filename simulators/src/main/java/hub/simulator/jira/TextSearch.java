package hub.simulator.jira;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How `~` finds text: by words, not by characters. A phrase in inner quotes must be found in
/// order, and `*` at the end of a word stands for any ending.
final class TextSearch {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}*]+");

  private TextSearch() {}

  static Predicate<Issue> of(String wanted, Function<Issue, String> text) {
    boolean phrase = wanted.length() > 1 && wanted.startsWith("\"") && wanted.endsWith("\"");
    List<String> words = words(wanted);
    if (words.isEmpty()) {
      return issue -> false;
    }
    return issue -> {
      List<String> found = words(text.apply(issue).replace("*", " "));
      return phrase
          ? Collections.indexOfSubList(found, words) >= 0
          : words.stream().allMatch(word -> found.stream().anyMatch(one -> fits(word, one)));
    };
  }

  private static boolean fits(String wanted, String word) {
    return wanted.endsWith("*")
        ? word.startsWith(wanted.substring(0, wanted.length() - 1))
        : word.equals(wanted);
  }

  private static List<String> words(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
