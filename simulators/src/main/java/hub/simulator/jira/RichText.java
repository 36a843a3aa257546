package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.http.Json;
import java.util.Set;

/// Texts of several lines in the Cloud: documents, as its editor makes them and as its interface
/// takes them.
final class RichText {
  private static final Set<String> INLINE =
      Set.of(
          "text",
          "hardBreak",
          "mention",
          "emoji",
          "date",
          "status",
          "inlineCard",
          "inlineExtension",
          "mediaInline",
          "placeholder");

  /// What ends a line where people read it.
  private static final Set<String> LINES =
      Set.of("paragraph", "heading", "codeBlock", "tableRow", "rule", "media");

  private static final Set<String> BLOCKS =
      Set.of(
          "paragraph",
          "heading",
          "bulletList",
          "orderedList",
          "listItem",
          "taskList",
          "taskItem",
          "decisionList",
          "decisionItem",
          "codeBlock",
          "blockquote",
          "rule",
          "table",
          "tableRow",
          "tableHeader",
          "tableCell",
          "panel",
          "expand",
          "nestedExpand",
          "mediaSingle",
          "mediaGroup",
          "media",
          "caption",
          "blockCard",
          "embedCard",
          "extension",
          "bodiedExtension",
          "layoutSection",
          "layoutColumn");

  private RichText() {}

  /// What the editor makes of a text that somebody types: every line is a paragraph.
  static ObjectNode typed(String text) {
    ObjectNode document = Json.object().put("type", "doc").put("version", 1);
    ArrayNode paragraphs = document.putArray("content");
    text.strip()
        .lines()
        .forEach(line -> {
          ArrayNode content = paragraphs.addObject().put("type", "paragraph").putArray("content");
          if (!line.isEmpty()) {
            content.addObject().put("type", "text").put("text", line);
          }
        });
    return document;
  }

  /// What a stored value says: a document in plain text, anything else as it is.
  static String plain(JsonNode stored) {
    if (!stored.path("type").asText().equals("doc")) {
      return stored.asText();
    }
    StringBuilder text = new StringBuilder();
    read(stored, text);
    return text.toString().strip();
  }

  private static void read(JsonNode node, StringBuilder text) {
    switch (node.path("type").asText()) {
      case "text" -> text.append(node.path("text").asText());
      case "hardBreak" -> text.append('\n');
      case "mention", "emoji", "status" -> text.append(node.at("/attrs/text").asText());
      case "inlineCard", "blockCard", "embedCard" -> text.append(node.at("/attrs/url").asText());
      default -> node.path("content").forEach(child -> read(child, text));
    }
    if (LINES.contains(node.path("type").asText())) {
      text.append('\n');
    }
  }

  /// The same value with a plain text in place of every document, as webhooks have it.
  static JsonNode withPlainTexts(JsonNode value) {
    if (value.path("type").asText().equals("doc") && value.has("version")) {
      return TextNode.valueOf(plain(value));
    }
    if (value instanceof ObjectNode object) {
      ObjectNode made = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(member -> made.set(member.getKey(), withPlainTexts(member.getValue())));
      return made;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode made = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> made.add(withPlainTexts(element)));
      return made;
    }
    return value;
  }

  /// Whether the value is a document that the interface takes.
  static boolean isDocument(JsonNode given) {
    return given.isObject()
        && given.path("type").asText().equals("doc")
        && given.path("version").asInt() == 1
        && given.path("content").isArray()
        && areBlocks(given.path("content"));
  }

  private static boolean areBlocks(JsonNode content) {
    for (JsonNode node : content) {
      if (!BLOCKS.contains(node.path("type").asText()) || !isSound(node)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSound(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "paragraph", "heading", "codeBlock", "taskItem", "decisionItem", "caption" ->
          areInline(node.path("content"));
      default -> areBlocks(node.path("content"));
    };
  }

  private static boolean areInline(JsonNode content) {
    for (JsonNode node : content) {
      String type = node.path("type").asText();
      if (!INLINE.contains(type) || (type.equals("text") && node.path("text").asText().isEmpty())) {
        return false;
      }
    }
    return true;
  }
}
