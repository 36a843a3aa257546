package hub.connector.clearquest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/// Reads what a server says when it refuses, in every shape it has been seen in: RDF/XML, bare XML,
/// JSON of both protocol versions, and pages of proxies.
///
/// Names are matched without their namespace, which differs from version to version. The text may
/// be hostile: document types and with them entities are refused, sizes are limited.
final class ServerFaultReader {

  /// Longest text that is looked at; an error needs no more.
  static final int LONGEST_BODY = 256 * 1024;

  private static final int LONGEST_MESSAGE = 300;
  private static final int MOST_MESSAGES = 8;
  private static final int MOST_FIELDS = 50;
  private static final int DEEPEST = 40;

  private static final Pattern CODE = Pattern.compile("\\bCR[A-Z]{3}\\d{4}[EWI]\\b");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> messages = new ArrayList<>();
  private final LinkedHashMap<String, String> fields = new LinkedHashMap<>();
  private final Set<String> codes = new TreeSet<>();

  private ServerFaultReader() {}

  /// Reads a body. Never fails: what cannot be understood is [ServerFault#SILENT].
  static ServerFault read(String contentType, String body) {
    return new ServerFaultReader().fault(contentType, body);
  }

  /// Whether the text is a page for people.
  static boolean isPage(String contentType, String body) {
    var start =
        body.substring(0, Math.min(body.length(), 500)).stripLeading().toLowerCase(Locale.ROOT);
    return contentType.toLowerCase(Locale.ROOT).startsWith("text/html")
        || start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || start.contains("<html");
  }

  private ServerFault fault(String contentType, String body) {
    var text = withoutMark(body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) : body);
    if (text.isBlank()) {
      return ServerFault.SILENT;
    }
    if (isPage(contentType, text)) {
      var title = TITLE.matcher(text);
      var said = title.find() ? List.of(oneLine(title.group(1))) : List.<String>of();
      return new ServerFault(ServerFault.Form.PAGE, said, fields, codesIn(text));
    }
    codes.addAll(codesIn(text));
    var first = text.stripLeading().charAt(0);
    var understood = first == '<' ? readXml(text.strip()) : readJson(text);
    return understood || !codes.isEmpty()
        ? new ServerFault(ServerFault.Form.STRUCTURED, messages, fields, codes)
        : ServerFault.SILENT;
  }

  private boolean readJson(String text) {
    try {
      var tree = JSON.readTree(text);
      if (tree == null || !tree.isContainerNode()) {
        return false;
      }
      collect(tree, 0);
      return !messages.isEmpty() || !fields.isEmpty();
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  private void collect(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node.isArray()) {
      node.forEach(child -> collect(child, depth + 1));
      return;
    }
    for (var entry : node.properties()) {
      var name = OslcJson.localName(entry.getKey());
      var value = entry.getValue();
      if (name.equalsIgnoreCase("invalidFields") && value.isObject()) {
        value
            .properties()
            .forEach(field -> addField(OslcJson.localName(field.getKey()), said(field.getValue())));
      } else if (name.equalsIgnoreCase("message") && value.isTextual()) {
        addMessage(value.asText());
      } else if (value.isContainerNode()) {
        collect(value, depth + 1);
      }
    }
  }

  private static String said(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    for (var entry : value.properties()) {
      if (OslcJson.localName(entry.getKey()).equalsIgnoreCase("message")) {
        return entry.getValue().asText("");
      }
    }
    return "";
  }

  private boolean readXml(String text) {
    try {
      collect(SafeXml.parse(text), 0);
      return !messages.isEmpty() || !fields.isEmpty();
    } catch (UnreadableAnswer malformed) {
      return false;
    }
  }

  private void collect(Element element, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (var child : SafeXml.children(element)) {
      switch (SafeXml.name(child)) {
        case "invalidFields" ->
            SafeXml.children(child)
                .forEach(field -> addField(SafeXml.name(field), field.getTextContent()));
        case "message" -> addMessage(child.getTextContent());
        default -> collect(child, depth + 1);
      }
    }
  }

  private void addMessage(String message) {
    var line = oneLine(message);
    if (!line.isEmpty() && messages.size() < MOST_MESSAGES) {
      messages.add(line);
    }
  }

  private void addField(String name, String message) {
    if (fields.size() < MOST_FIELDS) {
      fields.put(name, oneLine(message));
    }
  }

  private static Set<String> codesIn(String text) {
    var found = new TreeSet<String>();
    CODE.matcher(text).results().limit(MOST_MESSAGES).forEach(code -> found.add(code.group()));
    return found;
  }

  private static String oneLine(String text) {
    var line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + " …";
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
