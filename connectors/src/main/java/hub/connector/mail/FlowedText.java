package hub.connector.mail;

/// Text whose lines were broken for transport (RFC 3676): a line that ends in a blank goes on in
/// the next one of the same depth of quotation.
final class FlowedText {

  private static final String SIGNATURE = "-- ";

  private FlowedText() {}

  /// @param delSp whether the blank at the end of a broken line is no part of the text
  static String of(String text, boolean delSp) {
    var whole = new StringBuilder();
    var paragraph = new StringBuilder();
    var depth = -1;
    for (var line : text.replace("\r\n", "\n").split("\n", -1)) {
      var quotes = quotes(line);
      var rest = line.substring(quotes);
      var words = rest.startsWith(" ") ? rest.substring(1) : rest;
      if (depth >= 0 && (quotes != depth || words.equals(SIGNATURE))) {
        end(whole, paragraph, depth);
        depth = -1;
      }
      var goesOn = words.endsWith(" ") && !words.equals(SIGNATURE);
      paragraph.append(goesOn && delSp ? words.substring(0, words.length() - 1) : words);
      depth = quotes;
      if (!goesOn) {
        end(whole, paragraph, depth);
        depth = -1;
      }
    }
    if (depth >= 0) {
      end(whole, paragraph, depth);
    }
    return whole.toString();
  }

  private static int quotes(String line) {
    var count = 0;
    while (count < line.length() && line.charAt(count) == '>') {
      count++;
    }
    return count;
  }

  private static void end(StringBuilder whole, StringBuilder paragraph, int depth) {
    whole.append(">".repeat(depth)).append(depth > 0 ? " " : "").append(paragraph).append('\n');
    paragraph.setLength(0);
  }
}
