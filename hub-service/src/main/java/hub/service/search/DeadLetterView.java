package hub.service.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What could not be processed, and why.
///
/// @param source where it was read, such as `hub.inputs`
/// @param kind what it was, as far as known, such as `ticket-observed`
/// @param system the tool it came from; null if unknown
/// @param ticket the ticket it was about, as `system:key`; null if unknown
/// @param cause in one sentence
/// @param remedy what a person can do about it
/// @param canRetry whether trying again can help
/// @param isReadAgain whether it is then a ticket that is read anew from its tool
/// @param payload redacted; null when its retention is over
/// @param retriedAt when a person last asked for another try; null if nobody has
/// @param retriedBy that person
public record DeadLetterView(
    String id,
    Instant at,
    String source,
    String kind,
    @Nullable String system,
    @Nullable String ticket,
    String cause,
    String remedy,
    boolean canRetry,
    boolean isReadAgain,
    @Nullable String payload,
    @Nullable Instant retriedAt,
    @Nullable String retriedBy) {}
