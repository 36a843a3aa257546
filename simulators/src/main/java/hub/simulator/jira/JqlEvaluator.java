package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.jira.Jql.Clause;
import hub.simulator.jira.Jql.Clause.Comparison;
import hub.simulator.jira.Jql.Order;
import hub.simulator.jira.Jql.Value;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Turns a parsed query into a test and an order, for one user. Unknown fields and values are
/// refused before the first issue is looked at, as Jira does.
final class JqlEvaluator {
  private final JiraSite site;
  private final IssueStore store;
  private final JiraSite.User user;
  private final JqlDates dates;

  JqlEvaluator(JiraSite site, IssueStore store, JiraSite.User user, Instant now) {
    this.site = site;
    this.store = store;
    this.user = user;
    this.dates = new JqlDates(user.timeZone(), now);
  }

  Predicate<Issue> test(Clause clause) {
    return switch (clause) {
      case Clause.Everything all -> issue -> true;
      case Clause.And(var parts) -> {
        List<Predicate<Issue>> tests = parts.stream().map(this::test).toList();
        yield issue -> tests.stream().allMatch(test -> test.test(issue));
      }
      case Clause.Or(var parts) -> {
        List<Predicate<Issue>> tests = parts.stream().map(this::test).toList();
        yield issue -> tests.stream().anyMatch(test -> test.test(issue));
      }
      case Clause.Not(var part) -> test(part).negate();
      case Comparison comparison -> compare(comparison);
    };
  }

  private Predicate<Issue> compare(Comparison comparison) {
    return switch (comparison.field().toLowerCase(Locale.ROOT)) {
      case "project" -> known(comparison, this::projectKey, Issue::projectKey);
      case "key", "issuekey", "id", "issue" -> key(comparison);
      case "text" -> text(comparison, issue -> fullText(issue));
      case "comment" -> text(comparison, issue -> joined(issue.comments(), Issue.Comment::text));
      case "created" -> moment(comparison, issue -> Optional.of(issue.created()));
      case "updated" -> moment(comparison, issue -> Optional.of(issue.updated()));
      case "resolved", "resolutiondate" ->
          moment(
              comparison,
              issue -> issue.field("resolutiondate").map(at -> Instant.parse(at.asText())));
      default -> field(comparison, requireField(comparison.field()));
    };
  }

  /// Keys are compared within the project of the one that is named, which must exist.
  private Predicate<Issue> key(Comparison comparison) {
    String operator = comparison.operator();
    if (!List.of("<", "<=", ">", ">=").contains(operator)) {
      return known(comparison, this::issueId, Issue::id);
    }
    Issue bound = store.require(issueId(comparison.values().getFirst()).orElseThrow().toString());
    return issue -> {
      int sign = Long.compare(issue.number(), bound.number());
      boolean fits = operator.startsWith("<") ? sign < 0 : sign > 0;
      return issue.projectKey().equals(bound.projectKey())
          && (fits || (sign == 0 && operator.endsWith("=")));
    };
  }

  private Predicate<Issue> field(Comparison comparison, FieldDefinition field) {
    return switch (field.kind()) {
      case STATUS ->
          known(
              comparison,
              value ->
                  site.statuses().stream()
                      .filter(one ->
                          one.id().equals(value.text())
                              || one.name().equalsIgnoreCase(value.text()))
                      .map(JiraSite.Status::id)
                      .findFirst(),
              Issue::statusId);
      case PRIORITY -> choice(comparison, field, site.priorities());
      case RESOLUTION -> choice(comparison, field, site.resolutions());
      case SELECT -> choice(comparison, field, field.choices());
      case ISSUE_TYPE ->
          known(
              comparison,
              value -> site.issueType(value.text()).map(JiraSite.Named::id),
              Issue::typeId);
      case USER -> known(comparison, this::userName, issue -> issue.text(field.id()));
      case LABELS -> labels(comparison, field);
      case TEXT, TEXT_AREA -> text(comparison, issue -> issue.text(field.id()));
      case PROJECT, DATE_TIME, COMMENTS, ISSUE_LINKS, ATTACHMENTS ->
          throw error("Field '" + comparison.field() + "' is not searchable.");
    };
  }

  private Predicate<Issue> choice(
      Comparison comparison, FieldDefinition field, List<JiraSite.Named> choices) {
    return known(
        comparison,
        value ->
            choices.stream()
                .filter(one -> one.is(value.text()))
                .map(JiraSite.Named::id)
                .findFirst()
                .or(() -> unresolved(field, value)),
        issue -> issue.text(field.id()));
  }

  private static Optional<String> unresolved(FieldDefinition field, Value value) {
    return field.kind() == FieldKind.RESOLUTION && value.text().equalsIgnoreCase("unresolved")
        ? Optional.of("")
        : Optional.empty();
  }

  /// Equality with values that must exist; the empty text stands for no value.
  private <T> Predicate<Issue> known(
      Comparison comparison, Function<Value, Optional<T>> lookup, Function<Issue, T> property) {
    String operator = comparison.operator();
    if (operator.startsWith("is")) {
      return emptiness(comparison, issue -> property.apply(issue).toString().isEmpty());
    }
    if (!List.of("=", "!=", "in", "not in").contains(operator)) {
      throw unsupported(comparison);
    }
    List<T> wanted =
        comparison.values().stream()
            .map(value ->
                lookup
                    .apply(value)
                    .orElseThrow(() -> noSuchValue(comparison.field(), value.text())))
            .toList();
    boolean positive = operator.equals("=") || operator.equals("in");
    return issue -> {
      T actual = property.apply(issue);
      // As in Jira, "is not X" does not find issues that have no value at all.
      return positive
          ? wanted.contains(actual)
          : !wanted.contains(actual) && !actual.toString().isEmpty();
    };
  }

  private static Predicate<Issue> labels(Comparison comparison, FieldDefinition field) {
    String operator = comparison.operator();
    if (operator.startsWith("is")) {
      return emptiness(comparison, issue -> issue.field(field.id()).isEmpty());
    }
    List<String> wanted = comparison.values().stream().map(Value::text).toList();
    Predicate<Issue> has =
        issue -> {
          JsonNode labels = issue.fields().get(field.id());
          return labels != null && contains(labels, wanted);
        };
    return switch (operator) {
      case "=", "in" -> has;
      case "!=", "not in" -> has.negate().and(issue -> issue.field(field.id()).isPresent());
      default -> throw unsupported(comparison);
    };
  }

  private static boolean contains(JsonNode labels, List<String> wanted) {
    for (JsonNode label : labels) {
      if (wanted.contains(label.asText())) {
        return true;
      }
    }
    return false;
  }

  private static Predicate<Issue> text(Comparison comparison, Function<Issue, String> text) {
    return switch (comparison.operator()) {
      case "~" -> TextSearch.of(comparison.values().getFirst().text(), text);
      case "!~" -> TextSearch.of(comparison.values().getFirst().text(), text).negate();
      case "is", "is not" -> emptiness(comparison, issue -> text.apply(issue).isEmpty());
      default -> throw unsupported(comparison);
    };
  }

  private Predicate<Issue> moment(
      Comparison comparison, Function<Issue, Optional<Instant>> property) {
    if (comparison.operator().startsWith("is")) {
      return emptiness(comparison, issue -> property.apply(issue).isEmpty());
    }
    Instant bound = dates.read(comparison.field(), comparison.values().getFirst());
    Predicate<Integer> fits =
        switch (comparison.operator()) {
          case "=" -> sign -> sign == 0;
          case "!=" -> sign -> sign != 0;
          case ">" -> sign -> sign > 0;
          case ">=" -> sign -> sign >= 0;
          case "<" -> sign -> sign < 0;
          case "<=" -> sign -> sign <= 0;
          default -> throw unsupported(comparison);
        };
    return issue -> property.apply(issue).map(at -> fits.test(at.compareTo(bound))).orElse(false);
  }

  private static Predicate<Issue> emptiness(Comparison comparison, Predicate<Issue> empty) {
    String value = comparison.values().getFirst().text();
    if (!value.equalsIgnoreCase("empty") && !value.equalsIgnoreCase("null")) {
      throw error(
          "The operator '"
              + comparison.operator()
              + "' does not support the value '"
              + value
              + "'. It supports EMPTY and NULL.");
    }
    return comparison.operator().equals("is") ? empty : empty.negate();
  }

  /// The order that was asked for; newest key first without one.
  Comparator<Issue> order(List<Order> order) {
    Comparator<Issue> byKey =
        Comparator.comparing(Issue::projectKey).thenComparingLong(Issue::number);
    Comparator<Issue> result = null;
    for (Order part : order) {
      Comparator<Issue> one = order(part, byKey);
      Comparator<Issue> directed = part.descending() ? one.reversed() : one;
      result = result == null ? directed : result.thenComparing(directed);
    }
    return result == null ? byKey.reversed() : result;
  }

  private Comparator<Issue> order(Order part, Comparator<Issue> byKey) {
    return switch (part.field().toLowerCase(Locale.ROOT)) {
      case "key", "issuekey" -> byKey;
      case "id" -> Comparator.comparingLong(Issue::id);
      case "created" -> Comparator.comparing(Issue::created);
      case "updated" -> Comparator.comparing(Issue::updated);
      case "status" -> Comparator.comparing(Issue::statusId);
      default -> {
        FieldDefinition field = requireField(part.field());
        yield Comparator.comparing(issue -> issue.text(field.id()));
      }
    };
  }

  private Optional<String> projectKey(Value value) {
    return site.projects().stream()
        .filter(
            project -> project.is(value.text()) || project.name().equalsIgnoreCase(value.text()))
        .map(JiraSite.Project::key)
        .findFirst();
  }

  private Optional<Long> issueId(Value value) {
    return Optional.of(
        store
            .find(value.text())
            .map(Issue::id)
            .orElseThrow(() ->
                JiraError.message(
                    400,
                    "An issue with key '" + value.text() + "' does not exist for field 'key'.")));
  }

  private Optional<String> userName(Value value) {
    return value.text().equals("currentUser()")
        ? Optional.of(user.name())
        : site.user(value.text()).map(JiraSite.User::name);
  }

  private FieldDefinition requireField(String name) {
    String wanted =
        name.startsWith("cf[") && name.endsWith("]")
            ? "customfield_" + name.substring(3, name.length() - 1)
            : name;
    return site.fields()
        .filter(field -> field.id().equalsIgnoreCase(wanted) || isCalled(field, wanted))
        .findFirst()
        .orElseThrow(() ->
            error("Field '" + name + "' does not exist or you do not have permission to view it."));
  }

  private static boolean isCalled(FieldDefinition field, String name) {
    return field.name().equalsIgnoreCase(name)
        || (field.kind() == FieldKind.ISSUE_TYPE && name.equalsIgnoreCase("type"));
  }

  private static String fullText(Issue issue) {
    return joined(issue.fields().values(), RichText::plain)
        + " "
        + joined(issue.comments(), Issue.Comment::text);
  }

  private static <T> String joined(Iterable<T> parts, Function<T, String> text) {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(text.apply(part)).append(' '));
    return all.toString().strip();
  }

  private static JiraError noSuchValue(String field, String value) {
    return error("The value '" + value + "' does not exist for the field '" + field + "'.");
  }

  private static JiraError unsupported(Comparison comparison) {
    return error(
        "The operator '"
            + comparison.operator()
            + "' is not supported by the '"
            + comparison.field()
            + "' field.");
  }

  private static JiraError error(String message) {
    return JiraError.message(400, message);
  }
}
