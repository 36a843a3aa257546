package hub.service.wiring;

import hub.connector.webhook.Hint;
import hub.engine.deadletter.DeadLetter;
import hub.engine.format.InputPosition;
import hub.ticket.TicketRef;
import jakarta.inject.Singleton;

/// Tries again what could not be processed: a ticket is read again from its tool, never put in
/// again as it was.
@Singleton
public class DeadLetterRetry {

  private final Hints hints;

  DeadLetterRetry(Hints hints) {
    this.hints = hints;
  }

  /// Tries a dead letter again.
  ///
  /// @throws NotPossibleException if nobody can
  void retry(DeadLetter letter, AcknowledgedIntake intake) {
    switch (letter.retry()) {
      case READ_AGAIN -> {
        var ticket = ticket(letter);
        if (!hints.follow(ticket.system(), new Hint(ticket.id(), false))) {
          throw new NotPossibleException("too many tickets of this system wait to be read");
        }
      }
      case PUT_IN_AGAIN -> intake.repeat(position(letter));
      case SEND_AGAIN -> throw new NotPossibleException(letter.remedy());
    }
  }

  private static InputPosition position(DeadLetter letter) {
    var position = letter.position();
    if (position == null) {
      throw new NotPossibleException(letter.remedy());
    }
    return InputPosition.parse(position);
  }

  private static TicketRef ticket(DeadLetter letter) {
    try {
      return TicketRef.parse(letter.subject());
    } catch (IllegalArgumentException _) {
      throw new NotPossibleException("it does not say which ticket it is about");
    }
  }

  /// This dead letter cannot be tried again; the message says why.
  public static final class NotPossibleException extends RuntimeException {
    NotPossibleException(String message) {
      super(message);
    }
  }
}
