package hub.service.site;

import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One spelling of YAML for one meaning: comments, quotes, indentation and the order of keys are
/// gone.
final class YamlMeaning {

  private static final int LONGEST = 5_000_000;

  private YamlMeaning() {}

  static String of(Node node) {
    var text = new StringBuilder();
    write(node, text);
    return text.toString();
  }

  private static void write(Node node, StringBuilder text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("the YAML unfolds to too much");
    }
    if (node instanceof MappingNode mapping) {
      var sorted = new TreeMap<String, Node>();
      mapping
          .getValue()
          .forEach(tuple -> sorted.put(YamlFile.keyOf(tuple.getKeyNode()), tuple.getValueNode()));
      text.append('{');
      sorted.forEach((key, value) -> {
        quote(key, text);
        write(value, text);
      });
      text.append('}');
    } else if (node instanceof SequenceNode sequence) {
      text.append('[');
      sequence.getValue().forEach(child -> write(child, text));
      text.append(']');
    } else if (node instanceof ScalarNode scalar) {
      quote(scalar.getValue(), text);
    }
  }

  private static void quote(String value, StringBuilder text) {
    text.append(value.length()).append(':').append(value);
  }
}
