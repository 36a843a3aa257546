package hub.delivery;

import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;

/// What a sink does next at the tool: each is one request, or the end.
public sealed interface DeliveryStep {

  /// The step's name in routes, such as `find-by-marker`.
  default String routeName() {
    return switch (this) {
      case FindByMarker _ -> "find-by-marker";
      case Read _ -> "read";
      case Create _ -> "create";
      case Update _ -> "update";
      case Transition _ -> "transition";
      case Comment _ -> "comment";
      case Send _ -> "send";
      case Done _ -> "done";
    };
  }

  /// Which tickets carry the marker, or show the key of the incident's other ticket in one of these
  /// counterpart fields? Answered by [DeliveryAnswer.Found].
  record FindByMarker(String system, String marker, Fields counterparts) implements DeliveryStep {}

  /// Read a ticket with its comments. Answered by [DeliveryAnswer.Was] or [DeliveryAnswer.Gone].
  record Read(TicketRef ticket) implements DeliveryStep {}

  /// Create a ticket that carries the marker. Answered by [DeliveryAnswer.Accepted].
  record Create(String system, String marker, Fields fields) implements DeliveryStep {}

  /// Write fields, never the status. Answered by [DeliveryAnswer.Accepted].
  record Update(TicketRef ticket, Fields fields) implements DeliveryStep {}

  /// Take one step of the tool's workflow towards the status. Answered by
  /// [DeliveryAnswer.Accepted], or [DeliveryAnswer.FieldsRefused] if no step leads there.
  ///
  /// @param current the ticket as just read
  /// @param fields what a screen on the way may ask for, such as the resolution
  record Transition(Ticket current, String status, Fields fields) implements DeliveryStep {}

  /// Add a comment that carries the marker. Answered by [DeliveryAnswer.Accepted].
  record Comment(TicketRef ticket, String marker, String text) implements DeliveryStep {}

  /// Send a notice. Answered by [DeliveryAnswer.Sent]; by [DeliveryAnswer.FieldsRefused] where
  /// nobody can be found to send it to, or the tool sends no notices.
  record Send(Command.SendNotice notice) implements DeliveryStep {}

  /// The attempt is over.
  record Done(Outcome outcome) implements DeliveryStep {}
}
