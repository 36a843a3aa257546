package hub.delivery;

import hub.ticket.Field;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a tool made of one [DeliveryStep], in words every tool shares.
public sealed interface DeliveryAnswer {

  /// The tickets found, any order.
  record Found(List<Ticket> tickets) implements DeliveryAnswer {
    public Found {
      tickets = List.copyOf(tickets);
    }
  }

  /// The ticket as read, with all its comments.
  record Was(Ticket ticket) implements DeliveryAnswer {}

  /// The write was acknowledged.
  ///
  /// @param ticket the created or written ticket
  record Accepted(TicketRef ticket) implements DeliveryAnswer {}

  /// A step of the workflow was taken.
  ///
  /// @param status where it leads, in canonical words; empty if the tool does not say. A ticket
  ///   that is elsewhere afterwards was moved by somebody else
  record Moved(TicketRef ticket, String status) implements DeliveryAnswer {}

  /// A notice was handed over.
  ///
  /// @param messageId under which
  /// @param recipients to how many addresses
  record Sent(String messageId, int recipients) implements DeliveryAnswer {}

  /// The ticket is not there, or may not be seen.
  record Gone(Presence presence) implements DeliveryAnswer {}

  /// The tool refuses the request for good.
  ///
  /// @param causes by field; empty if the tool names none
  record FieldsRefused(Map<Field, String> causes, String cause) implements DeliveryAnswer {
    public FieldsRefused {
      causes = Map.copyOf(causes);
    }
  }

  /// Somebody else wrote meanwhile (412, or a tool's own conflict message).
  record ChangedMeanwhile(String cause) implements DeliveryAnswer {}

  /// No answer to a write came, or one that leaves open whether it took effect.
  record Lost(String cause) implements DeliveryAnswer {}

  /// The request did not take effect: no connection, a refusal before the work, 429, 401.
  record NotNow(Outcome.Trouble trouble, String cause, @Nullable Duration retryAfter)
      implements DeliveryAnswer {}
}
