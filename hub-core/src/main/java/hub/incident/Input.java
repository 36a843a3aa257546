package hub.incident;

import hub.delivery.Outcome;
import hub.ticket.Field;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What enters a space. Inputs may be late, repeated or out of order.
public sealed interface Input {

  /// A ticket shown to us by webhook (read again), poll or look-up.
  record TicketObserved(Ticket ticket, Reading reading) implements Input {}

  /// How an attempt of a command ended.
  ///
  /// @param reading when the sink read and wrote
  record OutcomeReported(String command, Outcome outcome, Reading reading) implements Input {}

  /// All observations of a polling page up to this position were sent before.
  ///
  /// @param position the tool's own cursor, such as epoch milliseconds; opaque to the core
  record PollCompleted(String system, String position, Reading reading) implements Input {}

  /// What the connection to a tool looks like, sent when it changes.
  ///
  /// @param trouble null when it works
  record SystemChecked(String system, Outcome.@Nullable Trouble trouble, String cause, Instant at)
      implements Input {}

  /// A person has answered a notice by mail.
  ///
  /// @param notice the Message-ID under which it was reported as sent
  /// @param from the name by which the sender is introduced; may be empty
  record NoticeAnswered(String system, IncidentId incident, String notice, String from)
      implements Input {}

  /// A mail server has reported that a notice did not arrive.
  ///
  /// @param notice the Message-ID under which it was reported as sent
  record NoticeReturned(String system, IncidentId incident, String notice, String cause)
      implements Input {}

  /// A timer of the engine has run out (design D13).
  ///
  /// @param due when it was to run out; one of the same name may be set for another time
  record TimerDue(String timer, Instant due) implements Input {}

  /// A process with this configuration starts or goes on.
  record ConfigurationOffered(String hash) implements Input {}

  /// What a person asks of the hub.
  sealed interface Request extends Input {
    /// Who asks, as the hub knows them.
    String actor();
  }

  /// A ticket is the same matter as the incident.
  record LinkRequested(String actor, IncidentId incident, TicketRef ticket) implements Request {}

  /// A ticket is not the same matter after all.
  record UnlinkRequested(String actor, IncidentId incident, TicketRef ticket) implements Request {}

  record MergeRequested(String actor, IncidentId one, IncidentId other) implements Request {}

  /// The tickets are a matter of their own.
  record UnmergeRequested(String actor, IncidentId incident, List<TicketRef> tickets)
      implements Request {
    public UnmergeRequested {
      tickets = List.copyOf(tickets);
    }
  }

  /// The ticket stays where it is, although a reference says otherwise.
  record KeepApartRequested(String actor, IncidentId incident, TicketRef ticket)
      implements Request {}

  /// A person settles a conflict of values. The value is canonical.
  record ValueChosen(String actor, IncidentId incident, Field field, String value)
      implements Request {}

  /// Try again what is parked, frozen or waiting at this ticket, or at the incident's create in the
  /// system.
  ///
  /// @param ticket null for the create
  record RetryRequested(
      String actor, IncidentId incident, String system, @Nullable TicketRef ticket)
      implements Request {}

  record PauseRequested(String actor, String system) implements Request {}

  /// Go on writing to a paused or rewound system.
  record ResumeRequested(String actor, String system) implements Request {}

  /// Forget the persons and texts of an incident (design D12).
  ///
  /// @param reason kept for ever, so it names no person; null if none was given
  record EraseRequested(String actor, IncidentId incident, @Nullable String reason)
      implements Request {}

  /// Somebody was contacted about a P1 or P2.
  ///
  /// @param reached who really was
  /// @param how by which way, such as phone
  record ContactAcknowledged(
      String actor, IncidentId incident, long task, String reached, String how)
      implements Request {}

  /// A contact is not made, for a reason.
  record ContactWaived(String actor, IncidentId incident, long task, String reason)
      implements Request {}

  /// What went past a gate is to be carried on nevertheless.
  record GateOverrideRequested(String actor, IncidentId incident, Gate gate, String reason)
      implements Request {}
}
