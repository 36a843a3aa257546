package hub.simulator.topdesk;

import hub.simulator.http.BadCall;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// FIQL as TOPdesk understands it: comparisons, `;` for and, `,` for or, and parentheses.
///
/// A query is a condition on a ticket, which is seen as the text behind each name.
final class Fiql {
  private static final Pattern COMPARISON =
      Pattern.compile("([A-Za-z][A-Za-z0-9.]*)(==|!=|=(?:gt|ge|lt|le|in|out)=)");
  private static final Pattern BARE = Pattern.compile("[^;,()'\"]+");

  private final String text;
  private final Set<String> names;
  private int at;

  private Fiql(String text, Set<String> names) {
    this.text = text;
    this.names = names;
  }

  /// Compiles a query over these names; a [BadCall] says what is wrong with it.
  static Predicate<UnaryOperator<String>> parse(String text, Set<String> names) {
    Fiql fiql = new Fiql(text, names);
    Predicate<UnaryOperator<String>> query = fiql.alternatives();
    if (fiql.at < text.length()) {
      throw fiql.unreadable();
    }
    return query;
  }

  private Predicate<UnaryOperator<String>> alternatives() {
    Predicate<UnaryOperator<String>> query = conjunction();
    while (took(',')) {
      query = query.or(conjunction());
    }
    return query;
  }

  private Predicate<UnaryOperator<String>> conjunction() {
    Predicate<UnaryOperator<String>> query = term();
    while (took(';')) {
      query = query.and(term());
    }
    return query;
  }

  private Predicate<UnaryOperator<String>> term() {
    if (took('(')) {
      Predicate<UnaryOperator<String>> inner = alternatives();
      if (!took(')')) {
        throw unreadable();
      }
      return inner;
    }
    Matcher matcher = COMPARISON.matcher(text).region(at, text.length());
    if (!matcher.lookingAt() || !names.contains(matcher.group(1))) {
      throw unreadable();
    }
    at = matcher.end();
    String name = matcher.group(1);
    String operator = matcher.group(2);
    List<String> values = Set.of("=in=", "=out=").contains(operator) ? list() : List.of(value());
    return ticket -> holds(ticket.apply(name), operator, values);
  }

  private List<String> list() {
    List<String> values = new ArrayList<>();
    if (!took('(')) {
      throw unreadable();
    }
    do {
      values.add(value());
    } while (took(','));
    if (!took(')')) {
      throw unreadable();
    }
    return values;
  }

  private String value() {
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote == '\'' || quote == '"') {
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw unreadable();
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }
    Matcher matcher = BARE.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw unreadable();
    }
    at = matcher.end();
    return matcher.group();
  }

  private boolean took(char expected) {
    boolean is = at < text.length() && text.charAt(at) == expected;
    at += is ? 1 : 0;
    return is;
  }

  private BadCall unreadable() {
    return new BadCall(
        "The query cannot be read at position "
            + at
            + "; known fields are "
            + Arrays.toString(names.stream().sorted().toArray()));
  }

  private static boolean holds(String held, String operator, List<String> values) {
    int order = compare(held, values.getFirst());
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "=gt=" -> order > 0;
      case "=ge=" -> order >= 0;
      case "=lt=" -> order < 0;
      case "=le=" -> order <= 0;
      case "=in=" -> values.contains(held);
      default -> !values.contains(held);
    };
  }

  private static int compare(String held, String value) {
    try {
      return OffsetDateTime.parse(held)
          .toInstant()
          .compareTo(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeParseException text) {
      return held.compareTo(value);
    }
  }
}
