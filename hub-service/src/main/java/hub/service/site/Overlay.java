package hub.service.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/// One configuration laid over another: keys are merged at every level, values and lists of the
/// upper one replace those below.
final class Overlay {

  private Overlay() {}

  static Node of(Node upper, Node lower) {
    if (!(upper instanceof MappingNode over) || !(lower instanceof MappingNode under)) {
      return upper;
    }
    var merged = new LinkedHashMap<String, NodeTuple>();
    under.getValue().forEach(tuple -> merged.put(YamlFile.keyOf(tuple.getKeyNode()), tuple));
    over.getValue().forEach(tuple -> lay(tuple, merged));
    return new MappingNode(
        over.getTag(),
        true,
        new ArrayList<>(merged.values()),
        FlowStyle.BLOCK,
        over.getStartMark(),
        over.getEndMark());
  }

  private static void lay(NodeTuple tuple, Map<String, NodeTuple> merged) {
    merged.merge(
        YamlFile.keyOf(tuple.getKeyNode()),
        tuple,
        (lower, upper) ->
            new NodeTuple(upper.getKeyNode(), of(upper.getValueNode(), lower.getValueNode())));
  }
}
