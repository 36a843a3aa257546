package hub.service.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.mapping.MappingExplanation;
import hub.connector.mapping.TicketMapping;
import hub.engine.format.HubJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A site's mapping tests: `tests/*.yaml`, each a payload of a tool and the ticket it must become.
///
/// ```yaml
/// system: jira-ops
/// payload: payloads/raised.json
/// ticket:            # what is not named is not compared
///   key: DRIFT-7
///   fields: { priority: P1 }
/// # or, for a payload that must not become a ticket:
/// refused: has nothing for priority
/// ```
public final class MappingTests {

  private static final String FOLDER = "tests";

  private final Site site;
  private final List<Mistake> mistakes = new ArrayList<>();

  private MappingTests(Site site) {
    this.site = site;
  }

  /// How many tests ran, and what failed.
  public record Result(int run, List<Mistake> mistakes) {
    public Result {
      mistakes = List.copyOf(mistakes);
    }
  }

  /// Runs those of the site and of the sites it extends.
  public static Result run(Site site) {
    return new MappingTests(site).run();
  }

  private Result run() {
    var count = 0;
    for (var directory : site.directories()) {
      for (var file : files(directory.resolve(FOLDER))) {
        var name = site.directory().relativize(file).toString();
        YamlFile.read(file, name, mistakes::add).ifPresent(root -> test(file, root));
        count++;
      }
    }
    return new Result(count, mistakes);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private void test(Path file, Node root) {
    var system = text(root, "system");
    var config = site.config().system(system);
    if (config.isEmpty()) {
      var known = site.config().systems().keySet();
      add(root, "system", "is \"%s\"".formatted(system), Suggestion.of(system, known));
      return;
    }
    var payload = payload(file, root);
    if (payload.isPresent()) {
      compare(root, TicketMapping.of(system, config.get()).explain(payload.get()));
    }
  }

  private void compare(Node root, MappingExplanation explanation) {
    var refused = YamlFile.child(root, "refused").flatMap(YamlFile::text);
    var reasons = String.join("; ", explanation.reasons());
    if (refused.isPresent()) {
      if (explanation.ticket().isPresent()) {
        add(root, "refused", "did not happen: the payload became a ticket", "Correct the mapping");
      } else if (!reasons.contains(refused.get())) {
        add(root, "refused", "has another reason: " + reasons, "Correct the test or the mapping");
      }
      return;
    }
    var expected = YamlFile.child(root, "ticket");
    if (expected.isEmpty()) {
      add(root, "ticket", "is missing", "Say what the payload must become, or refused: why not");
    } else if (explanation.ticket().isEmpty()) {
      add(root, "ticket", "did not come: " + reasons, "Correct the payload or the mapping");
    } else {
      compare("ticket", expected.get(), HubJson.mapper().valueToTree(explanation.ticket().get()));
    }
  }

  private void compare(String path, Node expected, JsonNode actual) {
    if (expected instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        var key = YamlFile.keyOf(tuple.getKeyNode());
        compare(RecordReader.join(path, key), tuple.getValueNode(), actual.path(key));
      }
    } else if (expected instanceof SequenceNode list) {
      if (!actual.isArray() || actual.size() != list.getValue().size()) {
        add(expected, path, "has %d elements".formatted(actual.size()), "Correct one of the two");
        return;
      }
      for (var index = 0; index < actual.size(); index++) {
        compare(path + "[" + index + "]", list.getValue().get(index), actual.path(index));
      }
    } else if (!actual.asText().equals(YamlFile.text(expected).orElse(""))) {
      var found = actual.isMissingNode() ? "is not there" : "is \"%s\"".formatted(actual.asText());
      add(expected, path, found, "Correct the test or the mapping");
    }
  }

  private Optional<JsonNode> payload(Path file, Node root) {
    var name = text(root, "payload");
    var path = file.resolveSibling(name);
    try {
      return Optional.of(HubJson.mapper().readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException _) {
      add(root, "payload", "is no JSON: " + name, "Correct the file");
    } catch (IOException _) {
      add(root, "payload", "cannot be read: \"%s\"".formatted(name), "Name a file beside this one");
    }
    return Optional.empty();
  }

  private static String text(Node root, String key) {
    return YamlFile.child(root, key).flatMap(YamlFile::text).orElse("");
  }

  private void add(Node near, String path, String cause, String remedy) {
    var node = YamlFile.child(near, path).orElse(near);
    mistakes.add(new Mistake(YamlFile.file(node), YamlFile.line(node), path, cause, remedy));
  }
}
