package hub.service.words;

import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;

/// The sentences of one language.
public final class Words {

  /// The files of sentences: what the pages say, and what events and matters are called.
  static final List<String> FILES = List.of("pages", "story");

  private static final Map<PageLanguage, Words> ALL = new EnumMap<>(PageLanguage.class);

  static {
    for (var language : PageLanguage.values()) {
      ALL.put(language, new Words(language));
    }
  }

  private final PageLanguage language;
  private final Map<String, String> sentences = new TreeMap<>();

  private Words(PageLanguage language) {
    this.language = language;
    // English lies in the files without a language; the machine's own language is never meant.
    var locale = language == PageLanguage.EN ? Locale.ROOT : language.locale();
    var exactly =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT);
    for (var file : FILES) {
      var bundle = ResourceBundle.getBundle("hub.service.words." + file, locale, exactly);
      bundle.keySet().forEach(key -> sentences.put(key, bundle.getString(key)));
    }
  }

  /// The words of a language.
  public static Words in(PageLanguage language) {
    var words = ALL.get(language);
    if (words == null) {
      throw new IllegalStateException("no words in " + language);
    }
    return words;
  }

  public PageLanguage language() {
    return language;
  }

  public Locale locale() {
    return language.locale();
  }

  /// A sentence. A key that has none is said as it is: a slip in the words must not stop what is
  /// shown, and a test finds it.
  ///
  /// @param arguments what stands for `{0}`, `{1}` and so on; a [Told] is said in this language
  public String say(String key, Object... arguments) {
    var pattern = sentences.get(key);
    if (pattern == null) {
      return key;
    }
    var said = new Object[arguments.length];
    for (var i = 0; i < arguments.length; i++) {
      said[i] = arguments[i] instanceof Told told ? told.in(language) : arguments[i];
    }
    return new MessageFormat(pattern, locale()).format(said);
  }

  /// Whether there is such a sentence.
  public boolean has(String key) {
    return sentences.containsKey(key);
  }

  /// The keys of a family, such as `recorded.`.
  public List<String> keysOf(String family) {
    return sentences.keySet().stream().filter(key -> key.startsWith(family)).toList();
  }

  /// A sentence with its places still open.
  public String pattern(String key) {
    return Objects.requireNonNull(sentences.get(key), key);
  }

  Set<String> keys() {
    return sentences.keySet();
  }
}
