package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a document in Atlassian's format says, in plain text: Jira Cloud has descriptions, comments
/// and texts of several lines as such documents.
///
/// Nothing is lost silently. Structure becomes what people write in a mail, a link keeps its
/// address, and a node that is not known shows what it contains, or at least its type. Only what
/// letters look like goes.
public final class DocumentText {

  /// Documents that are nested deeper are damaged or hostile.
  static final int DEEPEST = 200;

  private static final String BETWEEN_BLOCKS = "\n\n";

  private DocumentText() {}

  /// Whether the value is a document, and not a plain text or something else.
  public static boolean isDocument(JsonNode value) {
    return value.path("type").asText().equals("doc") && value.path("content").isArray();
  }

  /// The text of a document.
  public static String of(JsonNode document) {
    return block(document, 0).strip();
  }

  /// The same value with a text in place of every document in it.
  ///
  /// A text that is split over nodes is whole only then, so nothing may look for personal data in
  /// it before.
  public static JsonNode plain(JsonNode value) {
    return plain(value, 0);
  }

  private static JsonNode plain(JsonNode value, int depth) {
    if (isDocument(value)) {
      return JsonNodeFactory.instance.textNode(of(value));
    }
    if (depth < DEEPEST && value instanceof ObjectNode object) {
      var made = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(member -> made.set(member.getKey(), plain(member.getValue(), depth + 1)));
      return made;
    }
    if (depth < DEEPEST && value instanceof ArrayNode array) {
      var made = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> made.add(plain(element, depth + 1)));
      return made;
    }
    return value;
  }

  private static String block(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      return "…";
    }
    return switch (node.path("type").asText()) {
      case "paragraph", "heading", "codeBlock", "caption" -> inline(node, depth);
      case "bulletList", "decisionList" -> list(node, depth, 0);
      case "orderedList" -> list(node, depth, node.at("/attrs/order").asInt(1));
      case "taskList" -> tasks(node, depth);
      case "blockquote" -> prefixed("> ", "> ", blocks(node, depth));
      case "table" -> rows(node, depth);
      case "rule" -> "----";
      case "expand", "nestedExpand" -> titled(node, depth);
      default -> other(node, depth);
    };
  }

  /// Containers, cards, files, and what this does not know.
  private static String other(JsonNode node, int depth) {
    if (!node.path("content").isArray()) {
      return leaf(node);
    }
    var isInline = !node.path("content").isEmpty() && isInline(node.path("content").path(0));
    return isInline ? inline(node, depth) : blocks(node, depth);
  }

  private static boolean isInline(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "text",
          "hardBreak",
          "mention",
          "emoji",
          "date",
          "status",
          "inlineCard",
          "inlineExtension",
          "mediaInline",
          "placeholder" ->
          true;
      default -> false;
    };
  }

  private static String blocks(JsonNode parent, int depth) {
    return children(parent)
        .map(child -> block(child, depth + 1))
        .collect(Collectors.joining(BETWEEN_BLOCKS));
  }

  private static String inline(JsonNode parent, int depth) {
    return children(parent)
        .map(child ->
            isInline(child) || !child.path("content").isArray()
                ? leaf(child)
                : block(child, depth + 1))
        .collect(Collectors.joining());
  }

  private static String leaf(JsonNode node) {
    var attributes = node.path("attrs");
    return switch (node.path("type").asText()) {
      case "text" -> linked(node);
      case "hardBreak" -> "\n";
      case "mention" -> mention(attributes);
      case "emoji" -> first(attributes, "text", "shortName").orElse("");
      case "date" -> date(attributes.path("timestamp").asText());
      case "status" -> "[" + attributes.path("text").asText() + "]";
      case "inlineCard", "blockCard", "embedCard" -> card(attributes);
      case "media", "mediaInline" ->
          first(attributes, "url")
              .orElseGet(() -> "[file: " + first(attributes, "alt", "id").orElse("?") + "]");
      case "rule" -> "----";
      default -> unknown(node);
    };
  }

  private static String unknown(JsonNode node) {
    return first(node, "text")
        .or(() -> first(node.path("attrs"), "text", "title", "url", "extensionKey"))
        .map(words -> node.has("text") ? words : "[" + words + "]")
        .orElseGet(() -> "[" + node.path("type").asText("?") + "]");
  }

  private static String linked(JsonNode node) {
    var text = node.path("text").asText();
    for (var mark : node.path("marks")) {
      var address = mark.at("/attrs/href").asText();
      if (mark.path("type").asText().equals("link")
          && !address.isEmpty()
          && !address.equals(text)) {
        return text + " (" + address + ")";
      }
    }
    return text;
  }

  private static String mention(JsonNode attributes) {
    var name = first(attributes, "text").orElseGet(() -> attributes.path("id").asText("?"));
    return name.startsWith("@") ? name : "@" + name;
  }

  private static String card(JsonNode attributes) {
    return first(attributes, "url")
        .or(() -> first(attributes.path("data"), "url", "name"))
        .orElse("[card]");
  }

  private static String date(String timestamp) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(timestamp))
          .atZone(ZoneOffset.UTC)
          .toLocalDate()
          .toString();
    } catch (NumberFormatException | java.time.DateTimeException noTime) {
      return timestamp;
    }
  }

  private static String titled(JsonNode node, int depth) {
    var title = node.at("/attrs/title").asText();
    var content = blocks(node, depth);
    return title.isEmpty() ? content : title + BETWEEN_BLOCKS + content;
  }

  /// @param number of the first item; 0 for bullets
  private static String list(JsonNode node, int depth, int number) {
    var items = new ArrayList<String>();
    children(node)
        .forEach(item -> {
          var lead = number == 0 ? "- " : (number + items.size()) + ". ";
          items.add(prefixed(lead, " ".repeat(lead.length()), item(item, depth + 1)));
        });
    return String.join("\n", items);
  }

  private static String tasks(JsonNode node, int depth) {
    return children(node)
        .map(item -> {
          var isNested = item.path("type").asText().equals("taskList");
          var isDone = item.at("/attrs/state").asText().equals("DONE");
          return isNested
              ? prefixed("  ", "  ", tasks(item, depth + 1))
              : prefixed(isDone ? "[x] " : "[ ] ", "    ", item(item, depth + 1));
        })
        .collect(Collectors.joining("\n"));
  }

  /// The paragraphs of an item follow each other closely, and so do lists in it.
  private static String item(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      return "…";
    }
    if (isInline(node.path("content").path(0))) {
      return inline(node, depth);
    }
    return children(node).map(child -> block(child, depth + 1)).collect(Collectors.joining("\n"));
  }

  private static String rows(JsonNode table, int depth) {
    return children(table)
        .map(row ->
            children(row)
                .map(cell -> item(cell, depth + 2).replace("\n", " / "))
                .collect(Collectors.joining(" | ")))
        .collect(Collectors.joining("\n"));
  }

  private static String prefixed(String first, String others, String text) {
    var lines = List.of(text.split("\n", -1));
    return lines.stream()
        .skip(1)
        .map(line -> line.isEmpty() ? line : others + line)
        .reduce(first + lines.getFirst(), (above, line) -> above + "\n" + line);
  }

  private static Optional<String> first(JsonNode node, String... names) {
    for (var name : names) {
      var value = node.path(name).asText();
      if (!value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static java.util.stream.Stream<JsonNode> children(JsonNode node) {
    return node.path("content").valueStream();
  }
}
