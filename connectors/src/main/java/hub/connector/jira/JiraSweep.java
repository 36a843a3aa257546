package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.Refusal;
import hub.connector.backfill.BackfillTurns;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.ToolTime;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps a Jira for issues that have changed, as `newIssues` and `watchUpdates` do, but from a
/// position that survives a restart.
///
/// A sweep goes by `updated` in epoch milliseconds, which no time zone can shift. In Data Center
/// each page begins anew at the last `updated` seen, because offsets shift while people work; in
/// the Cloud a token leads to the next page. A sweep begins some minutes before the position,
/// because an index may be late; what the hub has been shown already at the same `updated`, by a
/// sweep, after a hint or by the sink, is not read again.
public final class JiraSweep {

  /// Exchange property: `yes` while the sweep goes on.
  public static final String SWEEPING = "hubSweeping";

  /// Exchange property: the query of the next page.
  public static final String QUERY = "hubQuery";

  /// Exchange property: `yes` while issues of the page are to be read.
  public static final String TO_READ = "hubToRead";

  /// Pages of one sweep; the next sweep goes on where this one ended.
  static final int MOST_PAGES = 200;

  /// Issues whose last reading is remembered.
  static final int MOST_REMEMBERED = 20_000;

  /// Sweeps that may break at the same issue before it is set aside.
  static final int MOST_BREAKS = 3;

  /// Exchange property: whether an issue is being read; what fails after that is not its fault.
  static final String READING = "hubReadingIssue";

  private static final long SECOND = 1_000;
  private static final String SWEEP = "hubSweep";
  private static final Logger LOG = LoggerFactory.getLogger(JiraSweep.class);

  private final String system;
  private final String project;
  private final String scope;
  private final JiraFlavour flavour;
  private final int pageSize;
  private final Duration overlap;
  private final @Nullable Duration firstLookBack;
  private final HubPolling polling;
  private final HubIntake intake;
  private final InstantSource clock;
  private final Map<String, Long> readAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private @Nullable Instant notBefore;
  private String brokenAt = "";
  private int breaks;

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
    this.polling = polling;
    this.intake = intake;
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
  synchronized void restUntil(Instant rested) {
    notBefore = rested;
  }

  /// Asks the hub whether and from where to sweep.
  public synchronized void begin(Exchange exchange) {
    flavour.show(exchange);
    exchange.setProperty(TO_READ, "no");
    exchange.setProperty(SWEEPING, "no");
    exchange.setProperty(BackfillTurns.SWEPT, "no");
    if (notBefore != null && clock.instant().isBefore(notBefore)) {
      return;
    }
    notBefore = null;
    polling
        .begin(system)
        .ifPresent(window -> {
          var position =
              window.position().isEmpty() ? beginning() : Long.parseLong(window.position());
          var since = Math.max(0, position - overlap.toMillis());
          show(
              exchange,
              new Sweep(
                  clock.instant(), position, since, since, 0, "", 0, false, new ArrayDeque<>()));
        });
  }

  private long beginning() {
    return firstLookBack == null ? 0 : clock.instant().minus(firstLookBack).toEpochMilli();
  }

  /// Takes a page of the search: which issues are to be read?
  public synchronized void page(Exchange exchange) {
    var sweep = sweep(exchange);
    var answer = JiraAnswers.json(exchange, clock.instant());
    var toRead = new ArrayDeque<String>();
    var last = sweep.seen;
    var received = 0;
    for (var issue : answer.path("issues")) {
      var id = issue.path("id").asText();
      var updated = updated(issue);
      received++;
      last = Math.max(last, updated);
      if (!isKnown(id, updated)) {
        toRead.add(id + " " + updated);
      }
    }
    exchange.setProperty(
        SWEEP,
        flavour.pagesByToken()
            ? sweep.afterToken(answer, last, toRead)
            : sweep.afterOffset(answer, received, last, toRead));
    exchange.setProperty(TO_READ, toRead.isEmpty() ? "no" : "yes");
  }

  /// A database that knows seconds only may have another change in the second in which an issue was
  /// read right after the first; a sweep comes later.
  private boolean isKnown(String id, long updated) {
    return Long.valueOf(updated).equals(readAt.get(id))
        || (updated % SECOND != 0
            && intake.handedIn(new TicketRef(system, id)).equals(new Version(updated)));
  }

  private static long updated(JsonNode issue) {
    return ToolTime.parse(issue.at("/fields/updated").asText())
        .map(Instant::toEpochMilli)
        .orElseThrow(() -> ToolTrouble.unreadable("an issue of the search has no updated"));
  }

  /// Puts the next issue's id into the body.
  public synchronized void next(Exchange exchange) {
    var at = sweep(exchange).toRead.getFirst();
    exchange.setProperty(READING, true);
    exchange.getMessage().setBody(at.substring(0, at.indexOf(' ')));
  }

  /// The issue in the body was handed to the hub.
  public synchronized void handedIn(Exchange exchange) {
    remember(exchange, sweep(exchange).toRead.removeFirst());
  }

  private void remember(Exchange exchange, String at) {
    var blank = at.indexOf(' ');
    readAt.put(at.substring(0, blank), Long.parseLong(at.substring(blank + 1)));
    if (at.equals(brokenAt)) {
      brokenAt = "";
      breaks = 0;
    }
    exchange.setProperty(TO_READ, sweep(exchange).toRead.isEmpty() ? "no" : "yes");
  }

  /// Everything of the page was handed in: the position moves.
  public synchronized void pageDone(Exchange exchange) {
    var sweep = sweep(exchange);
    // The overlap may hold nothing any more; the position does not go back for that.
    var position = Math.max(sweep.position, sweep.seen);
    polling.completed(system, Long.toString(position), new Reading(sweep.began, clock.instant()));
    exchange.setProperty(BackfillTurns.SWEPT, sweep.isLast ? "yes" : "no");
    show(exchange, sweep);
  }

  /// The sweep broke. The position stays; the next sweep begins there again.
  ///
  /// An issue at which Jira breaks again and again is set aside, so that it does not hold up the
  /// others.
  public synchronized void failed(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    var sweep = exchange.getProperty(SWEEP, Sweep.class);
    exchange.setProperty(SWEEPING, "no");
    exchange.getMessage().removeHeaders("*");
    var isReading = exchange.getProperty(READING, false, Boolean.class);
    if (!isReading && CallFailure.isBug(failure)) {
      LOG.atWarn()
          .setMessage("a sweep stopped, because the hub took nothing; the next begins there again")
          .addKeyValue("system", system)
          .setCause(failure)
          .log();
      return;
    }
    var answer = CallFailure.of(failure, false);
    var cause = ToolTrouble.cause(answer);
    LOG.atWarn()
        .setMessage("a sweep broke")
        .addKeyValue("system", system)
        .addKeyValue("cause", cause)
        .log();
    if (answer instanceof NotNow(var trouble, _, var retryAfter)) {
      notBefore = retryAfter == null ? null : clock.instant().plus(retryAfter);
      polling.failed(system, trouble, cause, clock.instant());
    } else {
      polling.failed(system, Trouble.DEAD, cause, clock.instant());
    }
    if (isReading && isIssuesOwnFault(answer)) {
      setAsideAfterAll(exchange, sweep.toRead.getFirst(), cause);
    }
  }

  /// The search before it was answered, so Jira lives; and it refused neither credentials nor pace.
  private static boolean isIssuesOwnFault(DeliveryAnswer answer) {
    return !(answer instanceof NotNow(var trouble, _, _)) || trouble == Trouble.DEAD;
  }

  private void setAsideAfterAll(Exchange exchange, String at, String cause) {
    breaks = at.equals(brokenAt) ? breaks + 1 : 1;
    brokenAt = at;
    if (breaks >= MOST_BREAKS) {
      var now = Reading.at(clock.instant());
      intake.refused(
          new Refusal(
              system,
              at.substring(0, at.indexOf(' ')),
              "%d sweeps broke at it: %s".formatted(MOST_BREAKS, cause),
              null,
              now));
      remember(exchange, at);
    }
  }

  private void show(Exchange exchange, Sweep sweep) {
    exchange.setProperty(SWEEP, sweep);
    exchange.setProperty(SWEEPING, !sweep.isLast && sweep.pages < MOST_PAGES ? "yes" : "no");
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
  /// @param toRead id and `updated` of the page's issues that are not read yet
  private record Sweep(
      Instant began,
      long position,
      long since,
      long seen,
      int offset,
      String token,
      int pages,
      boolean isLast,
      Deque<String> toRead) {

    /// Many issues may bear the same `updated`, or the index may know minutes only: then only the
    /// offset leads on.
    Sweep afterOffset(JsonNode answer, int received, long last, Deque<String> toRead) {
      var isLast = received == 0 || offset + received >= answer.path("total").asInt();
      var next = last > since ? 0 : offset + received;
      return new Sweep(began, position, last, last, next, "", pages + 1, isLast, toRead);
    }

    /// A token belongs to its query, so that stays. A page may be empty and not the last.
    Sweep afterToken(JsonNode answer, long last, Deque<String> toRead) {
      var next = JiraAnswers.nextPage(answer);
      return new Sweep(began, position, since, last, 0, next, pages + 1, next.isEmpty(), toRead);
    }
  }
}
