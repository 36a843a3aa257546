package hub.connector.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A local desk that may report by mail.
///
/// @param addresses in lower case: whole addresses, or `@domain` for all of a domain
/// @param number how the desk writes its own ticket numbers; null if the site does not know
/// @param language in which it is written to, such as `da`
record Desk(String name, List<String> addresses, @Nullable Pattern number, String language) {

  Desk {
    addresses = List.copyOf(addresses);
  }

  boolean has(String address) {
    var lower = address.toLowerCase(Locale.ROOT);
    var at = lower.lastIndexOf('@');
    return at > 0
        && addresses.stream()
            .anyMatch(known -> known.equals(lower) || known.equals(lower.substring(at)));
  }

  /// The desk's own ticket number in a text, if one stands there.
  Optional<String> numberIn(String text) {
    if (number == null) {
      return Optional.empty();
    }
    var matcher = number.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
