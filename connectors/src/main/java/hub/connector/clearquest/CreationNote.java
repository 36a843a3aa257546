package hub.connector.clearquest;

import java.util.Optional;
import java.util.regex.Pattern;

/// The first note of a record that the hub creates. It carries the marker where the record type has
/// no field for it: people cannot edit the log, and a note is no part of what is compared.
final class CreationNote {

  private static final String WORDS = "Created by the incident hub.";
  private static final Pattern NOTE =
      Pattern.compile(
          "\\A"
              + Pattern.quote(WORDS)
              + "\\s*\\[hub-ticket:([A-Za-z0-9][A-Za-z0-9._:/#-]{0,199})]\\s*\\z");

  private CreationNote() {}

  static String of(String marker) {
    return WORDS + "\n[hub-ticket:" + marker + "]";
  }

  /// The marker, if the whole note is a creation note. One that somebody quotes is not.
  static Optional<String> marker(String note) {
    var matcher = NOTE.matcher(note);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
