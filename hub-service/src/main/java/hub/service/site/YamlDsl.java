package hub.service.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Camel's own schema of its YAML, walked along a file: every key the schema does not know is told,
/// with the key that was probably meant.
///
/// A schema validator would say only that none of two hundred alternatives fits.
final class YamlDsl {

  private static final String SCHEMA = "/schema/camelYamlDsl.json";
  private static final String DEFINITIONS = "#/items/definitions/";
  private static final String FROM =
      "org.apache.camel.dsl.yaml.deserializers.RouteFromDefinitionDeserializer";
  private static final String BEANS = "org.apache.camel.model.BeanFactoryDefinition";

  private final JsonNode items;
  private final Consumer<Mistake> mistakes;

  YamlDsl(Consumer<Mistake> mistakes) {
    this.items = Schema.ROOT.path("items");
    this.mistakes = mistakes;
  }

  /// A file of routes: a list of routes, beans and configurations.
  void routes(Node root) {
    if (!(root instanceof SequenceNode list)) {
      add(root, "", "is no list of routes", "Begin each route with a hyphen: - route:");
      return;
    }
    list.getValue().forEach(element -> walk(element, items, ""));
  }

  /// What a Kamelet holds under `spec.template`.
  void template(Node template) {
    YamlFile.child(template, "from").ifPresent(from -> walk(from, definition(FROM), "from"));
    YamlFile.child(template, "route")
        .ifPresent(
            route -> walk(route, definition("org.apache.camel.model.RouteDefinition"), "route"));
    YamlFile.child(template, "beans")
        .filter(SequenceNode.class::isInstance)
        .ifPresent(beans ->
            ((SequenceNode) beans)
                .getValue()
                .forEach(bean -> walk(bean, definition(BEANS), "beans")));
  }

  private void walk(Node node, JsonNode schema, String path) {
    if (node instanceof SequenceNode list) {
      var element = element(schema);
      list.getValue().forEach(child -> walk(child, element, path));
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      return;
    }
    var possible = new HashMap<String, JsonNode>();
    collect(schema, possible, 0);
    if (possible.isEmpty()) {
      return;
    }
    for (var tuple : mapping.getValue()) {
      var key = YamlFile.keyOf(tuple.getKeyNode());
      var known = possible.get(key);
      if (known == null) {
        add(
            tuple.getKeyNode(),
            RecordReader.join(path, key),
            "is nothing Camel's YAML knows there",
            Suggestion.of(key, possible.keySet()));
      } else if (isText(known) && !(tuple.getValueNode() instanceof ScalarNode)) {
        add(tuple.getKeyNode(), RecordReader.join(path, key), "should be text", "Write one value");
      } else {
        walk(tuple.getValueNode(), known, key);
      }
    }
  }

  private static boolean isText(JsonNode schema) {
    return schema.path("type").asText().equals("string") && !schema.has("oneOf");
  }

  private JsonNode element(JsonNode schema) {
    var resolved = resolve(schema);
    if (resolved.has("items")) {
      return resolved.path("items");
    }
    for (var alternative : resolved.path("oneOf")) {
      if (alternative.has("items")) {
        return alternative.path("items");
      }
    }
    return resolved.path("items");
  }

  /// Every key that some alternative of the schema knows.
  private void collect(JsonNode schema, Map<String, JsonNode> possible, int depth) {
    if (depth > 8) {
      return;
    }
    schema
        .path("properties")
        .properties()
        .forEach(entry -> {
          var known = possible.get(entry.getKey());
          if (known == null || known.isEmpty()) {
            possible.put(entry.getKey(), entry.getValue());
          }
        });
    if (schema.has("$ref")) {
      collect(resolve(schema), possible, depth + 1);
    }
    for (var combination : new String[] {"oneOf", "anyOf", "allOf"}) {
      schema.path(combination).forEach(part -> collect(part, possible, depth + 1));
    }
  }

  private JsonNode resolve(JsonNode schema) {
    var reference = schema.path("$ref").asText();
    return reference.startsWith(DEFINITIONS)
        ? definition(reference.substring(DEFINITIONS.length()))
        : schema;
  }

  private JsonNode definition(String name) {
    return items.path("definitions").path(name);
  }

  private void add(Node node, String path, String cause, String remedy) {
    mistakes.accept(new Mistake(YamlFile.file(node), YamlFile.line(node), path, cause, remedy));
  }

  private static final class Schema {
    static final JsonNode ROOT = load();

    private static JsonNode load() {
      try (var resource = YamlDsl.class.getResourceAsStream(SCHEMA)) {
        if (resource == null) {
          throw new IllegalStateException("Camel's schema is not on the class path: " + SCHEMA);
        }
        return new JsonMapper().readTree(resource);
      } catch (IOException e) {
        throw new UncheckedIOException("Camel's schema cannot be read", e);
      }
    }
  }
}
