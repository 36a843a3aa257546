package hub.service.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How many contacts nobody has acknowledged or waived.
///
/// @param oldestSince when the oldest of them was opened; null if there is none
public record OpenContacts(int open, @Nullable Instant oldestSince) {}
