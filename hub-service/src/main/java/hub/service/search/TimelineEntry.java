package hub.service.search;

import hub.engine.format.Cause;
import hub.engine.privacy.Cipher;
import hub.incident.IncidentId;
import hub.service.words.Told;
import hub.ticket.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event in words.
///
/// @param type the event's name in kebab case, such as `field-changed`
/// @param at in the hub's clock
/// @param claimedAt in the source's clock; null if it claims none
/// @param system the tool it is about; null if about none
/// @param ticket the ticket it is about; null if about none
/// @param words what happened, in one sentence without personal content
/// @param changedTexts texts that a ticket holds another of; what it holds is not in `words`
/// @param text free text that belongs to it, such as a comment, or empty
/// @param person who did it in a tool, as the tool names them; null if unknown
/// @param weight how much it matters to a reader
/// @param isMilestone whether the story in short tells it
/// @param command the name of what the hub asks of a tool, where it is asked, held or over; or null
/// @param behalf whose doing it follows from; null if from none that is known
/// @param deed what it is to the audit; null if it is nobody's doing
/// @param decides the field whose value it decides; null if none
public record TimelineEntry(
    long sequence,
    String type,
    Instant at,
    @Nullable Instant claimedAt,
    @Nullable IncidentId incident,
    @Nullable String system,
    @Nullable TicketLabel ticket,
    Told words,
    List<Field> changedTexts,
    String text,
    @Nullable String person,
    Weight weight,
    boolean isMilestone,
    Cause cause,
    @Nullable String command,
    @Nullable Behalf behalf,
    @Nullable Deed deed,
    @Nullable Field decides) {

  /// How much an event matters to a reader.
  public enum Weight {
    /// Bookkeeping, hidden unless asked for.
    QUIET,
    NORMAL,
    /// Something went wrong or needs a person.
    TROUBLE
  }

  public TimelineEntry {
    changedTexts = List.copyOf(changedTexts);
  }

  /// As it reads after the incident's key is gone (design D12).
  TimelineEntry erased() {
    return new TimelineEntry(
        sequence,
        type,
        at,
        claimedAt,
        incident,
        system,
        ticket,
        words,
        List.of(),
        text.isEmpty() ? "" : Cipher.ERASED,
        person == null ? null : Cipher.ERASED,
        weight,
        isMilestone,
        cause,
        command,
        behalf == null ? null : behalf.erased(),
        deed,
        decides);
  }

  /// The same with what is known of its doer.
  TimelineEntry of(@Nullable String asked, @Nullable Behalf whose, @Nullable Deed done) {
    return new TimelineEntry(
        sequence,
        type,
        at,
        claimedAt,
        incident,
        system,
        ticket,
        words,
        changedTexts,
        text,
        person,
        weight,
        isMilestone,
        cause,
        asked,
        whose,
        done,
        decides);
  }

  /// Whether by it something is asked of a tool, or held back from one.
  boolean isAsking() {
    return type.equals("command-issued") || type.equals("command-held");
  }

  /// Who did it: the hub itself, whoever asked it, or whom the tool names; null if the tool names
  /// nobody, or it is nobody's doing.
  public @Nullable String doer() {
    if (deed == null) {
      return null;
    }
    return switch (deed) {
      case WROTE -> AuditQuery.HUB;
      case CHANGED -> person;
      case ASKED -> cause.actor();
    };
  }
}
