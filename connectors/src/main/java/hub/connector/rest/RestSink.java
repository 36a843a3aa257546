package hub.connector.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.http.HttpVerdict;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.CommentMarker;
import hub.connector.mapping.OutgoingFields;
import hub.connector.sink.DeliveryWalk;
import hub.connector.sink.FoundTickets;
import hub.connector.sweep.ListedTicket;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryStep;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/// The steps of a delivery as requests of a desk's programs.
///
/// Programs get the fields in the tool's words: names by `out`, values by the value maps.
public final class RestSink {

  private static final String SENT = "hubSent";
  private static final String FIND = "find";
  private static final String CREATE = "create";
  private static final String UPDATE = "update";
  private static final String MOVE = "move";
  private static final String COMMENT = "comment";

  private final String system;
  private final int longestComment;
  private final Systems systems;
  private final RestDesk desk;
  private final InstantSource clock = InstantSource.system();

  /// @param longestComment in characters, with the hub's marker; 0 for no limit
  public RestSink(String system, int longestComment, Systems systems) {
    this.system = system;
    this.longestComment = longestComment;
    this.systems = systems;
    this.desk = new RestDesk(system, systems);
  }

  /// Asks for tickets that carry the marker or show the counterpart.
  public void lookUp(Exchange exchange) {
    var find = (DeliveryStep.FindByMarker) DeliveryWalk.step(exchange);
    var input = RestDesk.input().put("marker", find.marker());
    var counterparts = input.putObject("counterparts");
    find.counterparts()
        .values()
        .forEach((field, key) ->
            OutgoingFields.toolName(config(), Map.of(), field)
                .filter(_ -> !key.isEmpty())
                .ifPresent(name -> counterparts.put(name, key)));
    desk.ask(exchange, FIND, input);
  }

  /// Takes the tickets that were found, to be read one by one.
  public void found(Exchange exchange) {
    var answer = desk.answered(exchange, FIND, clock.instant());
    FoundTickets.begin(
        exchange, desk.items(answer).stream().map(desk::listed).map(ListedTicket::id).toList());
  }

  /// The request that makes a ticket.
  public void create(Exchange exchange) {
    var create = (DeliveryStep.Create) DeliveryWalk.step(exchange);
    // A new ticket begins at the start of its workflow; the status is the next command's matter.
    var input = fields(exchange, create.fields().without(Field.STATUS));
    input.put("marker", create.marker());
    desk.ask(exchange, CREATE, input);
  }

  /// Its answer, which names the ticket.
  public void created(Exchange exchange) {
    var answer = desk.accepted(exchange, CREATE, sent(exchange), clock.instant());
    var id =
        answer
            .json()
            .map(json -> desk.has("created") ? desk.run("created", json) : json.path("id"))
            .map(named -> named.asText())
            .orElse("");
    if (!RestDesk.isId(id)) {
      throw new ToolTrouble(
          HttpVerdict.unanswered("created, but the answer names no ticket", true));
    }
    exchange.getMessage().setBody(new Accepted(new TicketRef(system, id)));
  }

  /// The request that writes fields.
  public void update(Exchange exchange) {
    var update = (DeliveryStep.Update) DeliveryWalk.step(exchange);
    desk.ask(exchange, UPDATE, about(exchange, update.ticket(), fields(exchange, update.fields())));
  }

  /// Its answer.
  public void updated(Exchange exchange) {
    var update = (DeliveryStep.Update) DeliveryWalk.step(exchange);
    desk.accepted(exchange, UPDATE, sent(exchange), clock.instant());
    exchange.getMessage().setBody(new Accepted(update.ticket()));
  }

  /// The request that moves a ticket along its workflow: `move`, or `update` of the status alone
  /// where the desk needs nothing else.
  public void move(Exchange exchange) {
    var move = (DeliveryStep.Transition) DeliveryWalk.step(exchange);
    var current = move.current();
    var input =
        about(exchange, current.ref(), fields(exchange, Fields.of(Field.STATUS, move.status())));
    if (desk.has(MOVE)) {
      input.put("from", toolValue(current.fields().getOrEmpty(Field.STATUS)));
      input.put("to", toolValue(move.status()));
      input.set("others", known(move.fields()));
      desk.ask(exchange, MOVE, input);
    } else {
      desk.ask(exchange, UPDATE, input);
    }
  }

  /// Its answer. Where a step of the desk's workflow has led to is seen by reading.
  public void moved(Exchange exchange) {
    var move = (DeliveryStep.Transition) DeliveryWalk.step(exchange);
    var isStep = desk.has(MOVE);
    desk.accepted(exchange, isStep ? MOVE : UPDATE, sent(exchange), clock.instant());
    exchange.getMessage().setBody(new Moved(move.current().ref(), isStep ? "" : move.status()));
  }

  /// The request that adds a comment; the text ends with the hub's marker.
  public void comment(Exchange exchange) {
    var comment = (DeliveryStep.Comment) DeliveryWalk.step(exchange);
    desk.ask(
        exchange,
        COMMENT,
        about(exchange, comment.ticket(), RestDesk.input())
            .put("text", CommentMarker.write(comment.text(), comment.marker(), longestComment))
            .put("marker", comment.marker()));
  }

  /// Its answer.
  public void commented(Exchange exchange) {
    var comment = (DeliveryStep.Comment) DeliveryWalk.step(exchange);
    desk.accepted(exchange, COMMENT, Map.of(), clock.instant());
    exchange.getMessage().setBody(new Accepted(comment.ticket()));
  }

  /// Some desks write at another place than they name a ticket by, and show it with the ticket.
  private static ObjectNode about(Exchange exchange, TicketRef ticket, ObjectNode input) {
    input.put("id", ticket.id());
    input.set("ticket", RestRead.last(exchange, ticket.id()));
    return input;
  }

  private ObjectNode fields(Exchange exchange, Fields canonical) {
    var out = OutgoingFields.of(system, config(), Map.of(), canonical);
    if (!out.refused().isEmpty()) {
      throw new ToolTrouble(
          new FieldsRefused(out.refused(), "the request cannot be made as configured"));
    }
    var input = RestDesk.input();
    var fields = input.putObject("fields");
    var sent = new TreeMap<String, Field>();
    for (var field : out.fields()) {
      fields.put(field.name(), field.value());
      sent.put(field.name(), field.field());
    }
    exchange.setProperty(SENT, sent);
    return input;
  }

  /// What a step of the workflow may ask for; what the desk has no place for is left out.
  private ObjectNode known(Fields canonical) {
    var known = RestDesk.input();
    OutgoingFields.of(system, config(), Map.of(), canonical)
        .fields()
        .forEach(field -> known.put(field.name(), field.value()));
    return known;
  }

  private String toolValue(String status) {
    return OutgoingFields.toolValue(config(), Field.STATUS, status).orElse("");
  }

  private SystemConfig config() {
    return systems.system(system);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Field> sent(Exchange exchange) {
    return exchange.getProperty(SENT, Map.of(), Map.class);
  }
}
