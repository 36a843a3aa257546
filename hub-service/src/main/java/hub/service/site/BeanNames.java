package hub.service.site;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The beans that a file of routes calls, and those that it declares itself.
final class BeanNames {

  private static final String REFERENCE = "#bean:";

  private BeanNames() {}

  /// The names that the routes call, or hand to their own beans.
  static Set<String> in(Node root) {
    var names = new TreeSet<String>();
    visit(
        root,
        (key, value) -> {
          called(key, value).ifPresent(names::add);
          handedOver(value).ifPresent(names::add);
        });
    return names;
  }

  /// The bean that a value refers to: `#bean:…`.
  static Optional<String> handedOver(Node value) {
    return YamlFile.text(value)
        .filter(text -> text.startsWith(REFERENCE) && !text.contains("{"))
        .map(text -> text.substring(REFERENCE.length()));
  }

  /// The names under `beans:`.
  static Set<String> declaredIn(Node root) {
    var names = new TreeSet<String>();
    visit(
        root,
        (key, value) -> {
          if (key.equals("beans") && value instanceof SequenceNode list) {
            list.getValue()
                .forEach(bean ->
                    YamlFile.child(bean, "name").flatMap(YamlFile::text).ifPresent(names::add));
          }
        });
    return names;
  }

  /// The bean that a step calls, if it names one: `bean: {ref: …}`, `method: {ref: …}`, `bean:…`.
  static Optional<String> called(String key, Node value) {
    var reference =
        switch (key) {
          case "bean", "method" -> YamlFile.child(value, "ref").flatMap(YamlFile::text);
          case "to", "uri" ->
              YamlFile.text(value)
                  .filter(uri -> uri.startsWith("bean:"))
                  .map(uri -> uri.substring("bean:".length()).split("\\?", 2)[0]);
          default -> Optional.<String>empty();
        };
    return reference
        .map(name -> name.startsWith(REFERENCE) ? name.substring(REFERENCE.length()) : name)
        .filter(name -> !name.contains("{") && !name.startsWith("#"));
  }

  private static void visit(Node node, BiConsumer<String, Node> each) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(child -> visit(child, each));
    }
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        each.accept(YamlFile.keyOf(tuple.getKeyNode()), tuple.getValueNode());
        visit(tuple.getValueNode(), each);
      }
    }
  }
}
