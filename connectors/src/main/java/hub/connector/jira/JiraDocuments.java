package hub.connector.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/// Plain text as a document of Jira Cloud: a blank line begins a paragraph, a line break stays one,
/// and a web address can be followed. Read back, the document says the same text.
final class JiraDocuments {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
  private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\n\\n");
  private static final Pattern BETWEEN_LINES = Pattern.compile("\\n");

  /// Documents cannot hold these, nor can anybody read them.
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t\\r]]");

  /// A sentence's full stop after an address is not part of it.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"()\\[\\]{}|\\\\^`]{1,2000}(?<![.,;:!?'])");

  private JiraDocuments() {}

  static ObjectNode of(String text) {
    var document = JSON.objectNode().put("type", "doc").put("version", 1);
    var paragraphs = document.putArray("content");
    var clean = CONTROLS.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("").strip();
    for (var paragraph : BETWEEN_PARAGRAPHS.split(clean, -1)) {
      var content = paragraphs.addObject().put("type", "paragraph").putArray("content");
      var isFirst = true;
      for (var line : BETWEEN_LINES.split(paragraph, -1)) {
        if (!isFirst) {
          content.addObject().put("type", "hardBreak");
        }
        isFirst = false;
        line(content, line);
      }
    }
    return document;
  }

  private static void line(ArrayNode content, String line) {
    var addresses = ADDRESS.matcher(line);
    var written = 0;
    while (addresses.find()) {
      text(content, line.substring(written, addresses.start()));
      var link = text(content, addresses.group()).putArray("marks").addObject();
      link.put("type", "link").putObject("attrs").put("href", addresses.group());
      written = addresses.end();
    }
    text(content, line.substring(written));
  }

  /// A text node is never empty.
  private static ObjectNode text(ArrayNode content, String text) {
    var node = JSON.objectNode().put("type", "text").put("text", text);
    if (!text.isEmpty()) {
      content.add(node);
    }
    return node;
  }
}
