package hub.service.search;

import hub.service.words.PageLanguage;
import hub.service.words.Told;
import hub.service.words.Words;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reasons stand in the log in English. Those of the hub's own are found again in the words' files
/// and so read in every language; what a tool has said stays as it is.
final class RecordedReasons {

  private static final String FAMILY = "recorded.";
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Map<String, Pattern> KNOWN = known();

  private RecordedReasons() {}

  static Told told(String reason) {
    for (var known : KNOWN.entrySet()) {
      var found = known.getValue().matcher(reason);
      if (found.matches()) {
        var arguments = new Object[found.groupCount()];
        for (var i = 0; i < arguments.length; i++) {
          arguments[i] = found.group(i + 1);
        }
        return Told.of(known.getKey(), arguments);
      }
    }
    return Told.quoted(reason);
  }

  private static Map<String, Pattern> known() {
    var patterns = new TreeMap<String, Pattern>();
    var words = Words.in(PageLanguage.EN);
    for (var key : words.keysOf(FAMILY)) {
      var literal = PLACE.splitAsStream(words.pattern(key)).map(Pattern::quote).toList();
      var isOpenEnded = words.pattern(key).endsWith("}");
      patterns.put(
          key, Pattern.compile(String.join("(.+)", literal) + (isOpenEnded ? "(.+)" : "")));
    }
    return patterns;
  }
}
