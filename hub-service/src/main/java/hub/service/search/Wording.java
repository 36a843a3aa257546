package hub.service.search;

import hub.delivery.Recipient;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.util.Locale;
import java.util.Map;

/// How code names read to people.
public final class Wording {

  private static final Map<String, String> ABBREVIATIONS =
      Map.of("rfc", "RFC", "fmk", "FMK", "nsp", "NSP");

  private Wording() {}

  /// A field's name: `rootCause` reads "root cause".
  public static String of(Field field) {
    return field
        .counterpartSystem()
        .map(system -> "key in " + system)
        .or(() -> field.rfcSystem().map(system -> "RFC in " + system))
        .orElseGet(() -> field.name().equals("*") ? "ticket" : spaced(field.name()));
  }

  /// A value as people read it: `IN_PROGRESS` reads "In progress", a text stays as it is.
  public static String value(Field field, String value) {
    return field.isCoded() && !field.isReference() ? name(value) : value;
  }

  /// A code name: `OPERATIONS_SUPPLIER` reads "Operations supplier", `P1` stays `P1`.
  public static String name(String code) {
    if (code.length() < 3 || !code.equals(code.toUpperCase(Locale.ROOT))) {
      return code;
    }
    var words = new StringBuilder();
    for (var word : code.toLowerCase(Locale.ROOT).split("_", -1)) {
      words.append(words.isEmpty() ? "" : " ").append(ABBREVIATIONS.getOrDefault(word, word));
    }
    return capital(words.toString());
  }

  /// The same with a capital first letter.
  public static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /// `CamelCase` as `camel-case`.
  static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /// A ticket in a sentence.
  static String ticket(TicketRef ref, String key) {
    return (key.isEmpty() ? ref.id() : key) + " in " + ref.system();
  }

  /// For whom a notice is.
  public static String recipient(Recipient recipient) {
    return switch (recipient) {
      case Recipient.RoleHolder(var role) -> name(role.name());
      case Recipient.DistributionList(var list) -> "the list " + list;
    };
  }

  /// `camelCase` as "camel case".
  public static String spaced(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
