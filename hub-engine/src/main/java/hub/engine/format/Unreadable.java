package hub.engine.format;

import com.fasterxml.jackson.databind.JsonNode;

/// What the door could not make an input of: a payload that no mapping reads, or that is too large.
/// It goes through the log like an input, and the engine makes a dead letter of it.
///
/// @param cause what is wrong, without free text of the payload
/// @param remedy what a person can do
/// @param payload what came, redacted, cut to size; a null node if nothing can be kept
public record Unreadable(String cause, String remedy, JsonNode payload) {}
