package hub.engine.format;

import com.fasterxml.jackson.databind.JsonNode;

/// What the tool sent, kept redacted beside the mapped ticket so that a mistake in a mapping can be
/// repaired (design D9).
///
/// @param mapping hash of the mapping that read it
/// @param payload the tool's JSON, or a text node where it was something else
public record SourcePayload(String mapping, JsonNode payload) {}
