package hub.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who changed a field and when, as the tool claims: from its changelog (exact), or from the
/// record's last change (an upper bound for each of its fields).
///
/// @param at in the tool's clock
/// @param by as the tool names them; null if it does not say
/// @param isExact whether `at` is the time of this field's change
public record Change(Instant at, @Personal @Nullable String by, boolean isExact) {}
