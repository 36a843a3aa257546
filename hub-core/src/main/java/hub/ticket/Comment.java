package hub.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A comment as a tool shows it.
///
/// @param id the tool's id, or digest plus ordinal where the tool has none (design D6)
/// @param author who wrote it, as the tool names them
/// @param writtenAt as the tool claims; null where it does not say
/// @param text the text without the hub's marker
/// @param isRestricted whether the tool shows it to some readers only; such a comment never travels
///   by itself
/// @param marker the hub's marker of the comment it mirrors, or empty for a comment of the tool's
///   own users
public record Comment(
    String id,
    @Personal String author,
    @Nullable Instant writtenAt,
    @Personal String text,
    boolean isRestricted,
    String marker) {

  public boolean isMirror() {
    return !marker.isEmpty();
  }
}
