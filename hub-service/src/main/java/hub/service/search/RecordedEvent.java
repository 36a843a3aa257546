package hub.service.search;

import hub.incident.IncidentEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event as it lies in the log, decrypted, with what its envelope says.
///
/// @param position in the log of its space
/// @param sequence gap-free in its space, from 1
/// @param observedAt in the hub's clock
/// @param claimedAt in the clock of the source; null if it claims none
public record RecordedEvent(
    long position,
    long sequence,
    Instant observedAt,
    @Nullable Instant claimedAt,
    Cause cause,
    IncidentEvent event) {

  /// The input that led to an event.
  ///
  /// @param input its kind in kebab case, such as `ticket-observed`
  /// @param position of the input in its log; -1 if unknown
  /// @param system where it came from; null if from no tool
  /// @param actor the person who asked; null if nobody did
  public record Cause(
      String input, long position, @Nullable String system, @Nullable String actor) {

    public static final Cause UNKNOWN = new Cause("", -1, null, null);
  }
}
