package hub.incident;

import hub.delivery.Command;
import hub.delivery.NoticeKind;
import hub.delivery.Outcome;
import hub.delivery.Recipient;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Personal;
import hub.ticket.Priority;
import hub.ticket.Reading;
import hub.ticket.RfcState;
import hub.ticket.Role;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the hub holds to have happened; never changed. Folding all events of a space gives its
/// state (design D4).
///
/// Space, sequence, cause, actor, clocks and configuration are in the envelope.
public sealed interface IncidentEvent {

  /// An event in the story of one incident; its personal content is encrypted with that incident's
  /// key.
  sealed interface OfIncident extends IncidentEvent {
    IncidentId incident();
  }

  /// An event about what people wrote to each other.
  sealed interface OfComment extends OfIncident {}

  /// An event about an RFC or problem that an incident waits for (process.md step 11).
  sealed interface OfRfc extends OfIncident {}

  /// What a relative of an erased incident keeps. Nothing has changed: it is told again because the
  /// key that sealed it has gone (design D12).
  sealed interface Restated extends OfIncident {}

  /// An event of the process around an incident: contacts, notices, gates.
  sealed interface OfProcess extends OfIncident {}

  /// An event of the space as a whole.
  sealed interface OfSpace extends IncidentEvent {}

  /// A ticket without counterpart starts an incident. Its content follows in [TicketChanged].
  record IncidentOpened(IncidentId incident, TicketRef ticket, Instant at) implements OfIncident {}

  /// A ticket is a member from now on.
  ///
  /// @param isMadeByHub whether the hub created it; such a ticket never begets a counterpart
  record TicketLinked(
      IncidentId incident,
      TicketRef ticket,
      String key,
      LinkReason reason,
      String detail,
      boolean isMadeByHub)
      implements OfIncident {}

  /// A member refers to an RFC, a problem or a follow-up: many to many, never a member (design §5).
  ///
  /// @param reference as `system:key`
  record RelatedTicketNamed(IncidentId incident, TicketRef ticket, String reference)
      implements OfIncident {}

  /// An RFC names a member as its cause, or a member names the RFC (R11.3).
  ///
  /// @param via the member that names the RFC, or that the RFC names
  record RfcLinked(IncidentId incident, TicketRef rfc, String key, TicketRef via)
      implements OfRfc {}

  /// A person has taken the key away, from the RFC or from a member.
  ///
  /// @param via the member that no longer names the RFC, or that the RFC no longer names
  record RfcUnlinked(IncidentId incident, TicketRef rfc, String key, TicketRef via)
      implements OfRfc {}

  /// An RFC that the incident waits for was released, rejected, withdrawn or taken up again.
  record RfcStateChanged(IncidentId incident, TicketRef rfc, String key, RfcState state)
      implements OfRfc {}

  /// A tool holds something else than it did. The ticket is the new shadow, without its comments.
  record TicketChanged(IncidentId incident, Ticket ticket, Reading reading) implements OfIncident {}

  /// A tool was seen again, holding what we knew.
  record TicketSeen(IncidentId incident, TicketRef ticket, Version version, Reading reading)
      implements OfIncident {}

  /// The incident's value of a field is another from now on, because a person changed a ticket.
  ///
  /// @param ruleId the rule that allows an unusual step, or empty
  record FieldChanged(
      IncidentId incident,
      Field field,
      @Personal String value,
      TicketRef ticket,
      Instant claimedAt,
      boolean isExact,
      @Personal @Nullable String by,
      String ruleId)
      implements OfIncident {}

  /// The hub takes a person's change back, and owes the ticket a comment that says why.
  ///
  /// @param owner the system that decides the field
  record ExplanationOwed(IncidentId incident, TicketRef ticket, Field field, String owner)
      implements OfComment {}

  /// Two people gave a field different values, neither knowing of the other's.
  record ConflictRecorded(
      IncidentId incident,
      Field field,
      @Personal String kept,
      TicketRef keptFrom,
      @Personal String lost,
      TicketRef lostFrom,
      String reason)
      implements OfIncident {}

  record ConflictSettled(IncidentId incident, Field field, @Personal String value, String actor)
      implements OfIncident {}

  /// A person's change that the hub does not carry on, such as a status going backwards.
  ///
  /// @param isTolerated whether it stays where it was made; if not, the incident's value is written
  ///   back
  record ChangeNotRelayed(
      IncidentId incident, TicketRef ticket, Field field, String reason, boolean isTolerated)
      implements OfIncident {}

  /// A ticket is to say something that happened elsewhere, such as a change of priority.
  ///
  /// @param words without names of persons and texts of tickets
  record NoteOwed(IncidentId incident, TicketRef ticket, String words) implements OfComment {}

  record CommentAdded(IncidentId incident, TicketRef ticket, Comment comment)
      implements OfComment {}

  record CommentEdited(IncidentId incident, TicketRef ticket, Comment comment)
      implements OfComment {}

  record CommentDeleted(IncidentId incident, TicketRef ticket, String comment)
      implements OfComment {}

  /// A mirror of a comment was seen in another ticket.
  ///
  /// @param number of the comment, see [Entry.CommentRecord#number()]
  record CommentMirrored(IncidentId incident, TicketRef ticket, long number, int revision)
      implements OfComment {}

  record CommandIssued(IncidentId incident, Command command, Instant at) implements OfIncident {}

  /// A command is over.
  ///
  /// @param sent what was written, if anything; with the read-back ticket it tells the tool's
  ///   normalisation
  record CommandSettled(
      IncidentId incident, String command, Settlement settlement, @Personal Fields sent)
      implements OfIncident {}

  /// A command waits for another attempt.
  ///
  /// @param lastMayHaveReachedAt null if the attempt cannot have reached the tool
  record CommandPostponed(
      IncidentId incident,
      String command,
      String cause,
      Outcome.@Nullable Trouble trouble,
      @Nullable Instant lastMayHaveReachedAt,
      Instant until)
      implements OfIncident {}

  /// A command would be due, but its system takes none now.
  record CommandHeld(IncidentId incident, String system, String cause) implements OfIncident {}

  /// What held commands back is over.
  record CommandReleased(IncidentId incident, String system) implements OfIncident {}

  /// A tool refuses a value; no further request is sent for it until something changes.
  ///
  /// @param ticket null if the create itself was refused
  /// @param field null if the whole request was refused
  record FieldParked(
      IncidentId incident,
      String system,
      @Nullable TicketRef ticket,
      @Nullable Field field,
      @Personal String desired,
      String cause)
      implements OfIncident {}

  record FieldReleased(
      IncidentId incident,
      String system,
      @Nullable TicketRef ticket,
      @Nullable Field field,
      String reason)
      implements OfIncident {}

  /// A field goes to and fro faster than people do; the hub leaves it alone until a person acts.
  record FieldFrozen(IncidentId incident, TicketRef ticket, Field field, int writes)
      implements OfIncident {}

  /// Both were the same matter. The survivor has the lower number; the other stays as an alias.
  record IncidentsMerged(IncidentId incident, IncidentId absorbed, String reason)
      implements OfIncident {

    /// The merge of two incidents, in either order (design §5).
    public static IncidentsMerged of(IncidentId one, IncidentId other, String reason) {
      return one.compareTo(other) < 0
          ? new IncidentsMerged(one, other, reason)
          : new IncidentsMerged(other, one, reason);
    }
  }

  /// Some tickets of an incident are a matter of their own. Creates nothing by itself.
  record IncidentUnmerged(IncidentId incident, IncidentId from, List<TicketRef> tickets)
      implements OfIncident {
    public IncidentUnmerged {
      tickets = List.copyOf(tickets);
    }
  }

  /// References contradict each other; a person must decide.
  record CorrelationConflictRaised(IncidentId incident, TicketRef ticket, String cause)
      implements OfIncident {}

  /// The references that contradicted each other agree, or a person has decided.
  ///
  /// @param isKeptApart whether what the ticket refers to says nothing from now on
  record CorrelationConflictSettled(
      IncidentId incident, TicketRef ticket, String reason, boolean isKeptApart)
      implements OfIncident {}

  /// A tool holds two tickets with one marker.
  record DuplicateDetected(IncidentId incident, TicketRef stays, TicketRef duplicate)
      implements OfIncident {}

  /// A ticket too many, which its tool refuses to have closed; no further request is sent for it
  /// until somebody changes it or asks again.
  record DuplicateLeftOpen(IncidentId incident, TicketRef ticket, String cause)
      implements OfIncident {}

  /// Persons and texts of the incident are forgotten from now on (design D12). Its key goes, and
  /// the keys of all its relatives ([Kinship]): what they are to keep is restated after this.
  ///
  /// @param reason of who asked; it stays readable, or empty
  record IncidentErased(IncidentId incident, String actor, String reason) implements OfIncident {}

  /// What the incident says in a field.
  record FieldRestated(
      IncidentId incident, Field field, @Personal String value, @Personal @Nullable String by)
      implements Restated {}

  /// An open conflict.
  record ConflictRestated(
      IncidentId incident, Field field, @Personal String kept, @Personal String lost)
      implements Restated {}

  /// What is known of a ticket.
  ///
  /// @param sent and what the tool made of it, in `read`: see [Shadow#ours()]
  /// @param parked the refused values
  record TicketRestated(
      IncidentId incident,
      TicketRef ticket,
      @Personal Fields fields,
      @Personal Fields sent,
      @Personal Fields read,
      @Personal Fields parked)
      implements Restated {}

  /// What a comment says.
  record CommentRestated(
      IncidentId incident, long number, @Personal String author, @Personal String text)
      implements Restated {}

  /// A command under way.
  record CommandRestated(IncidentId incident, Command command) implements Restated {}

  /// The values of a refused create.
  record RefusedCreateRestated(IncidentId incident, String system, @Personal Fields parked)
      implements Restated {}

  /// Who was reached by a contact, or why it was waived.
  record ContactRestated(
      IncidentId incident, long task, @Personal String reached, @Personal String words)
      implements Restated {}

  /// What a notice says that is still to be sent.
  record NoticeRestated(IncidentId incident, String notice, @Personal Fields facts)
      implements Restated {}

  /// The process demands that a role be contacted about a P1 or P2 (R3.7, R5a.3, R5b.3, R6.1).
  ///
  /// @param task its number: the sequence of this event
  /// @param basis why this role, in words
  record ContactTaskOpened(
      IncidentId incident,
      long task,
      Priority level,
      Role role,
      String ruleId,
      String basis,
      Instant at)
      implements OfProcess {}

  /// Nobody has acknowledged a contact; the same role is told again (O-9).
  record ContactReminded(IncidentId incident, long task, Instant at) implements OfProcess {}

  /// Nobody has acknowledged a contact; the next role is told too (O-9).
  record ContactEscalated(IncidentId incident, long task, Role to, Instant at)
      implements OfProcess {}

  /// Somebody was reached.
  ///
  /// @param reached who really was, in the reporter's words
  /// @param how such as by the mail's button, by phone
  record ContactReached(
      IncidentId incident,
      long task,
      @Personal String reached,
      String how,
      String actor,
      Instant at)
      implements OfProcess {}

  /// The contact is not made, for a reason.
  record ContactWaiverRecorded(
      IncidentId incident, long task, @Personal String reason, String actor, Instant at)
      implements OfProcess {}

  /// Somebody is to be told something.
  ///
  /// @param notice its id, see [Notice]
  record NoticeDue(
      IncidentId incident,
      String notice,
      String purpose,
      String system,
      NoticeKind kind,
      Recipient recipient,
      String template,
      @Personal Fields facts,
      Instant at)
      implements OfProcess {}

  record NoticeSent(
      IncidentId incident, String notice, String messageId, int recipients, Instant at)
      implements OfProcess {}

  /// A notice cannot be sent until a person mends the cause and asks for it again.
  record NoticeRefused(IncidentId incident, String notice, String cause, Instant at)
      implements OfProcess {}

  /// A refused notice is due again.
  record NoticeReleased(IncidentId incident, String notice, String actor) implements OfProcess {}

  /// A person has gone past a gate in a tool; it is not carried on (invariant 8).
  record GateBypassed(IncidentId incident, Gate gate, TicketRef ticket, Instant at)
      implements OfProcess {}

  /// What the gate asks for is there now, or what went past it was taken back.
  record GateSatisfied(IncidentId incident, Gate gate) implements OfProcess {}

  /// A person lets it pass nevertheless.
  record GateOverridden(IncidentId incident, Gate gate, @Personal String reason, String actor)
      implements OfProcess {}

  record TimerSet(String timer, Instant due) implements OfSpace {}

  record TimerFired(String timer, Instant due) implements OfSpace {}

  /// The hub looked into a tool for the first time ever. What the tool held before is no news.
  record SystemConnected(String system, Instant at) implements OfSpace {}

  record PollAdvanced(String system, String position, Instant readBegan) implements OfSpace {}

  record SystemPaused(String system, String actor) implements OfSpace {}

  /// A person lets writes go on, and what waits is sent.
  ///
  /// @param at null in a log from before writes were counted
  record SystemResumed(String system, String actor, @Nullable Instant at) implements OfSpace {}

  /// The hub would have written more to a system than its limit allows, and more than people have
  /// changed: it is paused until a person has looked (design D10).
  ///
  /// @param writes within ten minutes
  /// @param changes by people within them, in whichever tools
  record WriteLimitReached(String system, int writes, int changes, Instant at) implements OfSpace {}

  /// A fresh read showed an older version than was seen before: the tool was restored from backup.
  record SystemRewound(String system, TicketRef ticket, Version known, Version seen)
      implements OfSpace {}

  /// An RFC or problem was seen. It belongs to no incident and no incident's key seals it, so only
  /// its coded fields are kept.
  record RfcSeen(
      TicketRef rfc,
      String key,
      Version version,
      Ticket.Presence presence,
      Fields fields,
      Reading reading)
      implements OfSpace {
    public RfcSeen {
      fields = fields.where((field, _) -> field.isCoded());
    }

    public static RfcSeen of(Ticket rfc, Reading reading) {
      return new RfcSeen(
          rfc.ref(), rfc.key(), rfc.version(), rfc.presence(), rfc.fields(), reading);
    }
  }

  /// The connection to a tool works again, or does not.
  record SystemConditionChanged(
      String system, Outcome.@Nullable Trouble trouble, String cause, Instant since)
      implements OfSpace {}

  record ConfigurationAdopted(String hash) implements OfSpace {}

  /// Understood, and declined.
  record InputSetAside(@Nullable String subject, String reason) implements OfSpace {}

  /// Why a ticket is a member.
  enum LinkReason {
    FIRST_SEEN,
    MARKER,
    REFERENCE,
    CREATED_BY_HUB,
    BY_HAND,
    UNMERGED
  }

  /// How a command ended for good.
  enum Settlement {
    DELIVERED,
    REFUSED,
    OUTDATED,
    SUPERSEDED,
    TICKET_GONE
  }
}
