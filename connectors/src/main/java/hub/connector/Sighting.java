package hub.connector;

/// What came of looking at a ticket: that it could be read, or not.
public sealed interface Sighting permits Observation, Refusal {}
