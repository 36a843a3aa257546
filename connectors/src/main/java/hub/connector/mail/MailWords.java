package hub.connector.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// What the hub's mails say, by language.
final class MailWords {

  /// The languages in which desks can be written to.
  static final List<String> LANGUAGES = List.of("da", "en", "sv");

  private static final Map<String, MailWords> ALL = new HashMap<>();

  static {
    LANGUAGES.forEach(language -> ALL.put(language, new MailWords(language)));
  }

  private final Properties words = new Properties();
  private final String language;

  private MailWords(String language) {
    this.language = language;
    try (var stream = MailWords.class.getResourceAsStream("words_" + language + ".properties")) {
      if (stream == null) {
        throw new IllegalStateException("no words in " + language);
      }
      words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static MailWords in(String language) {
    var found = ALL.get(language);
    if (found == null) {
      throw new IllegalArgumentException("the languages are " + LANGUAGES);
    }
    return found;
  }

  String language() {
    return language;
  }

  /// A sentence, with `{0}`, `{1}` … replaced. What is put in is never read as a pattern.
  String say(String key, String... facts) {
    var sentence = words.getProperty(key);
    if (sentence == null) {
      throw new IllegalStateException("no word %s in %s".formatted(key, language));
    }
    for (var i = 0; i < facts.length; i++) {
      sentence = sentence.replace("{" + i + "}", facts[i]);
    }
    return sentence;
  }

  boolean has(String key) {
    return words.containsKey(key);
  }
}
