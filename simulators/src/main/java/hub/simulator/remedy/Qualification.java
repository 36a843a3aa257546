package hub.simulator.remedy;

import hub.simulator.desk.DeskRefusal;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A qualification: `'Field' = "value"` with `AND`, `OR` and parentheses. Times are compared as
/// seconds since 1970.
final class Qualification {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*'([^']+)'\\s*(!=|>=|<=|=|>|<|LIKE)\\s*\"((?:[^\"]|\"\")*)\"\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AND = Pattern.compile("\\s*AND\\b\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern OR = Pattern.compile("\\s*OR\\b\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern OPEN = Pattern.compile("\\s*\\(");
  private static final Pattern CLOSE = Pattern.compile("\\s*\\)\\s*");

  private final String text;
  private final Set<String> fields;
  private int at;

  private Qualification(String text, Set<String> fields) {
    this.text = text;
    this.fields = fields;
  }

  /// Compiles a qualification over these fields; a [DeskRefusal] says what is wrong with it.
  static Predicate<Map<String, String>> parse(String text, Set<String> fields) {
    Qualification qualification = new Qualification(text, fields);
    Predicate<Map<String, String>> query = qualification.alternatives();
    if (qualification.at < text.length()) {
      throw qualification.unreadable();
    }
    return query;
  }

  private Predicate<Map<String, String>> alternatives() {
    Predicate<Map<String, String>> query = conjunction();
    while (took(OR)) {
      query = query.or(conjunction());
    }
    return query;
  }

  private Predicate<Map<String, String>> conjunction() {
    Predicate<Map<String, String>> query = term();
    while (took(AND)) {
      query = query.and(term());
    }
    return query;
  }

  private Predicate<Map<String, String>> term() {
    if (took(OPEN)) {
      Predicate<Map<String, String>> inner = alternatives();
      if (!took(CLOSE)) {
        throw unreadable();
      }
      return inner;
    }
    Matcher matcher = COMPARISON.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw unreadable();
    }
    at = matcher.end();
    String field = matcher.group(1);
    if (!fields.contains(field)) {
      throw new DeskRefusal(400, Forms.NO_SUCH_FIELD + " : <" + field + ">");
    }
    String operator = matcher.group(2);
    String value = matcher.group(3).replace("\"\"", "\"");
    return row -> holds(Forms.comparable(field, row.getOrDefault(field, "")), operator, value);
  }

  private static boolean holds(String held, String operator, String value) {
    int order = held.compareTo(value);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      default -> held.contains(value.replace("%", ""));
    };
  }

  private boolean took(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    boolean is = matcher.lookingAt();
    at = is ? matcher.end() : at;
    return is;
  }

  private DeskRefusal unreadable() {
    return new DeskRefusal(400, "Syntax error in the qualification at position " + at);
  }
}
