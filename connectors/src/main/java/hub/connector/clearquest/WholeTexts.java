package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.http.ToolResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/// Long texts as protocol version 1 shows them, an XML element for each field.
///
/// @param texts by field name; empty if the answer could not be used
record WholeTexts(Map<String, String> texts) {

  private static final int DEEPEST = 10;

  WholeTexts {
    texts = Map.copyOf(texts);
  }

  /// Reads what came. A server without version 1 is no reason to fail: the texts stay cut.
  static WholeTexts read(ToolResponse response) {
    var texts = new HashMap<String, String>();
    if (response.isSuccess() && !response.isHtml() && !response.isEmpty()) {
      try {
        collect(SafeXml.parse(response.text()), texts, 0);
      } catch (UnreadableAnswer otherForm) {
        texts.clear();
      }
    }
    return new WholeTexts(texts);
  }

  private static void collect(Element element, Map<String, String> texts, int depth) {
    var children = SafeXml.children(element);
    if (children.isEmpty()) {
      texts.putIfAbsent(SafeXml.name(element), element.getTextContent());
    } else if (depth < DEEPEST) {
      children.forEach(child -> collect(child, texts, depth + 1));
    }
  }

  /// The whole texts of the fields that were cut, where they are there: longer than the cut one and
  /// beginning like it; or the same, if that one was not cut at all but is just as long as the
  /// server's limit.
  ///
  /// @param isWhole whether version 1 is known to show what version 2 cuts
  Map<String, String> wholeOf(JsonNode record, List<String> cutFields, boolean isWhole) {
    var whole = new HashMap<String, String>();
    for (var field : cutFields) {
      var cut = plain(OslcJson.text(record, RecordWriter.property(field)));
      var text = plain(texts.getOrDefault(OslcJson.localName(field), ""));
      // The last character may be half of a pair, or of a line end.
      var goesOn =
          text.length() > cut.length()
              && text.startsWith(cut.substring(0, Math.max(0, cut.length() - 1)));
      if (goesOn || (isWhole && text.equals(cut))) {
        whole.put(field, text);
      }
    }
    return whole;
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
