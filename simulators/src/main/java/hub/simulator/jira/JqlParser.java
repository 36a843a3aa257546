package hub.simulator.jira;

import hub.simulator.jira.Jql.Clause;
import hub.simulator.jira.Jql.Order;
import hub.simulator.jira.Jql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the query language, as far as the simulator knows it: comparisons with `= != > >= < <= ~
/// !~ in, not in, is, is not`, joined by `AND`, `OR`, `NOT` and parentheses, and `ORDER BY`.
final class JqlParser {
  private enum Kind {
    WORD,
    QUOTED,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    END
  }

  private record Token(Kind kind, String text) {
    boolean is(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
  }

  private static final String OPERATOR_CHARACTERS = "=!<>~";
  private static final String RESERVED = "(),\"'" + OPERATOR_CHARACTERS;

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private JqlParser(String source) {
    this.source = source;
  }

  /// The parsed query; a [JiraError] with status 400 says what is wrong with it.
  static Jql parse(String source) {
    JqlParser parser = new JqlParser(source);
    parser.tokenise();
    return parser.query();
  }

  private void tokenise() {
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '"' || c == '\'') {
        i = quoted(i);
      } else if (c == '(') {
        tokens.add(new Token(Kind.OPEN, "("));
        i++;
      } else if (c == ')') {
        tokens.add(new Token(Kind.CLOSE, ")"));
        i++;
      } else if (c == ',') {
        tokens.add(new Token(Kind.COMMA, ","));
        i++;
      } else {
        boolean isOperator = OPERATOR_CHARACTERS.indexOf(c) >= 0;
        int end = i + 1;
        while (end < source.length() && goesOn(source.charAt(end), isOperator)) {
          end++;
        }
        Kind kind = isOperator ? Kind.OPERATOR : Kind.WORD;
        tokens.add(new Token(kind, source.substring(i, end)));
        i = end;
      }
    }
    tokens.add(new Token(Kind.END, ""));
  }

  private static boolean goesOn(char c, boolean operator) {
    return operator
        ? OPERATOR_CHARACTERS.indexOf(c) >= 0
        : !Character.isWhitespace(c) && RESERVED.indexOf(c) < 0;
  }

  private int quoted(int start) {
    char quote = source.charAt(start);
    StringBuilder text = new StringBuilder();
    for (int i = start + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == quote) {
        tokens.add(new Token(Kind.QUOTED, text.toString()));
        return i + 1;
      }
      if (c == '\\' && i + 1 < source.length()) {
        i++;
        c = source.charAt(i);
      }
      text.append(c);
    }
    throw error("The quoted string '" + text + "' has not been completed.");
  }

  private Jql query() {
    Clause clause = new Clause.Everything();
    if (peek().kind() != Kind.END && !peek().is("order")) {
      clause = or();
    }
    List<Order> order = peek().is("order") ? order() : List.of();
    if (peek().kind() != Kind.END) {
      throw unexpected("the end of the query");
    }
    return new Jql(clause, order);
  }

  private Clause or() {
    List<Clause> parts = new ArrayList<>(List.of(and()));
    while (peek().is("or")) {
      next();
      parts.add(and());
    }
    return parts.size() == 1 ? parts.getFirst() : new Clause.Or(parts);
  }

  private Clause and() {
    List<Clause> parts = new ArrayList<>(List.of(not()));
    while (peek().is("and")) {
      next();
      parts.add(not());
    }
    return parts.size() == 1 ? parts.getFirst() : new Clause.And(parts);
  }

  private Clause not() {
    if (peek().is("not")) {
      next();
      return new Clause.Not(not());
    }
    if (peek().kind() == Kind.OPEN) {
      next();
      Clause inner = or();
      expect(Kind.CLOSE, "')'");
      return inner;
    }
    return comparison();
  }

  private Clause comparison() {
    Token field = next();
    if (field.kind() != Kind.WORD && field.kind() != Kind.QUOTED) {
      throw unexpected("a field name");
    }
    String operator = operator();
    return new Clause.Comparison(field.text(), operator, operands(operator));
  }

  private String operator() {
    Token token = next();
    if (token.kind() == Kind.OPERATOR) {
      return token.text();
    }
    String word = token.text().toLowerCase(Locale.ROOT);
    if (token.kind() == Kind.WORD && word.equals("is") && peek().is("not")) {
      next();
      return "is not";
    }
    if (token.kind() == Kind.WORD && word.equals("not") && peek().is("in")) {
      next();
      return "not in";
    }
    if (token.kind() == Kind.WORD && (word.equals("in") || word.equals("is"))) {
      return word;
    }
    throw error(
        "Expecting operator but got '"
            + token.text()
            + "'. The valid operators are '=', '!=',"
            + " '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.");
  }

  private List<Value> operands(String operator) {
    if (!operator.endsWith("in")) {
      return List.of(value());
    }
    expect(Kind.OPEN, "'('");
    List<Value> values = new ArrayList<>(List.of(value()));
    while (peek().kind() == Kind.COMMA) {
      next();
      values.add(value());
    }
    expect(Kind.CLOSE, "')'");
    return values;
  }

  private Value value() {
    Token token = next();
    if (token.kind() == Kind.QUOTED) {
      return new Value(token.text(), true);
    }
    if (token.kind() != Kind.WORD) {
      throw unexpected("a value");
    }
    if (peek().kind() == Kind.OPEN) {
      next();
      expect(Kind.CLOSE, "')'");
      return new Value(token.text() + "()", false);
    }
    return new Value(token.text(), false);
  }

  private List<Order> order() {
    next();
    if (!next().is("by")) {
      throw unexpected("'BY'");
    }
    List<Order> order = new ArrayList<>();
    do {
      String field = next().text();
      boolean descending = peek().is("desc");
      if (descending || peek().is("asc")) {
        next();
      }
      order.add(new Order(field, descending));
    } while (next(Kind.COMMA));
    return order;
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token next() {
    Token token = tokens.get(position);
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  private boolean next(Kind kind) {
    boolean there = peek().kind() == kind;
    if (there) {
      next();
    }
    return there;
  }

  private void expect(Kind kind, String expected) {
    if (!next(kind)) {
      throw unexpected(expected);
    }
  }

  private JiraError unexpected(String expected) {
    return error("Expecting " + expected + " near '" + peek().text() + "'.");
  }

  private static JiraError error(String message) {
    return JiraError.message(400, "Error in the JQL Query: " + message);
  }
}
