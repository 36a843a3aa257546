package hub.service.search;

import hub.incident.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event in words.
///
/// @param type the event's name in kebab case, such as `field-changed`
/// @param at in the hub's clock
/// @param claimedAt in the source's clock; null if it claims none
/// @param words what happened, in one sentence
/// @param text free text that belongs to it, such as a comment, or empty
/// @param weight how much it matters to a reader
public record TimelineEntry(
    long sequence,
    String type,
    Instant at,
    @Nullable Instant claimedAt,
    @Nullable IncidentId incident,
    String words,
    String text,
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
}
