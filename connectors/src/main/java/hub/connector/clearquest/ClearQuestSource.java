package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.HubPolling;
import hub.connector.HubPolling.PollWindow;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.Systems;
import hub.connector.clearquest.RecordReads.Absent;
import hub.connector.clearquest.RecordReads.Present;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMappings;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Polls a ClearQuest server, for `clearquest-source`.
///
/// A sweep lists records, see [Poll]; each listed version that was not handed in before is read
/// again by its address, and only then is the position moved.
public final class ClearQuestSource {

  private static final String SWEEP = "clearquestSweep";
  private static final String RECORD = "clearquestRecord";

  /// More are not remembered; what is forgotten is read once more.
  private static final int MOST_REMEMBERED = 200_000;

  private final ClearQuestSite site;
  private final HubPolling polling;
  private final TicketMappings mappings;
  private final InstantSource clock;
  private final ErrandWalk walk;
  private final Map<String, Long> handedIn = new ConcurrentHashMap<>();
  private volatile Instant versionsListedAt = Instant.EPOCH;

  public ClearQuestSource(ClearQuestSite site, Systems systems, HubPolling polling) {
    this(site, systems, polling, InstantSource.system());
  }

  ClearQuestSource(ClearQuestSite site, Systems systems, HubPolling polling, InstantSource clock) {
    this.site = site;
    this.polling = polling;
    this.mappings = new TicketMappings(systems);
    this.clock = clock;
    this.walk = new ErrandWalk(site);
  }

  private record Sweeping(Instant began, String position, boolean listsVersions) {}

  private record OneRecord(String id, Instant began) {}

  /// Begins a sweep from the [PollWindow] in the body.
  public void begin(Exchange exchange) {
    var window = exchange.getMessage().getBody(PollWindow.class);
    var now = clock.instant();
    var listsVersions =
        site.lastModifiedField().isEmpty()
            || !now.isBefore(versionsListedAt.plus(site.sweepInterval()));
    exchange.setProperty(SWEEP, new Sweeping(now, window.position(), listsVersions));
    var poll = new Poll(site, reads(exchange), now, window.position(), handedIn);
    walk.begin(
        exchange,
        site.lastModifiedField().isEmpty()
            ? poll.versions(true)
            : listsVersions ? poll.both() : poll.changes());
  }

  /// Describes the next request.
  public void ask(Exchange exchange) {
    walk.ask(exchange);
  }

  /// Takes the answer to it.
  public void took(Exchange exchange) {
    walk.took(exchange);
  }

  /// Leaves the internal ids of the records to be read in the body.
  public void listed(Exchange exchange) {
    var listing = (Poll.Listing) ErrandWalk.result(exchange);
    var sweep = sweep(exchange);
    exchange.setProperty(
        SWEEP, new Sweeping(sweep.began(), listing.position(), sweep.listsVersions()));
    exchange.getMessage().setBody(listing.records());
  }

  /// Begins to read the record whose internal id is the body.
  public void beginRecord(Exchange exchange) {
    var id = exchange.getMessage().getBody(String.class);
    exchange.setProperty(RECORD, new OneRecord(id, clock.instant()));
    walk.begin(exchange, reads(exchange).record(id));
  }

  /// Leaves the [Observation], or the [Refusal] if the record cannot be mapped, in the body.
  public void seen(Exchange exchange) {
    var record = record(exchange);
    var reading = new Reading(record.began(), clock.instant());
    exchange
        .getMessage()
        .setBody(
            switch ((Seen) ErrandWalk.result(exchange)) {
              case Present(var payload, _) -> mapped(record.id(), payload, reading);
              case Absent(var presence) ->
                  Observation.of(
                      Ticket.gone(new TicketRef(site.getSystem(), record.id()), presence), reading);
            });
  }

  private Object mapped(String id, JsonNode payload, Reading reading) {
    var mapping = mappings.of(site.getSystem());
    try {
      return new Observation(
          CanonicalTickets.of(mapping, payload), reading, payload, mapping.hash());
    } catch (MappingProblem problem) {
      return new Refusal(
          site.getSystem(), id, String.valueOf(problem.getMessage()), payload, reading);
    }
  }

  /// The hub has acknowledged what was seen: this version need not be read again.
  public void handedIn(Exchange exchange) {
    var id = record(exchange).id();
    switch ((Seen) ErrandWalk.result(exchange)) {
      case Present(var payload, _) -> {
        if (handedIn.size() >= MOST_REMEMBERED) {
          handedIn.clear();
        }
        handedIn.put(id, payload.path("version").asLong(-1));
      }
      case Absent _ -> handedIn.remove(id);
    }
  }

  /// All that was listed is handed in: moves the position.
  public void completed(Exchange exchange) {
    var sweep = sweep(exchange);
    if (sweep.listsVersions()) {
      versionsListedAt = sweep.began();
    }
    polling.completed(
        site.getSystem(), sweep.position(), new Reading(sweep.began(), clock.instant()));
  }

  /// The sweep ended early; the position stays.
  public void failed(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    var answer = CallFailure.of(failure, false);
    polling.failed(
        site.getSystem(),
        answer instanceof NotNow(var trouble, _, _) ? trouble : Trouble.DEAD,
        ToolTrouble.cause(answer),
        clock.instant());
  }

  private RecordReads reads(Exchange exchange) {
    return new RecordReads(site, ClearQuestConnection.of(exchange.getContext(), site.getSystem()));
  }

  private static Sweeping sweep(Exchange exchange) {
    return held(exchange.getProperty(SWEEP, Sweeping.class));
  }

  private static OneRecord record(Exchange exchange) {
    return held(exchange.getProperty(RECORD, OneRecord.class));
  }

  private static <T> T held(@Nullable T state) {
    if (state == null) {
      throw new IllegalStateException("no sweep is under way; call begin first");
    }
    return state;
  }
}
