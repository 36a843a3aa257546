package hub.simulator.jira;

import java.util.List;

/// A parsed query: a condition, and the order of what it finds.
record Jql(Clause clause, List<Order> order) {
  /// A condition of a query.
  sealed interface Clause {
    /// Holds for every issue: a query without conditions.
    record Everything() implements Clause {}

    record And(List<Clause> parts) implements Clause {}

    record Or(List<Clause> parts) implements Clause {}

    record Not(Clause part) implements Clause {}

    /// One comparison, such as `status in (Open, Closed)`; `is` with no value asks for emptiness.
    record Comparison(String field, String operator, List<Value> values) implements Clause {}
  }

  /// A value as it stood in the query; whether it was quoted matters for dates.
  record Value(String text, boolean quoted) {}

  /// One part of `ORDER BY`.
  record Order(String field, boolean descending) {}
}
