package hub.service.dashboard;

import hub.service.words.PageLanguage;
import hub.service.words.Words;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, and in which language: the address says it, or the last choice, or the
/// browser.
public class Visitor {

  /// The part of an address that names the language.
  static final String LANGUAGE = "lang";

  /// Keeps the last choice.
  static final String COOKIE = "hub-language";

  private static final Pattern NAMED = Pattern.compile("[?&]" + LANGUAGE + "=([a-z]{2})");

  @CookieParam(Actor.COOKIE)
  @Nullable String actorCookie;

  @CookieParam(COOKIE)
  @Nullable String chosen;

  @QueryParam(LANGUAGE)
  @Nullable String wanted;

  @HeaderParam("Accept-Language")
  @Nullable String accepted;

  /// The name that was typed; null while there is none.
  @Nullable String actor() {
    return Actor.decode(actorCookie);
  }

  PageLanguage language() {
    return PageLanguage.of(wanted)
        .or(() -> PageLanguage.of(chosen))
        .orElseGet(() -> PageLanguage.preferred(accepted()));
  }

  /// A form is in the language of the page that it came from.
  Visitor from(@Nullable String address) {
    var named = address == null ? null : NAMED.matcher(address);
    if (wanted == null && named != null && named.find()) {
      wanted = named.group(1);
    }
    return this;
  }

  Words words() {
    return Words.in(language());
  }

  /// The address of a page, in the language that the visitor's own address names, if it names one.
  String path(String path) {
    return PageLanguage.of(wanted).map(language -> in(path, language)).orElse(path);
  }

  /// The address of a page in a language.
  static String in(String path, PageLanguage language) {
    return path + (path.contains("?") ? "&" : "?") + LANGUAGE + "=" + language.code();
  }

  private List<Locale> accepted() {
    if (accepted == null) {
      return List.of();
    }
    try {
      return Locale.LanguageRange.parse(accepted).stream()
          .filter(range -> range.getWeight() > 0)
          .map(range -> Locale.forLanguageTag(range.getRange()))
          .toList();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }
}
