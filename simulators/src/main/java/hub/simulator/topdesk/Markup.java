package hub.simulator.topdesk;

import java.util.regex.Pattern;

/// What TOPdesk keeps of a text: line breaks only as `<br>`, and of HTML only a few elements.
final class Markup {
  private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern OTHER_ELEMENTS =
      Pattern.compile("<(?!/?(?:i|em|b|strong|u|br|h5|h6|a|img)\\b)[^>]*>");

  private Markup() {}

  static String kept(String text) {
    return OTHER_ELEMENTS.matcher(LINES.matcher(text).replaceAll(" ")).replaceAll("");
  }
}
