package hub.service.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The properties a Kamelet declares.
///
/// @param all by name, in their order
/// @param required those without which it does not start
public record KameletProperties(Map<String, KameletProperty> all, Set<String> required) {

  static final KameletProperties NONE = new KameletProperties(Map.of(), Set.of());

  public KameletProperties {
    all = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(all));
    required = Set.copyOf(required);
  }

  /// The property of that name, if it is declared.
  public Optional<KameletProperty> property(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /// Reads a Kamelet's definition; a damaged one declares nothing.
  public static KameletProperties of(RouteFile kamelet) {
    return YamlFile.parse(kamelet.text(), kamelet.origin(), _ -> {})
        .flatMap(root -> YamlFile.child(root, "spec"))
        .flatMap(spec -> YamlFile.child(spec, "definition"))
        .map(KameletProperties::read)
        .orElse(NONE);
  }

  private static KameletProperties read(Node definition) {
    var all = new LinkedHashMap<String, KameletProperty>();
    YamlFile.child(definition, "properties")
        .filter(MappingNode.class::isInstance)
        .ifPresent(properties -> {
          for (var tuple : ((MappingNode) properties).getValue()) {
            var name = YamlFile.keyOf(tuple.getKeyNode());
            all.put(name, read(name, tuple.getValueNode()));
          }
        });
    return new KameletProperties(all, Set.copyOf(texts(YamlFile.child(definition, "required"))));
  }

  private static KameletProperty read(String name, Node declared) {
    return new KameletProperty(
        name,
        text(declared, "title").orElse(name),
        text(declared, "description").orElse(""),
        text(declared, "format").or(() -> text(declared, "type")).orElse("string"),
        text(declared, "default").orElse(null),
        text(declared, "example").orElse(""),
        texts(YamlFile.child(declared, "enum")));
  }

  private static Optional<String> text(Node node, String key) {
    return YamlFile.child(node, key).flatMap(YamlFile::text);
  }

  private static List<String> texts(Optional<Node> list) {
    return list.filter(SequenceNode.class::isInstance).stream()
        .flatMap(sequence -> ((SequenceNode) sequence).getValue().stream())
        .flatMap(value -> YamlFile.text(value).stream())
        .toList();
  }
}
