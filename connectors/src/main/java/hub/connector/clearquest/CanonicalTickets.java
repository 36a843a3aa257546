package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.mapping.TicketMapping;
import hub.ticket.Ticket;

/// Makes the canonical ticket of a record's plain form.
final class CanonicalTickets {

  private CanonicalTickets() {}

  /// Maps, and says of comments from a log that was cut that they are not all.
  static Ticket of(TicketMapping mapping, JsonNode payload) {
    var ticket = mapping.map(payload);
    return payload.path("notesComplete").asBoolean(true) ? ticket : withSomeComments(ticket);
  }

  private static Ticket withSomeComments(Ticket ticket) {
    return new Ticket(
        ticket.ref(),
        ticket.key(),
        ticket.kind(),
        ticket.version(),
        ticket.presence(),
        ticket.fields(),
        ticket.comments(),
        false,
        ticket.references(),
        ticket.marker(),
        ticket.createdAt(),
        ticket.lastChange(),
        ticket.changes());
  }
}
