package hub.service.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The languages that the pages speak.
public enum PageLanguage {
  EN(Locale.ENGLISH),
  DA(Locale.of("da"));

  private final Locale locale;

  PageLanguage(Locale locale) {
    this.locale = locale;
  }

  public Locale locale() {
    return locale;
  }

  /// As addresses and pages write it.
  public String code() {
    return locale.getLanguage();
  }

  /// The language of a code; empty if there are no pages in it.
  public static Optional<PageLanguage> of(@Nullable String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }

  /// The first language of a reader that there are pages in; English if there is none.
  public static PageLanguage preferred(List<Locale> wanted) {
    return wanted.stream()
        .flatMap(locale -> of(locale.getLanguage()).stream())
        .findFirst()
        .orElse(EN);
  }
}
