package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.jira.JiraSite.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Finds issues by query. The index may lag behind: an issue is found by what it was, and shown as
/// it is.
final class IssueSearch {
  static final int DEFAULT_PAGE = 50;

  private final JiraSite site;
  private final IssueStore store;
  private final Clock clock;
  private final Supplier<Duration> lag;
  private final int cap;

  IssueSearch(JiraSite site, IssueStore store, Clock clock, Supplier<Duration> lag, int cap) {
    this.site = site;
    this.store = store;
    this.clock = clock;
    this.lag = lag;
    this.cap = cap;
  }

  /// The largest page.
  int cap() {
    return cap;
  }

  /// All that the query finds, as it is now.
  ///
  /// @param reconciled ids of issues that are found by what they are now
  List<Issue> all(User user, String query, Set<Long> reconciled) {
    return shown(found(user, query, reconciled).stream()).toList();
  }

  private Stream<Issue> shown(Stream<Issue> found) {
    return found.flatMap(issue -> store.find(Long.toString(issue.id())).stream());
  }

  /// All that the query finds, as it was found: what has gone since is among them.
  private List<Issue> found(User user, String query, Set<Long> reconciled) {
    Instant now = clock.instant();
    Jql jql = JqlParser.parse(query);
    JqlEvaluator evaluator = new JqlEvaluator(site, store, user, now);
    return Stream.concat(
            store.allAsOf(now.minus(lag.get())).filter(issue -> !reconciled.contains(issue.id())),
            store.all().filter(issue -> reconciled.contains(issue.id())))
        .filter(evaluator.test(jql.clause()))
        .sorted(evaluator.order(jql.order()))
        .toList();
  }

  /// One page of what the query finds; `maxResults` in the answer is what was granted.
  ObjectNode page(
      User user, String query, int startAt, int maxResults, Function<Issue, ObjectNode> json) {
    List<Issue> found = found(user, query, Set.of());
    if (!lag.get().isZero()) {
      found = shown(found.stream()).toList();
    }
    int granted = Math.min(Math.max(maxResults, 0), cap);
    ArrayNode issues = Json.array();
    found.stream()
        .skip(Math.max(startAt, 0))
        .limit(granted)
        .forEach(issue -> issues.add(json.apply(issue)));
    ObjectNode page =
        Json.object()
            .put("expand", "schema,names")
            .put("startAt", Math.max(startAt, 0))
            .put("maxResults", granted)
            .put("total", found.size());
    page.set("issues", issues);
    return page;
  }
}
