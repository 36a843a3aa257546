package hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import org.jspecify.annotations.Nullable;

/// A ticket that a tool showed, with what it was made from, so that a mistake in the mapping can be
/// repaired later (design D9).
///
/// @param payload as the tool sent it, not redacted; null if there was none
/// @param mappingHash identifies the mapping that was used; empty if none was
public record Observation(
    Ticket ticket, Reading reading, @Nullable JsonNode payload, String mappingHash)
    implements Sighting {

  /// A ticket that was not made from a payload, such as one that is gone.
  public static Observation of(Ticket ticket, Reading reading) {
    return new Observation(ticket, reading, null, "");
  }
}
