package hub.config;

import java.text.Normalizer;

/// What a tool makes of a text, so that texts are compared as the tool can hold them (design D5).
public record TextForm(
    @Describe(value = "Longest text in UTF-16 units; 0 for no limit.", byDefault = "0")
        int maxLength,
    @Describe(value = "Line breaks become blanks.", byDefault = "false") boolean singleLine) {

  /// Line ends are LF, trailing blanks of lines and of the text are dropped, Unicode is composed.
  public static final TextForm PLAIN = new TextForm(0, false);

  /// The text as the tool would hold it. Applying it twice changes nothing more.
  public String of(String text) {
    var form =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace('\u00a0', ' ');
    if (singleLine) {
      form = form.replace('\n', ' ');
    }
    form = cut(form.lines().map(String::stripTrailing).reduce((a, b) -> a + "\n" + b).orElse(""));
    return form.strip();
  }

  private String cut(String text) {
    if (maxLength == 0 || text.length() <= maxLength) {
      return text;
    }
    var splitsPair = Character.isHighSurrogate(text.charAt(maxLength - 1));
    return text.substring(0, splitsPair ? maxLength - 1 : maxLength);
  }
}
