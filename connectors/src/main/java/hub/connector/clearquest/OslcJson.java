package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads OSLC 2.0 JSON, in which servers write one and the same thing in several ways: a single
/// value or a list of one, an address as text or as `{"rdf:resource": …}`.
final class OslcJson {

  private OslcJson() {}

  /// The values of a property: none, the one, or each of the list.
  static List<JsonNode> each(JsonNode parent, String property) {
    var found = new ArrayList<JsonNode>();
    var value = parent.get(property);
    if (value == null || value.isNull() || value.isMissingNode()) {
      return found;
    }
    if (value.isArray()) {
      value.forEach(found::add);
    } else {
      found.add(value);
    }
    return found;
  }

  /// The address in a value, or empty.
  static String address(@Nullable JsonNode value) {
    if (value == null) {
      return "";
    }
    if (value.isArray()) {
      return value.isEmpty() ? "" : address(value.get(0));
    }
    if (value.isObject()) {
      var about = value.get("rdf:about");
      return about != null ? about.asText("") : address(value.get("rdf:resource"));
    }
    return value.asText("");
  }

  /// The text of a property, or empty.
  static String text(JsonNode parent, String property) {
    var value = parent.get(property);
    if (value != null && value.isArray() && !value.isEmpty()) {
      value = value.get(0);
    }
    return value == null || value.isContainerNode() ? "" : value.asText("");
  }

  /// Objects under the property, also those wrapped in their type as in `{"oslc:ServiceProvider":
  /// {…}}`.
  static List<JsonNode> objects(JsonNode parent, String property) {
    return each(parent, property).stream()
        .filter(JsonNode::isObject)
        .map(OslcJson::unwrapped)
        .toList();
  }

  /// The object without the name of its type around it.
  static JsonNode unwrapped(JsonNode object) {
    if (object.isObject() && object.size() == 1) {
      var only = object.properties().iterator().next();
      var isTypeName = Character.isUpperCase(localName(only.getKey()).charAt(0));
      if (isTypeName && only.getValue().isObject()) {
        return only.getValue();
      }
    }
    return object;
  }

  /// The name without its prefix.
  static String localName(String name) {
    var colon = name.lastIndexOf(':');
    return colon < 0 || colon == name.length() - 1 ? name : name.substring(colon + 1);
  }
}
