package hub.simulator.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.clearquest.OslcResource.Property;
import hub.simulator.clearquest.OslcResource.Value;
import hub.simulator.http.Json;
import java.util.List;
import java.util.Map;

/// Writes resources as JSON in the OSLC way: prefixed names, links as objects.
final class OslcJsonWriter {
  private OslcJsonWriter() {}

  static ObjectNode write(OslcResource resource) {
    ObjectNode json = Json.object();
    if (!resource.about().isEmpty()) {
      json.put("rdf:about", resource.about());
    }
    if (!resource.type().equals("rdf:Description")) {
      json.putArray("rdf:type")
          .addObject()
          .put("rdf:resource", OslcResource.expand(resource.type()));
    }
    for (Map.Entry<String, Property> entry : resource.properties().entrySet()) {
      json.set(entry.getKey(), values(entry.getValue()));
    }
    return json;
  }

  private static JsonNode values(Property property) {
    List<Value> values = property.values();
    if (!property.isList()) {
      return values.isEmpty() ? TextNode.valueOf("") : value(values.getFirst());
    }
    ArrayNode all = Json.array();
    values.forEach(value -> all.add(value(value)));
    return all;
  }

  private static JsonNode value(Value value) {
    return switch (value) {
      case Value.Text(var text) -> TextNode.valueOf(text);
      case Value.Whole(var number) -> LongNode.valueOf(number);
      case Value.Moment(var text) -> TextNode.valueOf(text);
      case Value.Link(var address) -> Json.object().put("rdf:resource", address);
      case Value.Inline(var resource) -> write(resource);
    };
  }
}
