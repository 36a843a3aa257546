package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.Systems;
import hub.connector.http.ToolTrouble;
import hub.connector.sweep.ListedTicket;
import hub.connector.sweep.SweptTickets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/// Sweeps a desk for tickets that have changed since a position that survives a restart.
///
/// The position is the last time of change that a whole sweep has seen, so that a desk may list its
/// tickets in any order; it moves when the last page is handed in.
public final class RestSweep {

  /// Pages of one sweep; a desk that has more turns in circles, or its pages are too small.
  static final int MOST_PAGES = 10_000;

  private static final String SWEEP = "hubSweep";
  private static final String LIST = "list";

  private final RestDesk desk;
  private final SweptTickets tickets;
  private final Duration overlap;
  private final @Nullable Duration firstLookBack;
  private final InstantSource clock;

  /// @param overlap how much before the position a sweep begins, such as `5m`
  /// @param firstLookBack how far back the very first sweep goes, such as `30d`; empty for all
  public RestSweep(
      String system,
      String overlap,
      String firstLookBack,
      HubPolling polling,
      HubIntake intake,
      Systems systems) {
    this.clock = InstantSource.system();
    this.desk = new RestDesk(system, systems);
    this.tickets = new SweptTickets(system, polling, intake, clock);
    this.overlap = Duration.ofMillis(TimeUtils.toMilliSeconds(overlap));
    this.firstLookBack =
        firstLookBack.isBlank() ? null : Duration.ofMillis(TimeUtils.toMilliSeconds(firstLookBack));
  }

  /// Asks the hub whether and from where to sweep.
  public void begin(Exchange exchange) {
    tickets
        .begin(exchange)
        .ifPresent(window -> {
          var position =
              window.position().isEmpty() ? beginning() : Long.parseLong(window.position());
          var since = Math.max(0, position - overlap.toMillis());
          exchange.setProperty(
              SWEEP,
              new Sweep(clock.instant(), position, since, position, NullNode.getInstance(), 0));
          exchange.setProperty(SweptTickets.SWEEPING, "yes");
        });
  }

  private long beginning() {
    return firstLookBack == null ? 0 : clock.instant().minus(firstLookBack).toEpochMilli();
  }

  /// Asks for the next page.
  public void ask(Exchange exchange) {
    var sweep = sweep(exchange);
    var input = RestDesk.input().put("sinceMillis", sweep.since);
    input.put(
        "since", Instant.ofEpochMilli(sweep.since).truncatedTo(ChronoUnit.SECONDS).toString());
    input.set("page", sweep.page);
    desk.ask(exchange, LIST, input);
  }

  /// Takes a page: which tickets are to be read?
  public void page(Exchange exchange) {
    var sweep = sweep(exchange);
    var answer = desk.answered(exchange, LIST, clock.instant());
    var page = desk.items(answer).stream().map(desk::listed).toList();
    var next = desk.next(LIST, answer, sweep.page, page.size());
    var seen = page.stream().mapToLong(ListedTicket::updated).reduce(sweep.seen, Math::max);
    if (sweep.pages >= MOST_PAGES) {
      throw ToolTrouble.unreadable("a sweep found more than %d pages".formatted(MOST_PAGES));
    }
    exchange.setProperty(
        SWEEP, new Sweep(sweep.began, sweep.position, sweep.since, seen, next, sweep.pages + 1));
    tickets.listed(exchange, page);
  }

  /// Puts the next ticket's id into the body.
  public void next(Exchange exchange) {
    tickets.next(exchange);
  }

  /// The ticket in the body was handed to the hub.
  public void handedIn(Exchange exchange) {
    tickets.handedIn(exchange);
  }

  /// Everything of the page was handed in; after the last one the position moves.
  public void pageDone(Exchange exchange) {
    var sweep = sweep(exchange);
    var isLast = sweep.page.isNull();
    if (isLast) {
      tickets.completed(Long.toString(Math.max(sweep.position, sweep.seen)), sweep.began);
    }
    exchange.setProperty(SweptTickets.SWEEPING, isLast ? "no" : "yes");
  }

  /// The sweep broke.
  public void failed(Exchange exchange) {
    tickets.failed(exchange);
  }

  private static Sweep sweep(Exchange exchange) {
    return exchange.getProperty(SWEEP, Sweep.class);
  }

  /// @param position where the hub stood when the sweep began, in epoch milliseconds
  /// @param since the earliest time of change that is asked for
  /// @param seen the last time of change seen
  /// @param page names the page that is asked for next; JSON's null for the first, and after the
  ///   last
  private record Sweep(
      Instant began, long position, long since, long seen, JsonNode page, int pages) {}
}
