package hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import hub.ticket.Reading;
import org.jspecify.annotations.Nullable;

/// What a tool showed and the hub could not or must not read. It becomes a dead letter.
///
/// @param system which tool
/// @param ticket the tool's internal id of the ticket, or empty if not even that is known
/// @param cause why, in one sentence per mistake, without free text of the ticket
/// @param payload as the tool sent it, not redacted; null if there was none
public record Refusal(
    String system, String ticket, String cause, @Nullable JsonNode payload, Reading reading)
    implements Sighting {}
