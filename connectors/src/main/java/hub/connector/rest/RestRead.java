package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.Observation;
import hub.connector.Systems;
import hub.connector.http.ToolClock;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.TicketMappings;
import hub.connector.sweep.SweptTickets;
import hub.connector.webhook.Hint;
import hub.delivery.DeliveryAnswer.Gone;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.Exchange;

/// Reads one ticket of a desk: the ticket itself, then the lists that belong to it, page by page.
///
/// The mapping sees `{ticket, comments, history}`: the answer to `read`, and the items of the other
/// two, each null where the site names no such request. The body goes in as an id or a [Hint] and
/// comes out as [Observation] or [hub.connector.Refusal].
public final class RestRead {

  /// Exchange property: `yes` while there is something to be asked for.
  public static final String LEFT = "hubLeftToRead";

  /// Pages of one list; a ticket that has more is wrong.
  static final int MOST_PAGES = 100;

  private static final String READ = "hubRestRead";
  private static final String LAST = "hubRestLastRead";
  private static final String TICKET = "ticket";
  private static final List<String> LISTS = List.of("comments", "history");

  private final String system;
  private final RestDesk desk;
  private final TicketMappings mappings;
  private final InstantSource clock;

  public RestRead(String system, Systems systems) {
    this(system, systems, InstantSource.system());
  }

  RestRead(String system, Systems systems, InstantSource clock) {
    this.system = system;
    this.desk = new RestDesk(system, systems);
    this.mappings = new TicketMappings(systems);
    this.clock = clock;
  }

  /// Begins with what is in the body: asks for the ticket.
  public void begin(Exchange exchange) {
    var body = exchange.getMessage().getBody();
    var hint = body instanceof Hint given ? given : new Hint(String.valueOf(body), false);
    if (!RestDesk.isId(hint.ticketId())) {
      throw ToolTrouble.refused("not the id of a ticket");
    }
    exchange.setProperty(READ, new Read(hint, clock.instant()));
    exchange.setProperty(LEFT, "yes");
    desk.ask(exchange, "read", asked(hint));
  }

  private static ObjectNode asked(Hint hint) {
    return RestDesk.input().put("id", hint.ticketId());
  }

  /// Takes the answer, and asks for what is to be read next.
  public void took(Exchange exchange) {
    var read = read(exchange);
    if (read.list.isEmpty()) {
      ticket(exchange, read);
    } else {
      page(exchange, read);
    }
  }

  private void ticket(Exchange exchange, Read read) {
    try {
      var answer = desk.answered(exchange, "read", clock.instant());
      if (!answer.isObject()) {
        throw ToolTrouble.unreadable("the answer is JSON, but not a ticket");
      }
      read.payload.set(TICKET, answer);
      LISTS.forEach(read.payload::putNull);
      goOn(exchange, read);
    } catch (ToolTrouble trouble) {
      if (!(trouble.answer() instanceof Gone)) {
        throw trouble;
      }
      exchange.setProperty(LEFT, "no");
    }
  }

  private void page(Exchange exchange, Read read) {
    var answer = desk.answered(exchange, read.list, clock.instant());
    var items = desk.items(answer);
    var all = (ArrayNode) read.payload.get(read.list);
    items.forEach(all::add);
    var next = desk.next(read.list, answer, read.page, items.size());
    if (next.isNull()) {
      goOn(exchange, read);
      return;
    }
    if (++read.pages > MOST_PAGES) {
      throw ToolTrouble.refused(
          "the ticket has more than %d pages of %s".formatted(MOST_PAGES, read.list));
    }
    ask(exchange, read, next);
  }

  /// The next list that the site names, from its first page.
  private void goOn(Exchange exchange, Read read) {
    for (var list : LISTS.subList(LISTS.indexOf(read.list) + 1, LISTS.size())) {
      if (desk.has(list)) {
        read.list = list;
        read.pages = 1;
        read.payload.putArray(list);
        ask(exchange, read, NullNode.getInstance());
        return;
      }
    }
    exchange.setProperty(LEFT, "no");
  }

  private void ask(Exchange exchange, Read read, JsonNode page) {
    read.page = page;
    var input = asked(read.hint);
    input.set("page", page);
    input.set(TICKET, read.payload.get(TICKET));
    desk.ask(exchange, read.list, input);
  }

  /// Ends with an [Observation] or a [hub.connector.Refusal] in the body.
  public void finish(Exchange exchange) {
    var read = read(exchange);
    var reading = ToolClock.reading(exchange, read.began, clock.instant());
    exchange.removeProperty(READ);
    // Removed, it would be there again behind the Kamelet.
    exchange.setProperty(SweptTickets.READING, false);
    exchange.getMessage().removeHeaders("*");
    var id = read.hint.ticketId();
    if (read.payload.isEmpty()) {
      var presence = read.hint.saysDeleted() ? Presence.DELETED : Presence.NOT_VISIBLE;
      exchange
          .getMessage()
          .setBody(Observation.of(Ticket.gone(new TicketRef(system, id), presence), reading));
      return;
    }
    exchange.setProperty(LAST, new LastRead(id, read.payload.path(TICKET)));
    exchange.getMessage().setBody(mappings.read(system, id, read.payload, reading));
  }

  /// The desk's own answer to `read`, as the exchange got it last for that ticket; JSON's null if
  /// it got none.
  static JsonNode last(Exchange exchange, String id) {
    var last = exchange.getProperty(LAST, LastRead.class);
    return last != null && last.id.equals(id) ? last.ticket : NullNode.getInstance();
  }

  private static Read read(Exchange exchange) {
    var read = exchange.getProperty(READ, Read.class);
    if (read == null) {
      throw new IllegalStateException("no ticket is being read; call begin first");
    }
    return read;
  }

  private record LastRead(String id, JsonNode ticket) {}

  /// A ticket that is being read; `list` is what is asked for now, empty for the ticket itself.
  private static final class Read {

    private final Hint hint;
    private final Instant began;
    private final ObjectNode payload = RestDesk.input();
    private String list = "";
    private JsonNode page = NullNode.getInstance();
    private int pages;

    Read(Hint hint, Instant began) {
      this.hint = hint;
      this.began = began;
    }
  }
}
