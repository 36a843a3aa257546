package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The fields of one Jira, as `GET /field` lists them: found by name once, because the ids of
/// custom fields differ from site to site.
final class JiraFields {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final Map<String, JsonNode> byId = new LinkedHashMap<>();
  private final JiraFlavour flavour;

  JiraFields(JsonNode list, JiraFlavour flavour) {
    this.flavour = flavour;
    list.forEach(field -> byId.put(field.path("id").asText(), field));
  }

  /// The id of the field of this id or name.
  ///
  /// @throws NoSuchField if there is none, or more than one of the name
  String id(String idOrName) {
    if (byId.containsKey(idOrName)) {
      return idOrName;
    }
    var ids = withName(idOrName);
    if (ids.size() != 1) {
      throw new NoSuchField(
          ids.isEmpty()
              ? "Jira has no field called \"" + idOrName + "\" that this account may see"
              : "Jira has several fields called \"%s\": %s; use one of these ids"
                  .formatted(idOrName, ids));
    }
    return ids.getFirst();
  }

  private List<String> withName(String name) {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().path("name").asText().equals(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The number by which JQL names a custom field, as in `cf[10052]`; the id for others.
  String jqlName(String id) {
    return id.startsWith("customfield_") ? "cf[" + id.substring("customfield_".length()) + "]" : id;
  }

  /// The value as Jira wants it for this field.
  ///
  /// @throws NoSuchField if the field cannot hold it
  JsonNode shaped(String id, String value) {
    var field = byId.get(id);
    var schema = field == null ? JSON.objectNode() : field.path("schema");
    return shaped(schema, value, flavour);
  }

  /// The value as a field of this schema wants it.
  static JsonNode shaped(JsonNode schema, String value, JiraFlavour flavour) {
    var type = schema.path("type").asText();
    if (value.isEmpty()) {
      return type.equals("array") ? JSON.arrayNode() : JSON.nullNode();
    }
    return switch (type) {
      case "option" -> choice("value", value);
      case "option-with-child" -> cascading(value);
      case "priority", "resolution", "issuetype", "version", "component", "securitylevel" ->
          choice("name", value);
      case "user" -> flavour.user(value);
      case "project" -> JSON.objectNode().put("key", value);
      case "number" -> number(value);
      case "array" -> list(schema.path("items").asText(), value, flavour);
      default -> hasLines(schema) ? flavour.text(value) : JSON.textNode(value);
    };
  }

  /// Whether it is a text of several lines, which the Cloud keeps as a document.
  private static boolean hasLines(JsonNode schema) {
    return switch (schema.path("system").asText()) {
      case "description", "environment" -> true;
      default -> schema.path("custom").asText().endsWith(":textarea");
    };
  }

  private static JsonNode list(String items, String value, JiraFlavour flavour) {
    var list = JSON.arrayNode();
    for (var element : COMMA.splitAsStream(value).toList()) {
      list.add(shaped(JSON.objectNode().put("type", items), element, flavour));
    }
    return list;
  }

  /// Names are for people and get renamed; a number is an id.
  private static JsonNode choice(String name, String value) {
    var isId = value.chars().allMatch(c -> c >= '0' && c <= '9');
    return JSON.objectNode().put(isId ? "id" : name, value);
  }

  private static JsonNode cascading(String value) {
    var slash = value.indexOf(" / ");
    var made = JSON.objectNode().put("value", slash < 0 ? value : value.substring(0, slash));
    if (slash >= 0) {
      made.set("child", JSON.objectNode().put("value", value.substring(slash + 3)));
    }
    return made;
  }

  private static JsonNode number(String value) {
    try {
      return JSON.numberNode(new BigDecimal(value.strip()));
    } catch (NumberFormatException notANumber) {
      throw new NoSuchField("Jira's field holds numbers only");
    }
  }

  /// A field that is not there, not unique, or cannot hold a value.
  static final class NoSuchField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchField(String cause) {
      super(cause);
    }
  }
}
