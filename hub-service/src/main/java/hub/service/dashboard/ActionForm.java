package hub.service.dashboard;

import hub.incident.Gate;
import hub.incident.IncidentId;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/// What a button or a form has sent. What is missing or malformed is an [IllegalArgumentException].
record ActionForm(MultivaluedMap<String, String> fields) {

  private static final int MAX_LENGTH = 4_000;
  private static final int MAX_NAME = 100;

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

  /// The number of a contact task.
  long task() {
    var task = given("task");
    if (!task.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("task is not a number");
    }
    return Long.parseLong(task);
  }

  String reached() {
    return shortly("reached");
  }

  /// How somebody was reached.
  String way() {
    return shortly("how");
  }

  String reason() {
    return given("reason").strip();
  }

  Gate gate() {
    return Gate.valueOf(given("gate"));
  }

  private String shortly(String name) {
    var value = given(name).strip();
    if (value.length() > MAX_NAME) {
      throw new IllegalArgumentException("too long: " + name);
    }
    return value;
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
