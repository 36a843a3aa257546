package hub.service.search;

import java.time.Instant;

/// A change that a tool has confirmed.
///
/// @param sequence of the event that says so
/// @param since when the input that made it due was received; earlier attempts count
/// @param at when the confirmation was received
public record Delivered(long sequence, String system, Instant since, Instant at) {}
