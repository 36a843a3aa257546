package hub.connector.clearquest;

import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.HubPolling.PollWindow;
import hub.connector.Refusal;
import hub.connector.Systems;
import hub.connector.backfill.BackfillTurns;
import hub.connector.clearquest.Poll.Listed;
import hub.connector.clearquest.RecordReads.Absent;
import hub.connector.clearquest.RecordReads.Present;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolClock;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls a ClearQuest server, for `clearquest-source`.
///
/// A sweep lists records, see [Poll]; each listed version that was not handed in before is read by
/// its address, and only when all are handed in is the position moved.
public final class ClearQuestSource {

  /// Exchange property: `yes` if this process is to sweep now.
  static final String SWEEPING = "hubSweeping";

  /// Exchange property: `yes` while listed records are to be read.
  static final String TO_READ = "hubToRead";

  /// More versions are not remembered; what is forgotten is read once more.
  static final int MOST_REMEMBERED = 200_000;

  /// Sweeps that may break at the same record before it is set aside.
  static final int MOST_BREAKS = 3;

  private static final String SWEEP = "clearquestSweep";
  private static final String READING = "clearquestReading";
  private static final Logger LOG = LoggerFactory.getLogger(ClearQuestSource.class);

  private final ClearQuestSite site;
  private final HubPolling polling;
  private final HubIntake intake;
  private final SeenRecords records;
  private final InstantSource clock;
  private final ErrandWalk walk;
  private final Map<String, Long> handedIn = new HashMap<>();
  private final Map<String, Long> watched = new HashMap<>();
  private Instant versionsListedAt = Instant.EPOCH;
  private @Nullable Instant notBefore;
  private String brokenAt = "";
  private int breaks;

  public ClearQuestSource(
      ClearQuestSite site, Systems systems, HubPolling polling, HubIntake intake) {
    this(site, systems, polling, intake, InstantSource.system());
  }

  ClearQuestSource(
      ClearQuestSite site,
      Systems systems,
      HubPolling polling,
      HubIntake intake,
      InstantSource clock) {
    this.site = site;
    this.polling = polling;
    this.intake = intake;
    this.records = new SeenRecords(site.getSystem(), systems);
    this.clock = clock;
    this.walk = new ErrandWalk(site);
  }

  /// A sweep under way.
  ///
  /// @param position where the next one begins
  /// @param toRead the one being read first
  /// @param reading when the reading of that one began
  private record Sweeping(
      Instant began,
      String position,
      boolean listsVersions,
      Deque<Listed> toRead,
      Instant reading) {}

  /// ClearQuest wants to be left alone until then.
  synchronized void restUntil(Instant rested) {
    notBefore = rested;
  }

  /// Asks the hub whether and from where to sweep.
  public synchronized void begin(Exchange exchange) {
    exchange.setProperty(BackfillTurns.SWEPT, "no");
    exchange.setProperty(SWEEPING, "no");
    exchange.setProperty(TO_READ, "no");
    var now = clock.instant();
    if (notBefore != null && now.isBefore(notBefore)) {
      return;
    }
    notBefore = null;
    polling.begin(site.getSystem()).ifPresent(window -> begin(exchange, window, now));
  }

  private void begin(Exchange exchange, PollWindow window, Instant now) {
    var byVersion = site.lastModifiedField().isEmpty();
    var isDue = !now.isBefore(versionsListedAt.plus(site.sweepInterval()));
    var poll = new Poll(site, reads(exchange), now, window.position(), handedIn, watched);
    exchange.setProperty(SWEEPING, "yes");
    exchange.setProperty(
        SWEEP, new Sweeping(now, window.position(), byVersion || isDue, new ArrayDeque<>(), now));
    walk.begin(exchange, byVersion ? poll.versions(true) : isDue ? poll.both() : poll.changes());
  }

  /// Describes the next request.
  public void ask(Exchange exchange) {
    walk.ask(exchange);
  }

  /// Takes the answer to it.
  public void took(Exchange exchange) {
    walk.took(exchange);
  }

  /// The lists are complete: which records are to be read?
  public synchronized void listed(Exchange exchange) {
    var listing = (Poll.Listing) ErrandWalk.result(exchange);
    var sweep = sweep(exchange);
    var toRead = new ArrayDeque<>(listing.records());
    toRead.removeIf(this::isKnown);
    if (!listing.isComplete()) {
      LOG.atWarn()
          .setMessage("a query never listed all records it counted; the position stays")
          .addKeyValue("system", site.getSystem())
          .log();
    }
    exchange.setProperty(
        SWEEP,
        new Sweeping(
            sweep.began,
            listing.position(),
            sweep.listsVersions && listing.isComplete(),
            toRead,
            sweep.reading));
    if (listing.isComplete() && listing.learned().size() <= MOST_REMEMBERED) {
      watched.putAll(listing.learned());
    }
    exchange.setProperty(TO_READ, toRead.isEmpty() ? "no" : "yes");
  }

  /// What the sink has read back, or what was read after a hint, is in the log already.
  private boolean isKnown(Listed record) {
    var known = intake.handedIn(new TicketRef(site.getSystem(), record.id()));
    var isKnown = known.isKnown() && known.value() == record.version();
    if (isKnown) {
      remember(record.id(), record.version());
      watched.remove(record.id());
    }
    return isKnown;
  }

  /// Begins to read the next record.
  public synchronized void next(Exchange exchange) {
    var sweep = sweep(exchange);
    exchange.setProperty(
        SWEEP,
        new Sweeping(
            sweep.began, sweep.position, sweep.listsVersions, sweep.toRead, clock.instant()));
    exchange.setProperty(READING, true);
    walk.begin(exchange, reads(exchange).record(sweep.toRead.getFirst().id()));
  }

  /// Leaves the [Observation], or the [Refusal] if the record cannot be mapped, in the body.
  public synchronized void seen(Exchange exchange) {
    var sweep = sweep(exchange);
    var id = sweep.toRead.getFirst().id();
    var reading = ToolClock.reading(exchange, sweep.reading, clock.instant());
    // What fails from here on is not the record's fault.
    exchange.setProperty(READING, false);
    var seen = (Seen) ErrandWalk.result(exchange);
    exchange.getMessage().setBody(records.of(id, seen, reading));
  }

  /// The hub has acknowledged what was seen: this version need not be read again.
  public synchronized void handedIn(Exchange exchange) {
    var id = sweep(exchange).toRead.getFirst().id();
    switch ((Seen) ErrandWalk.result(exchange)) {
      case Present(var payload, _) -> remember(id, payload.path("version").asLong(-1));
      case Absent _ -> handedIn.remove(id);
    }
    watched.remove(id);
    done(exchange, id);
  }

  private void remember(String id, long version) {
    if (handedIn.size() >= MOST_REMEMBERED) {
      handedIn.clear();
    }
    handedIn.put(id, version);
  }

  private void done(Exchange exchange, String id) {
    var left = sweep(exchange).toRead;
    left.removeFirst();
    exchange.setProperty(TO_READ, left.isEmpty() ? "no" : "yes");
    exchange.getMessage().setBody(null);
    if (id.equals(brokenAt)) {
      brokenAt = "";
      breaks = 0;
    }
  }

  /// All that was listed is handed in: moves the position.
  public synchronized void completed(Exchange exchange) {
    var sweep = sweep(exchange);
    if (sweep.listsVersions) {
      versionsListedAt = sweep.began;
    }
    polling.completed(site.getSystem(), sweep.position, new Reading(sweep.began, clock.instant()));
    exchange.setProperty(BackfillTurns.SWEPT, "yes");
  }

  /// The sweep broke. The position stays; the next one begins there again.
  ///
  /// A record at which ClearQuest breaks again and again is set aside, so that it does not hold up
  /// the others.
  public synchronized void failed(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    var isReading = exchange.getProperty(READING, false, Boolean.class);
    if (!isReading && CallFailure.isBug(failure)) {
      LOG.atWarn()
          .setMessage("a sweep stopped, because the hub took nothing; the next begins there again")
          .addKeyValue("system", site.getSystem())
          .setCause(failure)
          .log();
      return;
    }
    var answer = CallFailure.of(failure, false);
    var cause = ToolTrouble.cause(answer);
    LOG.atWarn()
        .setMessage("a sweep broke")
        .addKeyValue("system", site.getSystem())
        .addKeyValue("cause", cause)
        .log();
    var now = clock.instant();
    if (answer instanceof NotNow(var trouble, _, var retryAfter)) {
      notBefore = retryAfter == null ? null : now.plus(retryAfter);
      polling.failed(site.getSystem(), trouble, cause, now);
    } else {
      polling.failed(site.getSystem(), Trouble.DEAD, cause, now);
    }
    if (isReading && isRecordsOwnFault(answer)) {
      setAsideAfterAll(sweep(exchange).toRead.getFirst(), cause, now);
    }
  }

  /// The query before it was answered, so ClearQuest lives; and it refused neither credentials nor
  /// pace.
  private static boolean isRecordsOwnFault(DeliveryAnswer answer) {
    return !(answer instanceof NotNow(var trouble, _, _)) || trouble == Trouble.DEAD;
  }

  private void setAsideAfterAll(Listed record, String cause, Instant now) {
    var id = record.id();
    breaks = id.equals(brokenAt) ? breaks + 1 : 1;
    brokenAt = id;
    if (breaks >= MOST_BREAKS) {
      intake.refused(
          new Refusal(
              site.getSystem(),
              id,
              "%d sweeps broke at it: %s".formatted(MOST_BREAKS, cause),
              null,
              Reading.at(now)));
      // Not again before it changes.
      remember(id, record.version());
      brokenAt = "";
      breaks = 0;
    }
  }

  private RecordReads reads(Exchange exchange) {
    return new RecordReads(site, ClearQuestConnection.of(exchange.getContext(), site.getSystem()));
  }

  private static Sweeping sweep(Exchange exchange) {
    @Nullable Sweeping sweep = exchange.getProperty(SWEEP, Sweeping.class);
    if (sweep == null) {
      throw new IllegalStateException("no sweep is under way; call begin first");
    }
    return sweep;
  }
}
