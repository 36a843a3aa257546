package hub.service.site;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// YAML as nodes that know their file and line.
final class YamlFile {

  private static final int LARGEST = 2_000_000;

  private YamlFile() {}

  /// The root of the file, or empty if it cannot be read; the mistake then says why.
  ///
  /// @param name the file as messages call it
  static Optional<Node> read(Path file, String name, Consumer<Mistake> mistakes) {
    try {
      return parse(Files.readString(file), name, mistakes);
    } catch (MalformedInputException _) {
      mistakes.accept(new Mistake(name, 0, "", "is not UTF-8", "Save it as UTF-8"));
    } catch (IOException _) {
      mistakes.accept(
          new Mistake(
              name, 0, "", "cannot be read", "Create it, or correct the path or the rights"));
    }
    return Optional.empty();
  }

  static Optional<Node> parse(String text, String name, Consumer<Mistake> mistakes) {
    try {
      var settings =
          LoadSettings.builder()
              .setLabel(name)
              .setUseMarks(true)
              .setCodePointLimit(LARGEST)
              .build();
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        mistakes.accept(new Mistake(name, 1, "", "is empty", "Write at least one key"));
        return Optional.empty();
      }
      refuseRepeatedKeys(root.get(), mistakes, Collections.newSetFromMap(new IdentityHashMap<>()));
      return root;
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      var cause = "is not YAML: " + (e.getProblem() == null ? "" : e.getProblem());
      mistakes.accept(new Mistake(name, line, "", cause, "Correct the syntax or the indentation"));
    } catch (YamlEngineException e) {
      mistakes.accept(
          new Mistake(name, 0, "", "is not YAML: " + e.getMessage(), "Correct the syntax"));
    }
    return Optional.empty();
  }

  /// The line on which a node begins, from 1.
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /// The file in which a node stands.
  static String file(Node node) {
    return node.getStartMark().map(mark -> mark.getName()).orElse("");
  }

  /// The text of a scalar key.
  static String keyOf(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : "(no name)";
  }

  /// The value under a key of a mapping.
  static Optional<Node> child(Node node, String key) {
    if (!(node instanceof MappingNode mapping)) {
      return Optional.empty();
    }
    return mapping.getValue().stream()
        .filter(tuple -> keyOf(tuple.getKeyNode()).equals(key))
        .map(tuple -> tuple.getValueNode())
        .findFirst();
  }

  /// The text of a scalar value.
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /// An alias brings the same node again: each is looked at once, however often it is named.
  private static void refuseRepeatedKeys(Node node, Consumer<Mistake> mistakes, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(child -> refuseRepeatedKeys(child, mistakes, seen));
    }
    if (node instanceof MappingNode mapping) {
      var keys = new HashSet<String>();
      for (var tuple : mapping.getValue()) {
        var key = keyOf(tuple.getKeyNode());
        if (!keys.add(key)) {
          var line = line(tuple.getKeyNode());
          mistakes.accept(new Mistake(file(node), line, key, "stands there twice", "Remove one"));
        }
        refuseRepeatedKeys(tuple.getValueNode(), mistakes, seen);
      }
    }
  }
}
