package hub.service.dashboard;

import hub.incident.IncidentId;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/// What a button or a form has sent. What is missing or malformed is an [IllegalArgumentException].
record ActionForm(MultivaluedMap<String, String> fields) {

  private static final int MAX_LENGTH = 4_000;

  String system() {
    return given("system");
  }

  IncidentId incident() {
    return IncidentId.parse(given("incident"));
  }

  TicketRef ticket() {
    return TicketRef.parse(given("ticket"));
  }

  @Nullable TicketRef ticketIfGiven() {
    var ticket = fields.getFirst("ticket");
    return ticket == null ? null : TicketRef.parse(ticket);
  }

  Field field() {
    return new Field(given("field"));
  }

  /// May be empty: a value of a conflict can be.
  String value() {
    var value = fields.getFirst("value");
    if (value == null || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a value is missing");
    }
    return value;
  }

  String key() {
    return given("key").strip();
  }

  String letter() {
    return given("letter");
  }

  private String given(String name) {
    var value = fields.getFirst(name);
    if (value == null || value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("missing: " + name);
    }
    return value;
  }
}
