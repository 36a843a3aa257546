package hub.service.search;

import hub.incident.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event in words.
///
/// @param type the event's name in kebab case, such as `field-changed`
/// @param at in the hub's clock
/// @param claimedAt in the source's clock; null if it claims none
/// @param system the tool it is about; null if about none
/// @param ticket the ticket it is about; null if about none
/// @param words what happened, in one sentence without personal content
/// @param text free text that belongs to it, such as a comment, or empty
/// @param person who did it in a tool, as the tool names them; null if unknown
/// @param weight how much it matters to a reader
public record TimelineEntry(
    long sequence,
    String type,
    Instant at,
    @Nullable Instant claimedAt,
    @Nullable IncidentId incident,
    @Nullable String system,
    @Nullable TicketLabel ticket,
    String words,
    String text,
    @Nullable String person,
    Weight weight,
    RecordedEvent.Cause cause) {

  /// How much an event matters to a reader.
  public enum Weight {
    /// Bookkeeping, hidden unless asked for.
    QUIET,
    NORMAL,
    /// Something went wrong or needs a person.
    TROUBLE
  }

  /// What stands for personal content after an erasure.
  public static final String ERASED = "erased";

  /// The same without personal content (design D12).
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
        text.isEmpty() ? "" : ERASED,
        person == null ? null : ERASED,
        weight,
        cause);
  }
}
