package hub.service.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.config.Describe;
import hub.config.HubConfig;
import hub.ticket.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The JSON Schema of `hub.yaml`, made from the configuration records, so that editors complete and
/// check while people write.
public final class ConfigurationSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ConfigurationSchema() {}

  /// The schema as text, the same at every call.
  public static String text() {
    var schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "hub.yaml");
    var root = record(HubConfig.class, true);
    root.withObject("/properties")
        .set(
            SiteReader.EXTENDS,
            text("Another site's directory, relative to this one, that this one is laid over."));
    var system = (ObjectNode) root.at("/properties/systems/additionalProperties");
    var kinds = new Kinds(RouteFiles.of(List.of(Path.of("."))));
    kinds.names().forEach(kind -> system.withArray("allOf").add(connection(kind, kinds)));
    schema.setAll(root);
    try {
      return MAPPER.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema cannot be written", e);
    }
  }

  /// What may stand in the `connection` of a kind. What is missing may stand in the site that is
  /// extended.
  private static ObjectNode connection(String kind, Kinds kinds) {
    var schema = JSON.objectNode();
    schema.putObject("if").putObject("properties").putObject("kind").put("const", kind);
    var properties =
        schema
            .putObject("then")
            .putObject("properties")
            .putObject("connection")
            .putObject("properties");
    kinds.properties(kind).all().forEach((name, property) -> properties.set(name, value(property)));
    return schema;
  }

  private static ObjectNode value(KameletProperty property) {
    var schema = JSON.objectNode();
    schema.put("title", property.title()).put("description", property.description().strip());
    if (property.byDefault() != null) {
      schema.put("default", property.byDefault());
    }
    if (!property.choices().isEmpty()) {
      var either = schema.putArray("anyOf");
      var choices = either.addObject().putArray("enum");
      property.choices().forEach(choices::add);
      either.addObject().put("pattern", "\\$\\{");
    }
    return schema;
  }

  /// @param isLayer whether a part of the keys may stand in the site that is extended
  private static ObjectNode record(Class<?> type, boolean isLayer) {
    var schema = JSON.objectNode();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    var properties = schema.putObject("properties");
    var required = JSON.arrayNode();
    for (var component : type.getRecordComponents()) {
      properties.set(component.getName(), component(component));
      if (RecordReader.mustBeGiven(component)) {
        required.add(component.getName());
      }
    }
    if (!isLayer && !required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private static ObjectNode component(RecordComponent component) {
    var schema = value(component.getGenericType());
    var described = component.getAnnotation(Describe.class);
    if (described != null) {
      schema.put("description", described.value());
      if (!described.byDefault().isEmpty()) {
        schema.put("default", described.byDefault());
      }
    }
    return schema;
  }

  private static ObjectNode value(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      var arguments = parameterized.getActualTypeArguments();
      var schema = JSON.objectNode();
      if (parameterized.getRawType() == Map.class) {
        schema.put("type", "object");
        schema.set("additionalProperties", value(arguments[1]));
      } else {
        var list = JSON.objectNode().put("type", "array");
        var element = value(arguments[0]);
        list.set("items", element);
        if (parameterized.getRawType() == List.class) {
          return list;
        }
        schema.putArray("oneOf").add(list.put("uniqueItems", true)).add(element);
      }
      return schema;
    }
    var raw = (Class<?>) type;
    if (raw.isRecord() && raw != Field.class) {
      return ofRecord(raw);
    }
    return scalar(raw);
  }

  private static ObjectNode ofRecord(Class<?> raw) {
    // A key that is missing here may stand in the site that is extended.
    var whole = record(raw, true);
    if (!RecordReader.mayBeScalar(raw.getRecordComponents())) {
      return whole;
    }
    var either = JSON.objectNode();
    either.putArray("oneOf").add(scalar(raw.getRecordComponents()[0].getType())).add(whole);
    return either;
  }

  private static ObjectNode scalar(Class<?> type) {
    var schema = JSON.objectNode();
    if (type == int.class) {
      return schema.put("type", "integer");
    }
    if (type == boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == Duration.class) {
      return schema.put("type", "string").put("pattern", "^[0-9]+(ms|s|m|h|d)$");
    }
    if (type.isEnum()) {
      var names = schema.putArray("enum");
      RecordReader.namesOf(type).keySet().forEach(names::add);
      return schema;
    }
    schema.putArray("type").add("string").add("number").add("boolean");
    return schema;
  }

  private static ObjectNode text(String description) {
    return JSON.objectNode().put("type", "string").put("description", description);
  }
}
