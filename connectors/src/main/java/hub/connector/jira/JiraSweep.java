package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.backfill.BackfillTurns;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.ToolTime;
import hub.connector.sweep.ListedTicket;
import hub.connector.sweep.SweptTickets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/// Sweeps a Jira for issues that have changed, as `newIssues` and `watchUpdates` do, but from a
/// position that survives a restart.
///
/// A sweep goes by `updated` in epoch milliseconds, which no time zone can shift. In Data Center
/// each page begins anew at the last `updated` seen, because offsets shift while people work; in
/// the Cloud a token leads to the next page. A sweep begins some minutes before the position,
/// because an index may be late; what the hub has been shown already at the same `updated`, by a
/// sweep, after a hint or by the sink, is not read again.
public final class JiraSweep {

  /// Exchange property: the query of the next page.
  public static final String QUERY = "hubQuery";

  /// Pages of one sweep; the next sweep goes on where this one ended.
  static final int MOST_PAGES = 200;

  private static final String SWEEP = "hubSweep";

  private final String system;
  private final String project;
  private final String scope;
  private final JiraFlavour flavour;
  private final int pageSize;
  private final Duration overlap;
  private final @Nullable Duration firstLookBack;
  private final SweptTickets tickets;
  private final InstantSource clock;

  /// @param project the key of the project that is swept where there is no scope; may be empty
  /// @param scope JQL that limits the sweep, such as `project = DRIFT`; without ORDER BY
  /// @param flavour which Jira it is, `data-center` or `cloud`
  /// @param overlap how much before the position a sweep begins, such as `5m`
  /// @param firstLookBack how far back the very first sweep goes, such as `30d`; empty for all
  public JiraSweep(
      String system,
      String flavour,
      String project,
      String scope,
      int pageSize,
      String overlap,
      String firstLookBack,
      HubPolling polling,
      HubIntake intake) {
    this(
        system,
        flavour,
        project,
        scope,
        pageSize,
        overlap,
        firstLookBack,
        polling,
        intake,
        InstantSource.system());
  }

  JiraSweep(
      String system,
      String flavour,
      String project,
      String scope,
      int pageSize,
      String overlap,
      String firstLookBack,
      HubPolling polling,
      HubIntake intake,
      InstantSource clock) {
    this.system = system;
    this.flavour = JiraFlavour.named(flavour);
    this.project = scope.isBlank() ? project : "";
    this.scope =
        scope.isBlank() && !project.isBlank() ? "project = " + JiraWords.quoted(project) : scope;
    this.pageSize = pageSize;
    this.overlap = Duration.ofMillis(TimeUtils.toMilliSeconds(overlap));
    this.firstLookBack =
        firstLookBack.isBlank() ? null : Duration.ofMillis(TimeUtils.toMilliSeconds(firstLookBack));
    this.tickets = new SweptTickets(system, polling, intake, clock);
    this.clock = clock;
  }

  String system() {
    return system;
  }

  JiraFlavour flavour() {
    return flavour;
  }

  /// The only project there is; empty if the scope tells.
  String project() {
    return project;
  }

  /// JQL that limits what is read; may be empty.
  String scope() {
    return scope;
  }

  /// Jira wants to be left alone until then.
  void restUntil(Instant rested) {
    tickets.restUntil(rested);
  }

  /// Asks the hub whether and from where to sweep.
  public void begin(Exchange exchange) {
    flavour.show(exchange);
    exchange.setProperty(BackfillTurns.SWEPT, "no");
    tickets
        .begin(exchange)
        .ifPresent(window -> {
          var position =
              window.position().isEmpty() ? beginning() : Long.parseLong(window.position());
          var since = Math.max(0, position - overlap.toMillis());
          show(exchange, new Sweep(clock.instant(), position, since, since, 0, "", 0, false));
        });
  }

  private long beginning() {
    return firstLookBack == null ? 0 : clock.instant().minus(firstLookBack).toEpochMilli();
  }

  /// Takes a page of the search: which issues are to be read?
  public void page(Exchange exchange) {
    var sweep = sweep(exchange);
    var answer = JiraAnswers.json(exchange, clock.instant());
    var page = new ArrayList<ListedTicket>();
    answer
        .path("issues")
        .forEach(issue -> page.add(new ListedTicket(issue.path("id").asText(), updated(issue))));
    var last = page.stream().mapToLong(ListedTicket::updated).reduce(sweep.seen, Math::max);
    exchange.setProperty(
        SWEEP,
        flavour.pagesByToken()
            ? sweep.afterToken(answer, last)
            : sweep.afterOffset(answer, page.size(), last));
    tickets.listed(exchange, page);
  }

  private static long updated(JsonNode issue) {
    return ToolTime.parse(issue.at("/fields/updated").asText())
        .map(Instant::toEpochMilli)
        .orElseThrow(() -> ToolTrouble.unreadable("an issue of the search has no updated"));
  }

  /// Puts the next issue's id into the body.
  public void next(Exchange exchange) {
    tickets.next(exchange);
  }

  /// The issue in the body was handed to the hub.
  public void handedIn(Exchange exchange) {
    tickets.handedIn(exchange);
  }

  /// Everything of the page was handed in: the position moves.
  public void pageDone(Exchange exchange) {
    var sweep = sweep(exchange);
    // The overlap may hold nothing any more; the position does not go back for that.
    tickets.completed(Long.toString(Math.max(sweep.position, sweep.seen)), sweep.began);
    exchange.setProperty(BackfillTurns.SWEPT, sweep.isLast ? "yes" : "no");
    show(exchange, sweep);
  }

  /// The sweep broke.
  public void failed(Exchange exchange) {
    tickets.failed(exchange);
  }

  private void show(Exchange exchange, Sweep sweep) {
    exchange.setProperty(SWEEP, sweep);
    exchange.setProperty(
        SweptTickets.SWEEPING, !sweep.isLast && sweep.pages < MOST_PAGES ? "yes" : "no");
    var jql =
        (scope.isBlank() ? "" : "(" + scope + ") AND ")
            + "updated >= "
            + sweep.since
            + " ORDER BY updated ASC, key ASC";
    var page =
        flavour.pagesByToken()
            ? sweep.token.isEmpty() ? "" : "&nextPageToken=" + encoded(sweep.token)
            : "&startAt=" + sweep.offset;
    exchange.setProperty(
        QUERY, "jql=%s&fields=updated&maxResults=%d%s".formatted(encoded(jql), pageSize, page));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Sweep sweep(Exchange exchange) {
    return exchange.getProperty(SWEEP, Sweep.class);
  }

  /// @param position where the hub stood when the sweep began
  /// @param since the earliest `updated` that is asked for
  /// @param seen the last `updated` seen
  /// @param offset of the next page in Data Center
  /// @param token of the next page in the Cloud; empty for the first
  /// @param isLast whether the page was the last
  private record Sweep(
      Instant began,
      long position,
      long since,
      long seen,
      int offset,
      String token,
      int pages,
      boolean isLast) {

    /// Many issues may bear the same `updated`, or the index may know minutes only: then only the
    /// offset leads on.
    Sweep afterOffset(JsonNode answer, int received, long last) {
      var isLast = received == 0 || offset + received >= answer.path("total").asInt();
      var next = last > since ? 0 : offset + received;
      return new Sweep(began, position, last, last, next, "", pages + 1, isLast);
    }

    /// A token belongs to its query, so that stays. A page may be empty and not the last.
    Sweep afterToken(JsonNode answer, long last) {
      var next = JiraAnswers.nextPage(answer);
      return new Sweep(began, position, since, last, 0, next, pages + 1, next.isEmpty());
    }
  }
}
