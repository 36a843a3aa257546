package hub.service.search;

import hub.engine.privacy.Cipher;
import hub.service.words.Told;
import org.jspecify.annotations.Nullable;

/// Whose doing something follows from.
///
/// @param person as the tool or the hub's login names them; null if the tool does not say
/// @param ticket where they did it; null if they asked the hub itself
/// @param why what they did, in words without personal content; nothing if they asked the hub
public record Behalf(@Nullable String person, @Nullable TicketLabel ticket, Told why) {

  /// As it reads after the incident's key is gone (design D12). Who asks the hub stays known.
  Behalf erased() {
    return ticket == null || person == null ? this : new Behalf(Cipher.ERASED, ticket, why);
  }
}
