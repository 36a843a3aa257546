package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.HubBackfill;
import hub.connector.HubIntake;
import hub.connector.Observation;
import hub.connector.Systems;
import hub.connector.backfill.BackfillTurns;
import hub.connector.clearquest.RecordPages.Window;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.http.ToolClock;
import hub.ticket.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Reads what a ClearQuest has held all along, for `clearquest-source`: window by window of
/// internal numbers between the sweeps, see [RecordPages].
///
/// A query shows records as they would be read by their addresses, so most need no request of their
/// own; those with texts that the server cut need one for the whole texts.
public final class ClearQuestBackfill {

  private static final String STEP = "clearquestBackfill";
  private static final String READING = "clearquestBackfillReading";

  private final ClearQuestSite site;
  private final int pageSize;
  private final BackfillTurns turns;
  private final SeenRecords records;
  private final ClearQuestSource sweep;
  private final InstantSource clock = InstantSource.system();
  private final ErrandWalk walk;
  private int grantedSize;

  /// @param turn how long from the beginning of a sweep to that of the next, such as `30s`
  /// @param pause how long from one request to the next at least, such as `200ms`
  /// @param sweep goes first, and rests when ClearQuest wants rest
  public ClearQuestBackfill(
      ClearQuestSite site,
      int pageSize,
      String turn,
      String pause,
      Systems systems,
      HubBackfill hub,
      HubIntake intake,
      ClearQuestSource sweep) {
    this.site = site;
    this.pageSize = Math.clamp(pageSize, 1, Sweep.LONGEST_PAGE);
    this.grantedSize = this.pageSize;
    this.turns = new BackfillTurns(site.getSystem(), turn, pause, hub, intake, clock);
    this.records = new SeenRecords(site.getSystem(), systems);
    this.sweep = sweep;
    this.walk = new ErrandWalk(site);
  }

  /// A window and what came of it.
  ///
  /// @param number of the last record before it
  /// @param window null until it is read
  private record Step(
      Instant since, long number, Instant began, @Nullable Window window, Deque<JsonNode> toRead) {}

  /// After a sweep: is there anything to read, and is there time for it?
  public synchronized void begin(Exchange exchange) {
    turns
        .begin(exchange)
        .ifPresent(stretch -> {
          if (!stretch.since().equals(Instant.EPOCH) && site.lastModifiedField().isEmpty()) {
            turns.gaveUp("lastModifiedField is empty, so nothing tells what changed since");
            return;
          }
          var number = stretch.position().isEmpty() ? 0 : Long.parseLong(stretch.position());
          begin(exchange, stretch.since(), number);
        });
  }

  private void begin(Exchange exchange, Instant since, long number) {
    exchange.setProperty(BackfillTurns.BACKFILLING, "yes");
    exchange.setProperty(BackfillTurns.LISTED, "no");
    exchange.setProperty(READING, false);
    exchange.setProperty(STEP, new Step(since, number, clock.instant(), null, new ArrayDeque<>()));
    walk.begin(exchange, pages(exchange, since).behind(number));
  }

  /// Describes the next request.
  public synchronized void ask(Exchange exchange) {
    turns.ask(exchange);
    walk.ask(exchange);
  }

  /// Takes the answer to it.
  public void took(Exchange exchange) {
    walk.took(exchange);
  }

  /// The window is complete: which records are to be handed in?
  public synchronized void listed(Exchange exchange) {
    var step = step(exchange);
    var window = (Window) ErrandWalk.result(exchange);
    grantedSize = Math.min(pageSize, grantedSize * 2);
    var toRead = new ArrayDeque<>(window.rows());
    passOver(exchange, toRead);
    exchange.setProperty(STEP, new Step(step.since, step.number, step.began, window, toRead));
    exchange.setProperty(BackfillTurns.LISTED, toRead.isEmpty() ? "no" : "yes");
  }

  private void passOver(Exchange exchange, Deque<JsonNode> rows) {
    while (!rows.isEmpty() && isPassedOver(exchange, rows.getFirst())) {
      rows.removeFirst();
    }
  }

  /// What the hub knows already is not even asked for.
  private boolean isPassedOver(Exchange exchange, JsonNode row) {
    if (turns.isSetAside(id(row))) {
      return true;
    }
    return reads(exchange)
        .shownInPart(row)
        .map(seen -> records.of(id(row), seen, Reading.at(clock.instant())))
        .filter(seen -> seen instanceof Observation known && !turns.isNews(known))
        .isPresent();
  }

  /// Begins to read the next record; most are whole already.
  public synchronized void next(Exchange exchange) {
    var step = step(exchange);
    exchange.setProperty(READING, true);
    walk.begin(exchange, pages(exchange, step.since).record(step.toRead.getFirst()));
  }

  /// Leaves what was seen in the body, and whether it says anything new.
  public synchronized void seen(Exchange exchange) {
    var step = step(exchange);
    exchange.setProperty(READING, false);
    var seen = (Seen) ErrandWalk.result(exchange);
    var reading = ToolClock.reading(exchange, step.began, clock.instant());
    exchange.getMessage().setBody(records.of(id(step.toRead.getFirst()), seen, reading));
    turns.weigh(exchange);
  }

  /// The record in the body was handed to the hub, or says nothing new.
  public synchronized void handedIn(Exchange exchange) {
    var left = step(exchange).toRead;
    left.removeFirst();
    passOver(exchange, left);
    exchange.getMessage().setBody(null);
    exchange.setProperty(BackfillTurns.LISTED, left.isEmpty() ? "no" : "yes");
  }

  /// Everything of the window was handed in: on to the next, if there is time.
  public synchronized void pageDone(Exchange exchange) {
    var step = step(exchange);
    var window = step.window;
    if (window == null) {
      throw new IllegalStateException("no window was read");
    }
    turns.pageRead(
        Long.toString(window.reached()),
        window.rows().size(),
        window.left() < 0 ? HubBackfill.UNKNOWN : window.left(),
        window.isLast(),
        step.began);
    exchange.setProperty(BackfillTurns.BACKFILLING, "no");
    if (!window.isLast() && turns.mayGoOn()) {
      begin(exchange, step.since, window.reached());
    }
  }

  /// The turn broke. The next one reads the window again, and fewer records at once.
  public synchronized void failed(Exchange exchange) {
    @Nullable Step step = exchange.getProperty(STEP, Step.class);
    var isReading =
        exchange.getProperty(READING, false, Boolean.class)
            && step != null
            && !step.toRead.isEmpty();
    if (!isReading) {
      grantedSize = Math.max(1, grantedSize / 2);
    }
    var place =
        step == null ? "" : isReading ? id(step.toRead.getFirst()) : Long.toString(step.number);
    var rest = turns.failed(exchange, place, isReading);
    if (rest != null) {
      sweep.restUntil(rest);
    }
  }

  private RecordPages pages(Exchange exchange, Instant since) {
    var from = since.equals(Instant.EPOCH) ? null : since;
    return new RecordPages(site, reads(exchange), from, grantedSize);
  }

  private RecordReads reads(Exchange exchange) {
    return new RecordReads(site, ClearQuestConnection.of(exchange.getContext(), site.getSystem()));
  }

  private static String id(JsonNode row) {
    return ServerAddress.lastSegment(OslcJson.address(row));
  }

  private static Step step(Exchange exchange) {
    @Nullable Step step = exchange.getProperty(STEP, Step.class);
    if (step == null) {
      throw new IllegalStateException("no backfill is under way; call begin first");
    }
    return step;
  }
}
