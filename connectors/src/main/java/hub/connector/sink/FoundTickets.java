package hub.connector.sink;

import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Found;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.Was;
import hub.delivery.DeliveryStep;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/// What a delivery reads: the tickets of a look-up, one by one, of which only those count that
/// really carry the marker or show the key; and the one ticket that it is about.
public final class FoundTickets {

  /// Exchange property: `yes` while there are found tickets to be read.
  public static final String TO_READ = "hubToRead";

  /// A look-up that finds more tickets than this is wrong.
  public static final int MOST_FOUND = 20;

  private static final String FOUND = "hubFound";

  /// A search has found these; more than once is once.
  public static void begin(Exchange exchange, Collection<String> ids) {
    if (ids.size() >= MOST_FOUND) {
      throw ToolTrouble.refused("the look-up finds " + MOST_FOUND + " tickets or more");
    }
    exchange.setProperty(FOUND, new Looking(new ArrayDeque<>(ids), new ArrayList<>()));
    exchange.setProperty(TO_READ, ids.isEmpty() ? "no" : "yes");
  }

  /// Puts the id of the next found ticket into the body.
  public void next(Exchange exchange) {
    exchange.getMessage().setBody(looking(exchange).ids.removeFirst());
  }

  /// Keeps a found ticket, once it is read.
  public void keep(Exchange exchange) {
    var looking = looking(exchange);
    if (exchange.getMessage().getBody() instanceof Observation(var ticket, _, _, _)
        && ticket.presence() == Presence.PRESENT) {
      looking.tickets.add(ticket);
    }
    exchange.setProperty(TO_READ, looking.ids.isEmpty() ? "no" : "yes");
  }

  /// Answers the look-up with those tickets that really carry the marker or show the key.
  public void lookedUp(Exchange exchange) {
    var find = (DeliveryStep.FindByMarker) DeliveryWalk.step(exchange);
    var tickets =
        looking(exchange).tickets.stream()
            .filter(ticket -> ticket.marker().equals(find.marker()) || shows(ticket, find))
            .toList();
    exchange.removeProperty(FOUND);
    exchange.getMessage().setBody(new Found(tickets));
  }

  private static boolean shows(Ticket ticket, DeliveryStep.FindByMarker find) {
    return find.counterparts().values().entrySet().stream()
        .anyMatch(counterpart ->
            !counterpart.getValue().isEmpty()
                && ticket
                    .fields()
                    .getOrEmpty(counterpart.getKey())
                    .equalsIgnoreCase(counterpart.getValue()));
  }

  /// Answers a step that reads with the ticket in the body.
  public void was(Exchange exchange) {
    var message = exchange.getMessage();
    message.setBody(
        switch (message.getBody()) {
          case Observation(var ticket, _, _, _) ->
              ticket.presence() == Presence.PRESENT ? new Was(ticket) : new Gone(ticket.presence());
          case Refusal refusal -> new FieldsRefused(Map.of(), refusal.cause());
          case null, default -> throw new IllegalStateException("nothing was read");
        });
  }

  private static Looking looking(Exchange exchange) {
    return exchange.getProperty(FOUND, Looking.class);
  }

  private record Looking(Deque<String> ids, List<Ticket> tickets) {}
}
