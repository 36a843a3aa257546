package hub.delivery;

import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Personal;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one attempt of a command ended (design D5). Every outcome ends its attempt.
public sealed interface Outcome {

  /// The tool holds what was asked.
  ///
  /// @param ticket as read back after the write
  /// @param sent the fields that were written, in canonical words; what the tool made of them is in
  ///   `ticket`
  /// @param duplicates younger tickets with the same marker that the tool's own race made
  record Delivered(Ticket ticket, @Personal Fields sent, List<TicketRef> duplicates)
      implements Outcome {

    public Delivered {
      duplicates = List.copyOf(duplicates);
    }
  }

  /// A notice was handed over. Who got it is not told: persons are the directory's (design D12).
  ///
  /// @param messageId the same for every attempt of one command
  /// @param recipients to how many addresses
  record Sent(String messageId, int recipients) implements Outcome {}

  /// The tool said no, and will say no again to the same request.
  ///
  /// @param causes by refused field; empty if the whole request was refused
  /// @param cause the refusal in one sentence, without free text of the ticket
  /// @param ticket as read afterwards, if it could be read
  record Refused(Map<Field, String> causes, String cause, @Nullable Ticket ticket)
      implements Outcome {

    public Refused {
      causes = Map.copyOf(causes);
    }
  }

  /// The tool held something newer than the command was computed from; nothing was written.
  record Outdated(Ticket ticket) implements Outcome {}

  /// A request may have reached the tool, and may yet take effect.
  ///
  /// @param lastMayHaveReachedAt the last moment at which that can have been
  record Unknown(String cause, Instant lastMayHaveReachedAt) implements Outcome {}

  /// The request did not reach the tool, or the tool asked to come again.
  ///
  /// @param retryAfter as the tool asked; null if it did not say
  record Unavailable(Trouble trouble, String cause, @Nullable Duration retryAfter)
      implements Outcome {}

  /// The ticket as the attempt last saw it; null if it did not.
  default @Nullable Ticket seen() {
    return switch (this) {
      case Delivered(var ticket, _, _) -> ticket;
      case Outdated(var ticket) -> ticket;
      case Refused(_, _, var ticket) -> ticket;
      case Sent _, Unknown _, Unavailable _ -> null;
    };
  }

  /// With the claimed times of the ticket's changes in the hub's clock (design D6).
  ///
  /// @param reading of the attempt
  default Outcome inHubTime(Reading reading) {
    return switch (this) {
      case Delivered(var ticket, var sent, var duplicates) ->
          new Delivered(ticket.inHubTime(reading), sent, duplicates);
      case Refused(var causes, var cause, var ticket) ->
          new Refused(causes, cause, ticket == null ? null : ticket.inHubTime(reading));
      case Outdated(var ticket) -> new Outdated(ticket.inHubTime(reading));
      case Sent _, Unknown _, Unavailable _ -> this;
    };
  }

  /// Why a tool could not be used; operations must be able to tell these apart.
  enum Trouble {
    DEAD,
    RATE_LIMITED,
    CREDENTIALS_REFUSED
  }
}
