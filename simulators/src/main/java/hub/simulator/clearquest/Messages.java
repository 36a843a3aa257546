package hub.simulator.clearquest;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the server says to people, in the language it was installed in. Programs must not depend on
/// these texts.
final class Messages {
  private final ResourceBundle texts;
  private final Locale locale;

  Messages(String language) {
    this.locale = Locale.forLanguageTag(language);
    this.texts =
        ResourceBundle.getBundle(
            "hub.simulator.clearquest.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String text(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), locale).format(arguments);
  }
}
