package hub.service.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Where each key of a configuration stands, by its path, such as `systems.jira-ops.values`.
public final class Places {

  private final Map<String, Node> nodes = new HashMap<>();
  private final Node root;

  Places(Node root) {
    this.root = root;
  }

  /// Of a configuration that cannot be read.
  static Places none() {
    return new Places(new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
  }

  void put(String path, Node node) {
    nodes.put(path, node);
  }

  /// The node of the path, else of its nearest ancestor that was written.
  Node at(String path) {
    var known = nodes.get(path);
    if (known != null) {
      return known;
    }
    var end = path.lastIndexOf('.');
    return end < 0 ? root : at(path.substring(0, end));
  }

  /// Whether the path was written.
  boolean has(String path) {
    return nodes.containsKey(path);
  }

  /// Something that is wrong there, with its file and line.
  public Mistake mistake(String path, String cause, String remedy) {
    var node = at(path);
    return new Mistake(YamlFile.file(node), YamlFile.line(node), path, cause, remedy);
  }
}
