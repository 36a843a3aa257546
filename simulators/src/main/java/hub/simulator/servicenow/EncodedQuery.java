package hub.simulator.servicenow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `sysparm_query`: conditions joined by `^` and `^OR`, and orders. A part that names no field of
/// the table, or has no operator, is ignored and the rest is run.
///
/// @param condition on a row, the text behind each name
/// @param order as the rows are to be listed
record EncodedQuery(
    Predicate<Map<String, String>> condition, Comparator<Map<String, String>> order) {
  private static final Pattern CONDITION =
      Pattern.compile("([a-z_]+)(!=|>=|<=|=|>|<|STARTSWITH|ENDSWITH|LIKE|IN)(.*)", Pattern.DOTALL);
  private static final String DESCENDING = "ORDERBYDESC";
  private static final String ASCENDING = "ORDERBY";
  private static final String OR = "OR";

  static EncodedQuery parse(String text, Set<String> fields) {
    List<Predicate<Map<String, String>>> all = new ArrayList<>();
    Comparator<Map<String, String>> order = (a, b) -> 0;
    for (String part : text.split("\\^", -1)) {
      if (part.startsWith(ASCENDING)) {
        order = order.thenComparing(order(part, fields));
      } else if (part.startsWith(OR)) {
        condition(part.substring(OR.length()), fields).ifPresent(other -> join(all, other));
      } else {
        condition(part, fields).ifPresent(all::add);
      }
    }
    return new EncodedQuery(row -> all.stream().allMatch(condition -> condition.test(row)), order);
  }

  /// An alternative belongs to the condition right before it.
  private static void join(
      List<Predicate<Map<String, String>>> all, Predicate<Map<String, String>> other) {
    all.add(all.isEmpty() ? other : all.removeLast().or(other));
  }

  private static Optional<Predicate<Map<String, String>>> condition(
      String part, Set<String> fields) {
    Matcher matcher = CONDITION.matcher(part);
    if (!matcher.matches() || !fields.contains(matcher.group(1))) {
      return Optional.empty();
    }
    String field = matcher.group(1);
    String operator = matcher.group(2);
    String value = matcher.group(3);
    return Optional.of(row -> holds(row.getOrDefault(field, ""), operator, value));
  }

  private static boolean holds(String held, String operator, String value) {
    return switch (operator) {
      case "=" -> held.equals(value);
      case "!=" -> !held.equals(value);
      case ">=" -> held.compareTo(value) >= 0;
      case "<=" -> held.compareTo(value) <= 0;
      case ">" -> held.compareTo(value) > 0;
      case "<" -> held.compareTo(value) < 0;
      case "STARTSWITH" -> folded(held).startsWith(folded(value));
      case "ENDSWITH" -> folded(held).endsWith(folded(value));
      case "LIKE" -> folded(held).contains(folded(value));
      default -> List.of(value.split(",", -1)).contains(held);
    };
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Comparator<Map<String, String>> order(String part, Set<String> fields) {
    boolean isDescending = part.startsWith(DESCENDING);
    String field = part.substring((isDescending ? DESCENDING : ASCENDING).length());
    if (!fields.contains(field)) {
      return (a, b) -> 0;
    }
    Comparator<Map<String, String>> order =
        Comparator.comparing(row -> row.getOrDefault(field, ""));
    return isDescending ? order.reversed() : order;
  }
}
