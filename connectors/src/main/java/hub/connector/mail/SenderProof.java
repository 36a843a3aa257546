package hub.connector.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/// Whether the site's own mail server has found that a mail comes from where it says (RFC 8601).
///
/// Only the topmost result counts, and only one of the site's own server: anybody can write such a
/// header, and each server puts its own on top.
final class SenderProof {

  private static final Pattern PASSED = Pattern.compile("(^|[;\\s])dmarc\\s*=\\s*pass([;\\s(]|$)");

  private final String server;

  /// @param server the name that the server gives itself; empty to take every sender's word
  SenderProof(String server) {
    this.server = server.strip().toLowerCase(Locale.ROOT);
  }

  boolean holds(Mail mail) {
    if (server.isEmpty()) {
      return true;
    }
    var result = mail.header("authentication-results").toLowerCase(Locale.ROOT).strip();
    var end = result.indexOf(';');
    var by = (end < 0 ? result : result.substring(0, end)).strip().split("\\s", 2)[0];
    return by.equals(server) && end >= 0 && PASSED.matcher(result.substring(end)).find();
  }
}
