package hub.connector.mapping;

import java.util.regex.Pattern;

/// How the hub signs a comment that it writes, so that it knows it again when the tool shows it.
///
/// The marker is the last thing in the text, as `[hub:<marker>]` on a line of its own. Tools change
/// texts: they join lines, trim, escape brackets, wrap in HTML. So it is read wherever it is the
/// last word of the text, and only there: a person who quotes a mirrored comment writes something
/// after it.
public final class CommentMarker {

  private static final String OPEN = "[hub:";
  private static final String CLOSE = "]";
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/#-]{0,199}");

  /// The marker at the end; what may follow are blanks, closing HTML elements and line breaks.
  private static final Pattern AT_END =
      Pattern.compile(
          "(?:\\\\?\\[|&#91;|&lsqb;)\\s*hub:\\s*([A-Za-z0-9][A-Za-z0-9._/#-]{0,199})\\s*"
              + "(?:\\\\?\\]|&#93;|&rsqb;)"
              + "(?:[\\s\\p{Zs}\\u200b\\ufeff]|</[a-z0-9]+\\s*>|<br\\s*/?>)*+$",
          Pattern.CASE_INSENSITIVE);

  private CommentMarker() {}

  /// A comment's text and the marker it ended with.
  ///
  /// @param marker empty if it had none
  public record Marked(String text, String marker) {}

  /// The text with the marker, cut before the marker where the tool takes no more.
  ///
  /// @param maxLength in UTF-16 units; 0 for no limit
  public static String write(String text, String marker, int maxLength) {
    if (!ALLOWED.matcher(marker).matches()) {
      throw new IllegalArgumentException("not a marker: " + marker);
    }
    var ending = "\n\n" + OPEN + marker + CLOSE;
    return cut(text.stripTrailing(), maxLength == 0 ? 0 : maxLength - ending.length()) + ending;
  }

  /// The text with the marker, uncut.
  public static String write(String text, String marker) {
    return write(text, marker, 0);
  }

  /// Splits what [#write] made, also after a tool has changed its blanks, lines or brackets.
  public static Marked read(String text) {
    var matcher = AT_END.matcher(text);
    // The last begin from which the pattern reaches the end.
    var from = text.toLowerCase(java.util.Locale.ROOT).lastIndexOf("hub:");
    if (from < 0 || !matcher.find(Math.max(0, from - 12))) {
      return new Marked(text, "");
    }
    return new Marked(text.substring(0, matcher.start()).stripTrailing(), matcher.group(1));
  }

  private static String cut(String text, int maxLength) {
    if (maxLength <= 0 || text.length() <= maxLength) {
      return text;
    }
    var splitsPair = Character.isHighSurrogate(text.charAt(maxLength - 2));
    return text.substring(0, splitsPair ? maxLength - 2 : maxLength - 1) + "…";
  }
}
