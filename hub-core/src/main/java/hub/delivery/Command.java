package hub.delivery;

import hub.ticket.Fields;
import hub.ticket.Personal;
import hub.ticket.TicketRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the hub asks of a tool. One command, one attempt, one [Outcome].
///
/// Its id follows from what made it due, so a redelivery has the same id and a wanted repeat has
/// another (design D7).
public sealed interface Command {

  String id();

  /// The incident that asked, by number. An outcome applies to its ticket, never to this.
  long incident();

  /// The system that is asked.
  String system();

  /// Counts from 1; more than one after an unknown or unavailable outcome.
  Attempt attempt();

  /// The same command, to be tried again.
  Command again(Attempt next);

  /// Whether it changes a ticket; a look and a notice do not.
  default boolean isWrite() {
    return switch (this) {
      case CreateTicket _, UpdateTicket _, AddComment _, CloseDuplicate _ -> true;
      case RefreshTicket _, SendNotice _ -> false;
    };
  }

  /// How often a command was tried, and what that means for the next try.
  ///
  /// @param number from 1
  /// @param lastMayHaveReachedAt when an earlier attempt may last have reached the tool; null if
  ///   none can have
  record Attempt(int number, @Nullable Instant lastMayHaveReachedAt) {

    public static final Attempt FIRST = new Attempt(1, null);
  }

  /// Create the incident's ticket in a system, once for each (incident, system, generation).
  ///
  /// @param marker what the created ticket will carry; equal to the id
  /// @param ruleId the rule of process.md that wants it
  record CreateTicket(
      String id,
      long incident,
      String system,
      String marker,
      @Personal Fields fields,
      String ruleId,
      Attempt attempt)
      implements Command {

    @Override
    public CreateTicket again(Attempt next) {
      return new CreateTicket(id, incident, system, marker, fields, ruleId, next);
    }
  }

  /// Make fields of a ticket say what they should.
  ///
  /// @param base what the tool was last seen to hold in those fields; anything else is not
  ///   overwritten. For a conversation all that is known of it, since nobody can ask the tool
  /// @param desired what they should say
  record UpdateTicket(
      String id,
      long incident,
      TicketRef ticket,
      @Personal Fields base,
      @Personal Fields desired,
      Attempt attempt)
      implements Command {

    @Override
    public String system() {
      return ticket.system();
    }

    @Override
    public UpdateTicket again(Attempt next) {
      return new UpdateTicket(id, incident, ticket, base, desired, next);
    }
  }

  /// Add a comment, once for each marker.
  ///
  /// @param text complete, with origin and author in words, without the marker
  /// @param known what is known of a conversation; null for a ticket that the tool can show
  record AddComment(
      String id,
      long incident,
      TicketRef ticket,
      String marker,
      @Personal String text,
      @Personal @Nullable Fields known,
      Attempt attempt)
      implements Command {

    @Override
    public String system() {
      return ticket.system();
    }

    @Override
    public AddComment again(Attempt next) {
      return new AddComment(id, incident, ticket, marker, text, known, next);
    }
  }

  /// Close the younger of two tickets that were made for the same purpose, and say in it which one
  /// stays.
  record CloseDuplicate(
      String id, long incident, TicketRef ticket, String keyThatStays, Attempt attempt)
      implements Command {

    @Override
    public String system() {
      return ticket.system();
    }

    /// Marks the comment that says which ticket stays. It stands in the duplicate itself, so it
    /// need not name it: ids of tickets have characters that no marker can have.
    public String marker() {
      return "duplicate-" + incident;
    }

    @Override
    public CloseDuplicate again(Attempt next) {
      return new CloseDuplicate(id, incident, ticket, keyThatStays, next);
    }
  }

  /// Read a ticket again, because what is known of it may be old.
  record RefreshTicket(String id, long incident, TicketRef ticket, Attempt attempt)
      implements Command {

    @Override
    public String system() {
      return ticket.system();
    }

    @Override
    public RefreshTicket again(Attempt next) {
      return new RefreshTicket(id, incident, ticket, next);
    }
  }

  /// Send a notice that is no part of any ticket's conversation.
  ///
  /// Delivered at least once: a repeat carries the same Message-ID, which follows from the id.
  ///
  /// @param id unique among all spaces
  /// @param template the template's name, such as `contact`
  /// @param facts what the template may say: canonical fields of the incident, and others by name
  record SendNotice(
      String id,
      long incident,
      String system,
      NoticeKind kind,
      Recipient recipient,
      String template,
      @Personal Fields facts,
      Attempt attempt)
      implements Command {

    @Override
    public SendNotice again(Attempt next) {
      return new SendNotice(id, incident, system, kind, recipient, template, facts, next);
    }
  }
}
