package hub.connector.sweep;

import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.HubPolling.PollWindow;
import hub.connector.Refusal;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tickets of a sweep that are read one by one: which of those that a tool lists are to be
/// read, what was read already, and what happens when the tool breaks at one of them.
///
/// A sweep begins some time before its position, because a tool's index may be late; what the hub
/// has been shown already with the same time of change, by a sweep, after a hint or by the sink, is
/// not read again.
public final class SweptTickets {

  /// Exchange property: `yes` while the sweep goes on.
  public static final String SWEEPING = "hubSweeping";

  /// Exchange property: `yes` while tickets of the page are to be read.
  public static final String TO_READ = "hubToRead";

  /// Exchange property: whether a ticket is being read; what fails after that is not its fault.
  public static final String READING = "hubReadingTicket";

  /// Tickets whose last reading is remembered.
  static final int MOST_REMEMBERED = 20_000;

  /// Sweeps that may break at the same ticket before it is set aside.
  static final int MOST_BREAKS = 3;

  /// A tool that knows seconds only may change a ticket once more in the second of its last change.
  /// What is read this long after it was first seen so is read after that second, whatever the
  /// tool's clock says.
  static final Duration SETTLED = Duration.ofSeconds(2);

  private static final long SECOND = 1_000;
  private static final String WAITING = "hubTicketsToRead";
  private static final String ASKED = "hubTicketAskedAt";
  private static final Logger LOG = LoggerFactory.getLogger(SweptTickets.class);

  private final String system;
  private final HubPolling polling;
  private final HubIntake intake;
  private final InstantSource clock;
  private final Map<String, LastRead> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LastRead> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private @Nullable Instant notBefore;
  private @Nullable ListedTicket brokenAt;
  private int breaks;

  /// @param first when it was first asked for after this change
  private record LastRead(long updated, Instant first, boolean isSettled) {}

  public SweptTickets(String system, HubPolling polling, HubIntake intake, InstantSource clock) {
    this.system = system;
    this.polling = polling;
    this.intake = intake;
    this.clock = clock;
  }

  /// The tool wants to be left alone until then.
  public synchronized void restUntil(Instant rested) {
    notBefore = rested;
  }

  /// Asks the hub whether and from where to sweep.
  public synchronized Optional<PollWindow> begin(Exchange exchange) {
    exchange.setProperty(TO_READ, "no");
    exchange.setProperty(SWEEPING, "no");
    exchange.setProperty(READING, false);
    if (notBefore != null && clock.instant().isBefore(notBefore)) {
      return Optional.empty();
    }
    notBefore = null;
    return polling.begin(system);
  }

  /// Takes what a page lists: what is known is not read again.
  public synchronized void listed(Exchange exchange, Collection<ListedTicket> page) {
    var waiting = new ArrayDeque<ListedTicket>();
    page.stream().filter(ticket -> !isKnown(ticket)).forEach(waiting::add);
    exchange.setProperty(WAITING, waiting);
    show(exchange);
  }

  private boolean isKnown(ListedTicket listed) {
    var updated = listed.updated();
    var last = read.get(listed.id());
    return (last != null && last.updated == updated && last.isSettled)
        || (updated % SECOND != 0
            && intake.handedIn(new TicketRef(system, listed.id())).equals(new Version(updated)));
  }

  /// Puts the next ticket's id into the body.
  public void next(Exchange exchange) {
    exchange.setProperty(READING, true);
    exchange.setProperty(ASKED, clock.instant());
    exchange.getMessage().setBody(waiting(exchange).getFirst().id());
  }

  /// The ticket in the body was handed to the hub.
  public synchronized void handedIn(Exchange exchange) {
    var ticket = waiting(exchange).removeFirst();
    remember(ticket, exchange.getProperty(ASKED, Instant.class));
    show(exchange, ticket);
  }

  private void remember(ListedTicket ticket, Instant asked) {
    var last = read.get(ticket.id());
    var first = last != null && last.updated == ticket.updated() ? last.first : asked;
    var isSettled = ticket.updated() % SECOND != 0 || !asked.isBefore(first.plus(SETTLED));
    read.put(ticket.id(), new LastRead(ticket.updated(), first, isSettled));
  }

  private void show(Exchange exchange, ListedTicket done) {
    if (done.equals(brokenAt)) {
      brokenAt = null;
      breaks = 0;
    }
    show(exchange);
  }

  private static void show(Exchange exchange) {
    exchange.setProperty(TO_READ, waiting(exchange).isEmpty() ? "no" : "yes");
  }

  /// Everything up to the position was handed in.
  public void completed(String position, Instant began) {
    polling.completed(system, position, new Reading(began, clock.instant()));
  }

  /// The sweep broke. The position stays; the next sweep begins there again.
  ///
  /// A ticket at which the tool breaks again and again is set aside, so that it does not hold up
  /// the others.
  public synchronized void failed(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
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
    if (isReading && isTicketsOwnFault(answer)) {
      setAsideAfterAll(exchange, waiting(exchange).getFirst(), cause);
    }
  }

  /// The list before it was answered, so the tool lives; and it refused neither credentials nor
  /// pace.
  private static boolean isTicketsOwnFault(DeliveryAnswer answer) {
    return !(answer instanceof NotNow(var trouble, _, _)) || trouble == Trouble.DEAD;
  }

  private void setAsideAfterAll(Exchange exchange, ListedTicket at, String cause) {
    breaks = at.equals(brokenAt) ? breaks + 1 : 1;
    brokenAt = at;
    if (breaks >= MOST_BREAKS) {
      intake.refused(
          new Refusal(
              system,
              at.id(),
              "%d sweeps broke at it: %s".formatted(MOST_BREAKS, cause),
              null,
              Reading.at(clock.instant())));
      read.put(at.id(), new LastRead(at.updated(), clock.instant(), true));
      show(exchange, at);
    }
  }

  @SuppressWarnings("unchecked")
  private static Deque<ListedTicket> waiting(Exchange exchange) {
    return exchange.getProperty(WAITING, Deque.class);
  }
}
