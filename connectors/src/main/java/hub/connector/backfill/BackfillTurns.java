package hub.connector.backfill;

import hub.connector.HubBackfill;
import hub.connector.HubBackfill.Page;
import hub.connector.HubBackfill.Stretch;
import hub.connector.HubIntake;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When a tool's backfill may read, and what becomes of its failures.
///
/// It has its turn after each sweep that went well, on the sweep's thread, until the next one is
/// due: so news always goes first, and a tool that is down or wants rest is found out by the sweep.
/// A turn reads one page at least. Requests keep a pause between them.
public final class BackfillTurns {

  /// Exchange property: `yes` when the sweep of this exchange has seen all there was.
  public static final String SWEPT = "hubSwept";

  /// Exchange property: `yes` while pages are to be read.
  public static final String BACKFILLING = "hubBackfilling";

  /// Exchange property: `yes` while tickets of the page are to be handed in.
  public static final String LISTED = "hubListed";

  /// Exchange property: `yes` if the ticket that was read says anything new.
  public static final String NEWS = "hubNews";

  /// Exchange property: milliseconds to wait before the next request.
  public static final String PAUSE = "hubPause";

  /// Turns that may break at the same place before it is set aside, or the backfill gives up.
  static final int MOST_BREAKS = 3;

  /// A sweep is not kept waiting longer for the pause between two requests.
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(BackfillTurns.class);

  private final String system;
  private final Duration turn;
  private final Duration pause;
  private final HubBackfill hub;
  private final HubIntake intake;
  private final InstantSource clock;
  private final Set<String> setAside = new HashSet<>();

  private Instant turnEnds = Instant.EPOCH;
  private Instant nextRequest = Instant.EPOCH;
  private Instant notBefore = Instant.EPOCH;
  private int requests;
  private String brokenAt = "";
  private int breaks;

  /// @param turn how long from the beginning of a sweep to that of the next, such as `30s`
  /// @param pause how long from one request to the next at least, such as `200ms`
  public BackfillTurns(
      String system,
      String turn,
      String pause,
      HubBackfill hub,
      HubIntake intake,
      InstantSource clock) {
    this.system = system;
    this.turn = Duration.ofMillis(TimeUtils.toMilliSeconds(turn));
    this.pause = Duration.ofMillis(TimeUtils.toMilliSeconds(pause));
    this.hub = hub;
    this.intake = intake;
    this.clock = clock;
  }

  /// Begins a turn after a sweep; empty if there is nothing to read, or not now.
  public Optional<Stretch> begin(Exchange exchange) {
    exchange.setProperty(BACKFILLING, "no");
    exchange.setProperty(LISTED, "no");
    requests = 0;
    var now = clock.instant();
    if (!"yes".equals(exchange.getProperty(SWEPT)) || now.isBefore(notBefore)) {
      return Optional.empty();
    }
    if (now.plus(LONGEST_PAUSE).isBefore(nextRequest)) {
      return Optional.empty();
    }
    turnEnds = Instant.ofEpochMilli(exchange.getClock().getCreated()).plus(turn);
    return hub.turn(system);
  }

  /// Whether there is time for another page before the next sweep is due.
  public boolean mayGoOn() {
    var now = clock.instant();
    var next = nextRequest.isAfter(now) ? nextRequest : now;
    return next.isBefore(turnEnds) && !next.isAfter(now.plus(LONGEST_PAUSE)) && hub.mayGoOn(system);
  }

  /// A request is about to be made: how long it has to wait.
  public void ask(Exchange exchange) {
    var now = clock.instant();
    var wait = nextRequest.isAfter(now) ? Duration.between(now, nextRequest) : Duration.ZERO;
    exchange.setProperty(
        PAUSE, (wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait).toMillis());
    // What did not wait long enough makes the next page wait.
    nextRequest = now.plus(wait).plus(pause);
    requests++;
  }

  /// Whether the ticket is passed over, because the tool broke at it again and again.
  public boolean isSetAside(String ticket) {
    return setAside.contains(ticket);
  }

  /// Whether the observation says anything that the hub does not know.
  public boolean isNews(Observation observation) {
    return hub.isNews(observation);
  }

  /// Looks at what was read: what the hub knows already is not handed in again.
  public void weigh(Exchange exchange) {
    var isKnown = exchange.getMessage().getBody() instanceof Observation seen && !isNews(seen);
    exchange.setProperty(NEWS, isKnown ? "no" : "yes");
  }

  /// Everything of a page was handed in.
  ///
  /// @param left as in [Page]
  public void pageRead(String position, int tickets, long left, boolean isLast, Instant began) {
    var read = new Reading(began, clock.instant());
    hub.advanced(system, new Page(position, tickets, requests, left, isLast, read));
    requests = 0;
    brokenAt = "";
    breaks = 0;
    if (isLast) {
      setAside.clear();
    }
  }

  /// What was asked for cannot be had from this tool.
  public void gaveUp(String cause) {
    LOG.atWarn()
        .setMessage("a backfill gave up")
        .addKeyValue("system", system)
        .addKeyValue("cause", cause)
        .log();
    hub.gaveUp(system, cause);
  }

  /// The turn broke. The position stays; the next turn reads the page again.
  ///
  /// @param place the ticket being read, or where the page begins
  /// @param isReading whether a ticket was being read
  /// @return until when the tool wants to be left alone; null if it did not say
  public @Nullable Instant failed(Exchange exchange, String place, boolean isReading) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange.setProperty(BACKFILLING, "no");
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    if (!isReading && CallFailure.isBug(failure)) {
      LOG.atWarn()
          .setMessage("a backfill stopped, because the hub took nothing; it goes on there")
          .addKeyValue("system", system)
          .setCause(failure)
          .log();
      return null;
    }
    var answer = CallFailure.of(failure, false);
    var cause = ToolTrouble.cause(answer);
    LOG.atWarn()
        .setMessage("a backfill waits")
        .addKeyValue("system", system)
        .addKeyValue("cause", cause)
        .log();
    breaks = place.equals(brokenAt) ? breaks + 1 : 1;
    brokenAt = place;
    hub.waits(system, cause);
    if (breaks >= MOST_BREAKS && isReading && isTicketsOwnFault(answer)) {
      passOver(place, cause);
    } else if (breaks >= MOST_BREAKS && !(answer instanceof NotNow)) {
      gaveUp(cause);
    }
    return rest(answer);
  }

  private @Nullable Instant rest(DeliveryAnswer answer) {
    var now = clock.instant();
    var asked = answer instanceof NotNow(_, _, var retryAfter) ? retryAfter : null;
    var own = Duration.ofSeconds(1L << Math.min(breaks, 9));
    var rest = own.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : own;
    notBefore = now.plus(asked == null ? rest : asked);
    return asked == null ? null : notBefore;
  }

  /// The list before it was answered, so the tool lives; and it refused neither credentials nor
  /// pace.
  private static boolean isTicketsOwnFault(DeliveryAnswer answer) {
    return !(answer instanceof NotNow(var trouble, _, _)) || trouble == Trouble.DEAD;
  }

  private void passOver(String ticket, String cause) {
    intake.refused(
        new Refusal(
            system,
            ticket,
            "%d turns of a backfill broke at it: %s".formatted(MOST_BREAKS, cause),
            null,
            Reading.at(clock.instant())));
    setAside.add(ticket);
    brokenAt = "";
    breaks = 0;
  }
}
