package hub.service.search;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change that a tool has confirmed.
///
/// @param sequence of the event that says so
/// @param since when the input that made it due was received; earlier attempts count
/// @param at when the confirmation was received
/// @param own how long the hub took to ask for it; null if it was asked more than once
public record Delivered(
    long sequence, String system, Instant since, Instant at, @Nullable Duration own) {}
