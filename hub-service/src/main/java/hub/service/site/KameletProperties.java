package hub.service.site;

import java.util.LinkedHashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The properties a Kamelet declares.
///
/// @param required those without which it does not start
/// @param secrets those of the format `password`
public record KameletProperties(Set<String> names, Set<String> required, Set<String> secrets) {

  static final KameletProperties NONE = new KameletProperties(Set.of(), Set.of(), Set.of());

  public KameletProperties {
    names = Set.copyOf(names);
    required = Set.copyOf(required);
    secrets = Set.copyOf(secrets);
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
          }
        });
    var required = new LinkedHashSet<String>();
    YamlFile.child(definition, "required")
        .filter(SequenceNode.class::isInstance)
        .ifPresent(list ->
            ((SequenceNode) list)
                .getValue()
                .forEach(name -> YamlFile.text(name).ifPresent(required::add)));
    return new KameletProperties(names, required, secrets);
  }
}
