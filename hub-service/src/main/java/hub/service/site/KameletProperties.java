package hub.service.site;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The properties a Kamelet declares.
///
/// @param required those without which it does not start
/// @param secrets those of the format `password`
/// @param choices those that take certain values only, with these
public record KameletProperties(
    Set<String> names,
    Set<String> required,
    Set<String> secrets,
    Map<String, List<String>> choices) {

  static final KameletProperties NONE =
      new KameletProperties(Set.of(), Set.of(), Set.of(), Map.of());

  public KameletProperties {
    names = Set.copyOf(names);
    required = Set.copyOf(required);
    secrets = Set.copyOf(secrets);
    choices = Map.copyOf(choices);
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
    var names = new LinkedHashSet<String>();
    var secrets = new LinkedHashSet<String>();
    var choices = new LinkedHashMap<String, List<String>>();
    YamlFile.child(definition, "properties")
        .filter(MappingNode.class::isInstance)
        .ifPresent(properties -> {
          for (var tuple : ((MappingNode) properties).getValue()) {
            var name = YamlFile.keyOf(tuple.getKeyNode());
            names.add(name);
            YamlFile.child(tuple.getValueNode(), "format")
                .flatMap(YamlFile::text)
                .filter("password"::equals)
                .ifPresent(_ -> secrets.add(name));
            var values = texts(YamlFile.child(tuple.getValueNode(), "enum"));
            if (!values.isEmpty()) {
              choices.put(name, values);
            }
          }
        });
    var required = Set.copyOf(texts(YamlFile.child(definition, "required")));
    return new KameletProperties(names, required, secrets, choices);
  }

  private static List<String> texts(Optional<Node> list) {
    return list.filter(SequenceNode.class::isInstance).stream()
        .flatMap(sequence -> ((SequenceNode) sequence).getValue().stream())
        .flatMap(value -> YamlFile.text(value).stream())
        .toList();
  }
}
