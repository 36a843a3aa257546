package hub.simulator.clearquest;

/// Reads the small languages of queries piece by piece, blanks between pieces left out.
final class Scanner {
  private final String source;
  private int position;

  Scanner(String source) {
    this.source = source;
  }

  boolean isAtEnd() {
    skipBlanks();
    return position == source.length();
  }

  /// Whether the piece comes next; if so it is taken.
  boolean skip(String piece) {
    skipBlanks();
    boolean there = source.startsWith(piece, position);
    if (there) {
      position += piece.length();
    }
    return there;
  }

  /// Whether the word comes next and ends there; if so it is taken.
  boolean skipWord(String word) {
    skipBlanks();
    int end = position + word.length();
    boolean there =
        source.regionMatches(true, position, word, 0, word.length())
            && (end == source.length() || !isNamePart(source.charAt(end)));
    if (there) {
      position = end;
    }
    return there;
  }

  void expect(String piece) {
    if (!skip(piece)) {
      throw unexpected("'" + piece + "'");
    }
  }

  /// A name, with its prefix unless that is `cq:`.
  String name() {
    skipBlanks();
    int start = position;
    while (position < source.length() && isNamePart(source.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw unexpected("a name");
    }
    String name = source.substring(start, position);
    return name.startsWith("cq:") ? name.substring(3) : name;
  }

  /// A value: a text in quotes, an address in angle brackets, a number or word, or `*`.
  String value() {
    if (skip("\"")) {
      return until('"');
    }
    if (skip("<")) {
      return until('>');
    }
    if (skip("*")) {
      return "*";
    }
    skipBlanks();
    int start = position;
    while (position < source.length() && ",] )}".indexOf(source.charAt(position)) < 0) {
      position++;
    }
    if (start == position) {
      throw unexpected("a value");
    }
    return source.substring(start, position);
  }

  private String until(char end) {
    StringBuilder text = new StringBuilder();
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == end) {
        return text.toString();
      }
      if (c == '\\' && position < source.length()) {
        c = source.charAt(position++);
      }
      text.append(c);
    }
    throw unexpected("the closing " + end);
  }

  Rejection unexpected(String expected) {
    return Rejection.of(
        400,
        "The query is malformed: "
            + expected
            + " is expected at position "
            + position
            + " of "
            + source);
  }

  private void skipBlanks() {
    while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
      position++;
    }
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == ':' || c == '.';
  }
}
