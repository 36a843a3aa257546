package hub.connector.clearquest;

import hub.connector.Systems;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.http.ToolClock;
import hub.connector.http.ToolTrouble;
import hub.connector.webhook.Hint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.Exchange;

/// Reads one record again, for `clearquest-webhook-source`: after a hint, or because a person wants
/// a dead letter tried again.
public final class ClearQuestRead {

  private static final String BEGAN = "clearquestBegan";

  private final ClearQuestSite site;
  private final SeenRecords records;
  private final InstantSource clock;
  private final ErrandWalk walk;

  public ClearQuestRead(ClearQuestSite site, Systems systems) {
    this(site, systems, InstantSource.system());
  }

  ClearQuestRead(ClearQuestSite site, Systems systems, InstantSource clock) {
    this.site = site;
    this.records = new SeenRecords(site.getSystem(), systems);
    this.clock = clock;
    this.walk = new ErrandWalk(site);
  }

  private record Found(String id, Seen seen) {}

  /// Begins with the [Hint], or an id, in the body.
  public void begin(Exchange exchange) {
    var body = exchange.getMessage().getBody();
    var id = body instanceof Hint hint ? hint.ticketId() : String.valueOf(body);
    var reads =
        new RecordReads(site, ClearQuestConnection.of(exchange.getContext(), site.getSystem()));
    exchange.getMessage().removeHeaders("*");
    exchange.setProperty(BEGAN, clock.instant());
    walk.begin(exchange, record(id, reads));
  }

  private static Errand<Found> record(String id, RecordReads reads) {
    if (ClearQuestHints.isInternal(id)) {
      return reads.record(id).then(seen -> Errand.done(new Found(id, seen)));
    }
    if (!ClearQuestHints.isVisible(id)) {
      throw ToolTrouble.refused("not the id of a ClearQuest record");
    }
    var query = new OslcQuery(List.of(OslcQuery.is("id", id)), reads.columns(), List.of());
    return reads
        .query(query)
        .then(sweep -> {
          var members = sweep.members("cq:dbid");
          if (members.size() != 1) {
            throw ToolTrouble.refused(members.size() + " records have that id");
          }
          return record(members.getFirst().id(), reads);
        });
  }

  /// Describes the next request.
  public void ask(Exchange exchange) {
    walk.ask(exchange);
  }

  /// Takes the answer to it.
  public void took(Exchange exchange) {
    walk.took(exchange);
  }

  /// Leaves an observation, or a refusal with its cause, in the body.
  public void finish(Exchange exchange) {
    var found = (Found) ErrandWalk.result(exchange);
    var reading =
        ToolClock.reading(exchange, exchange.getProperty(BEGAN, Instant.class), clock.instant());
    exchange.getMessage().setBody(records.of(found.id(), found.seen(), reading));
  }
}
