package hub.engine.format;

import hub.incident.IncidentEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event with its envelope, as it lies in `hub.events` (design D4).
///
/// @param sequence gap-free within the space, from 1
/// @param at when it was decided
/// @param configuration hash of the configuration it was decided with
/// @param claimedAt when it happened by the tool's clock; null if the tool did not say
/// @param observedAt when the hub saw it by its own clock
public record RecordedEvent(
    String space,
    long sequence,
    IncidentEvent event,
    Cause cause,
    Instant at,
    String configuration,
    @Nullable Instant claimedAt,
    Instant observedAt) {}
