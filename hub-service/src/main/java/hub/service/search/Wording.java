package hub.service.search;

import hub.delivery.Recipient;
import hub.service.words.PageLanguage;
import hub.service.words.Told;
import hub.service.words.Words;
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
  public static Told of(Field field) {
    return field
        .counterpartSystem()
        .map(system -> Told.of("field.counterpart", system))
        .or(() -> field.rfcSystem().map(system -> Told.of("field.rfc", system)))
        .orElseGet(() -> known("field." + field.name(), spaced(field.name())));
  }

  /// A value as people read it: `IN_PROGRESS` reads "In progress", a text stays as it is.
  public static Told value(Field field, String value) {
    return field.isCoded() && !field.isReference() ? named(value) : Told.quoted(value);
  }

  /// A code name of the hub's own, in every language; one of the site's own as it is spelled.
  public static Told named(String code) {
    return known("code." + code, name(code));
  }

  private static Told known(String key, String otherwise) {
    return Words.in(PageLanguage.EN).has(key) ? Told.of(key) : Told.quoted(otherwise);
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
  static Told ticket(TicketRef ref, String key) {
    return Told.of("ticket", key.isEmpty() ? ref.id() : key, ref.system());
  }

  /// How somebody was reached. The hub's own ways have words in every language; what a person wrote
  /// stays as it is.
  public static Told way(String how) {
    return known("way." + how.replace(' ', '-').replace("'", ""), how);
  }

  /// For whom a notice is.
  public static Told recipient(Recipient recipient) {
    return switch (recipient) {
      case Recipient.RoleHolder(var role) -> named(role.name());
      case Recipient.DistributionList(var list) -> Told.of("list", list);
    };
  }

  /// `camelCase` as "camel case".
  public static String spaced(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
