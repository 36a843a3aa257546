package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.HubBackfill;
import hub.connector.HubIntake;
import hub.connector.Observation;
import hub.connector.Systems;
import hub.connector.backfill.BackfillTurns;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.DocumentText;
import hub.connector.mapping.Jq;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMappings;
import hub.connector.sweep.SweptTickets;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.ticket.Reading;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Reads what a Jira has held all along, page by page between the sweeps: the oldest issue of a
/// project first, see [BackfillPlace].
///
/// The search shows issues as GET would, so most need no request of their own; those of which it
/// shows a part only are read by [JiraRead] as ever.
public final class JiraBackfill {

  /// As many changes as a search in the Cloud shows of an issue.
  static final int MOST_LISTED_CHANGES = 20;

  private static final String STEP = "hubBackfillStep";
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,50}-\\d{1,12}");
  private static final String EVERYTHING = "&fields=*all&expand=names,changelog";

  private final JiraFlavour flavour;
  private final int pageSize;
  private final BackfillTurns turns;
  private final TicketMappings mappings;
  private final JiraSweep sweep;
  private final InstantSource clock;
  private int grantedSize;

  /// @param sweep goes first, and rests when Jira wants rest; both read the same Jira and scope
  /// @param turn how long from the beginning of a sweep to that of the next, such as `30s`
  /// @param pause how long from one request to the next at least, such as `200ms`
  public JiraBackfill(
      JiraSweep sweep,
      int pageSize,
      String turn,
      String pause,
      HubBackfill hub,
      HubIntake intake,
      Systems systems) {
    this.sweep = sweep;
    this.flavour = sweep.flavour();
    this.pageSize = pageSize;
    this.grantedSize = pageSize;
    this.clock = InstantSource.system();
    this.turns = new BackfillTurns(sweep.system(), turn, pause, hub, intake, clock);
    this.mappings = new TicketMappings(systems);
  }

  /// A request of the walk and what came of it.
  ///
  /// @param token of the next page where one was empty, as the Cloud has it
  /// @param next behind the page; null until it is read
  /// @param left how many issues there are behind the page, or [HubBackfill#UNKNOWN]
  private record Step(
      Instant since,
      BackfillPlace place,
      String token,
      Instant began,
      @Nullable BackfillPlace next,
      int issues,
      long left,
      boolean isLast,
      Deque<ObjectNode> toRead) {

    static Step at(Instant since, BackfillPlace place, String token, Instant now) {
      return new Step(
          since, place, token, now, null, 0, HubBackfill.UNKNOWN, false, new ArrayDeque<>());
    }
  }

  /// After a sweep: is there anything to read, and is there time for it?
  public synchronized void begin(Exchange exchange) {
    turns
        .begin(exchange)
        .ifPresent(stretch -> {
          flavour.show(exchange);
          ask(exchange, stretch.since(), BackfillPlace.of(stretch.position(), sweep.project()), "");
        });
  }

  private void ask(Exchange exchange, Instant since, BackfillPlace place, String token) {
    turns.ask(exchange);
    exchange.setProperty(STEP, Step.at(since, place, token, clock.instant()));
    exchange.setProperty(BackfillTurns.BACKFILLING, "yes");
    exchange.setProperty(BackfillTurns.LISTED, "no");
    exchange.setProperty(SweptTickets.READING, false);
    var findsProject = place.project().isEmpty();
    var jql =
        place.jql(sweep.project().isEmpty() ? sweep.scope() : "", since.toEpochMilli())
            + " ORDER BY key ASC";
    var query = new StringBuilder("jql=").append(encoded(jql));
    query.append("&maxResults=").append(findsProject ? 1 : grantedSize);
    query.append(findsProject ? "&fields=project" : EVERYTHING);
    if (!findsProject && flavour.searchShowsProperties()) {
      query.append("&properties=").append(JiraWords.PROPERTY);
    }
    if (!token.isEmpty()) {
      query.append("&nextPageToken=").append(encoded(token));
    }
    exchange.setProperty(JiraSweep.QUERY, query.toString());
  }

  /// Takes what the search shows.
  public synchronized void page(Exchange exchange) {
    var step = step(exchange);
    JsonNode answer;
    try {
      answer = JiraAnswers.json(exchange, clock.instant());
    } catch (ToolTrouble trouble) {
      if (trouble.answer() instanceof FieldsRefused && step.place.hasEarlier()) {
        // Jira refuses to compare with a key that it does not know any more.
        ask(exchange, step.since, step.place.before(), "");
        return;
      }
      throw trouble;
    }
    grantedSize = Math.min(pageSize, grantedSize * 2);
    var token = JiraAnswers.nextPage(answer);
    var isLast =
        flavour.pagesByToken()
            ? token.isEmpty()
            : answer.path("issues").size() >= answer.path("total").asInt();
    if (answer.path("issues").isEmpty() && !isLast && flavour.pagesByToken()) {
      // A page may be empty and not the last; only then does its token lead on.
      ask(exchange, step.since, step.place, token);
      return;
    }
    exchange.setProperty(
        STEP,
        step.place.project().isEmpty()
            ? found(step, answer)
            : read(exchange, step, answer, isLast));
  }

  /// Which project comes next?
  private Step found(Step step, JsonNode answer) {
    var key = answer.at("/issues/0/key").asText("");
    if (key.isEmpty()) {
      return taken(step, step.place, 0, 0, true);
    }
    if (step.place.done().size() >= BackfillPlace.MOST_PROJECTS) {
      throw ToolTrouble.refused(
          "more than %d projects; give the system a jql".formatted(BackfillPlace.MOST_PROJECTS));
    }
    var next = step.place.in(BackfillPlace.projectOf(checked(key)));
    return taken(step, next, 0, answer.path("total").asLong(HubBackfill.UNKNOWN), false);
  }

  private Step read(Exchange exchange, Step step, JsonNode answer, boolean isLast) {
    var keys = new ArrayList<String>();
    var number = step.place.number();
    for (var issue : answer.path("issues")) {
      if (!(issue instanceof ObjectNode object) || !issue.path("fields").isObject()) {
        throw ToolTrouble.unreadable("the search shows an issue without fields");
      }
      var key = checked(issue.path("key").asText());
      if (BackfillPlace.numberOf(key) <= number) {
        throw ToolTrouble.refused("the search is not in the order of keys that was asked for");
      }
      number = BackfillPlace.numberOf(key);
      keys.add(key);
      if (answer.path("names").isObject()) {
        object.set("names", answer.path("names"));
      }
      step.toRead.add(object);
    }
    var total = answer.path("total").asLong(HubBackfill.UNKNOWN);
    // A count within one of several projects tells nothing of the others.
    var left = total < 0 || sweep.project().isEmpty() ? HubBackfill.UNKNOWN : total - keys.size();
    passOver(step.toRead);
    exchange.setProperty(BackfillTurns.LISTED, step.toRead.isEmpty() ? "no" : "yes");
    var isProjectDone = isLast || keys.isEmpty();
    var isDone = isProjectDone && !sweep.project().isEmpty();
    var behind = keys.isEmpty() ? step.place : step.place.behind(keys);
    var next = isProjectDone && !isDone ? behind.projectDone() : behind;
    return taken(step, next, keys.size(), left, isDone);
  }

  private static String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw ToolTrouble.unreadable("the search shows an issue without a key");
    }
    return key;
  }

  private static Step taken(Step step, BackfillPlace next, int issues, long left, boolean isLast) {
    return new Step(
        step.since, step.place, "", step.began, next, issues, left, isLast, step.toRead);
  }

  /// Puts the next issue into the body: as it was listed, or its id if it has to be read.
  public synchronized void next(Exchange exchange) {
    var step = step(exchange);
    var issue = step.toRead.getFirst();
    var isWhole = isWhole(issue);
    exchange.setProperty(BackfillTurns.PAUSE, 0L);
    if (!isWhole || !JiraRead.hasAllComments(issue)) {
      turns.ask(exchange);
    }
    exchange.setProperty(SweptTickets.READING, true);
    exchange
        .getMessage()
        .setBody(isWhole ? new ListedIssue(issue, step.began) : issue.path("id").asText());
  }

  /// Whether the search has shown the whole history, and the marker of what the hub may have made;
  /// comments are fetched where they are missing.
  private boolean isWhole(ObjectNode issue) {
    if (!flavour.searchShowsProperties() && hasHubsLabel(issue)) {
      return false;
    }
    var changelog = issue.path("changelog");
    var shown = changelog.path("histories").size();
    return changelog.has("total")
        ? shown >= changelog.path("total").asInt()
        : changelog.has("histories") && !(flavour.pagesByToken() && shown >= MOST_LISTED_CHANGES);
  }

  private static boolean hasHubsLabel(ObjectNode issue) {
    for (var label : issue.at("/fields/labels")) {
      if (label.asText().startsWith(JiraWords.LABEL)) {
        return true;
      }
    }
    return false;
  }

  /// Does the issue in the body say anything new?
  public synchronized void weigh(Exchange exchange) {
    turns.weigh(exchange);
  }

  /// The issue in the body was handed to the hub, or says nothing new.
  public synchronized void handedIn(Exchange exchange) {
    var left = step(exchange).toRead;
    left.removeFirst();
    passOver(left);
    exchange.getMessage().setBody(null);
    exchange.setProperty(BackfillTurns.LISTED, left.isEmpty() ? "no" : "yes");
  }

  private void passOver(Deque<ObjectNode> left) {
    while (!left.isEmpty() && isPassedOver(left.getFirst())) {
      left.removeFirst();
    }
  }

  /// What the hub knows already is not even asked for.
  private boolean isPassedOver(ObjectNode issue) {
    if (turns.isSetAside(issue.path("id").asText())) {
      return true;
    }
    if (isWhole(issue) && JiraRead.hasAllComments(issue)) {
      return false;
    }
    try {
      var ticket = mappings.of(sweep.system()).map(DocumentText.plain(issue));
      return !turns.isNews(Observation.of(ticket, Reading.at(clock.instant())));
    } catch (MappingProblem | Jq.JqProblem _) {
      return false;
    }
  }

  /// Everything of the page was handed in: on to the next, if there is time.
  public synchronized void pageDone(Exchange exchange) {
    var step = step(exchange);
    var next = step.next;
    if (next == null) {
      // It is asked for again, in another way.
      return;
    }
    turns.pageRead(next.text(), step.issues, step.left, step.isLast, step.began);
    exchange.setProperty(BackfillTurns.BACKFILLING, "no");
    if (!step.isLast && turns.mayGoOn()) {
      ask(exchange, step.since, next, "");
    }
  }

  /// The turn broke. The next one reads the page again, and fewer issues at once.
  public synchronized void failed(Exchange exchange) {
    @Nullable Step step = exchange.getProperty(STEP, Step.class);
    var isReading =
        exchange.getProperty(SweptTickets.READING, false, Boolean.class)
            && step != null
            && !step.toRead.isEmpty();
    if (!isReading) {
      grantedSize = Math.max(1, grantedSize / 2);
    }
    var place =
        step == null
            ? ""
            : isReading ? step.toRead.getFirst().path("id").asText() : step.place.text();
    var rest = turns.failed(exchange, place, isReading);
    if (rest != null) {
      sweep.restUntil(rest);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Step step(Exchange exchange) {
    @Nullable Step step = exchange.getProperty(STEP, Step.class);
    if (step == null) {
      throw new IllegalStateException("no backfill is under way; call begin first");
    }
    return step;
  }
}
