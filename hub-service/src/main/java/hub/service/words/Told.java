package hub.service.words;

import java.util.Locale;

/// A sentence in every language of the pages, for what is written once and read by many.
public record Told(String en, String da) {

  public static final Told NOTHING = new Told("", "");

  /// A sentence of the words' files.
  ///
  /// @param arguments what stands for `{0}`, `{1}` and so on; a [Told] is said in each language
  public static Told of(String key, Object... arguments) {
    return new Told(
        Words.in(PageLanguage.EN).say(key, arguments),
        Words.in(PageLanguage.DA).say(key, arguments));
  }

  /// What somebody else has said, such as a tool: it stays as it is.
  public static Told quoted(String text) {
    return new Told(text, text);
  }

  public String in(PageLanguage language) {
    return switch (language) {
      case EN -> en;
      case DA -> da;
    };
  }

  /// One after the other.
  public Told then(Told other) {
    return new Told(en + other.en, da + other.da);
  }

  /// The same with a capital first letter.
  public Told capital() {
    return new Told(capital(en), capital(da));
  }

  /// The same in small letters, to stand within a sentence.
  public Told small() {
    return new Told(en.toLowerCase(Locale.ROOT), da.toLowerCase(Locale.ROOT));
  }

  public boolean isEmpty() {
    return en.isEmpty();
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
