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
    Cause cause) {

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
        cause);
  }
}
