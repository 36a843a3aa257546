package hub.service.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.connector.mapping.Jq;
import hub.connector.mapping.Jq.JqProblem;
import hub.connector.mapping.MappingExplanation;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.OutgoingFields;
import hub.connector.mapping.TicketMapping;
import hub.engine.format.HubJson;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
/// # and the same payload changed by jq, or canonical fields and what the tool must be told:
/// cases:
///   - { change: .fields.priority.name = "Low", ticket: { fields: { priority: P4 } } }
///   - { write: { status: REJECTED }, tool: { status: Closed } }
/// ```
public final class MappingTests {

  private static final String FOLDER = "tests";

  private final Site site;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final MappingCoverage coverage = new MappingCoverage();
  private int count;

  private MappingTests(Site site) {
    this.site = site;
  }

  /// What came of the tests.
  ///
  /// @param run how many ran, each case of a file for itself
  /// @param mistakes what failed
  /// @param entries how many entries the site's value maps have, counted for each direction
  /// @param unchecked those entries of which no test says anything, with their file and line
  public record Result(int run, List<Mistake> mistakes, int entries, List<Mistake> unchecked) {
    public Result {
      mistakes = List.copyOf(mistakes);
      unchecked = List.copyOf(unchecked);
    }
  }

  /// Runs those of the site and of the sites it extends.
  ///
  /// @param places where the site's configuration stands
  public static Result run(Site site, Places places) {
    return new MappingTests(site).run(places);
  }

  private Result run(Places places) {
    for (var directory : site.directories()) {
      for (var file : files(directory.resolve(FOLDER))) {
        var name = site.directory().relativize(file).toString();
        YamlFile.read(file, name, mistakes::add).ifPresent(root -> test(file, root));
      }
    }
    var covered = coverage.of(site.config(), places);
    return new Result(count, mistakes, covered.entries(), covered.unchecked());
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

  /// What the cases of one file are about.
  private record Subject(
      String system, SystemConfig config, TicketMapping mapping, Optional<JsonNode> payload) {}

  private void test(Path file, Node root) {
    var system = text(root, "system");
    var config = site.config().system(system);
    if (config.isEmpty()) {
      var known = site.config().systems().keySet();
      add(root, "system", "is \"%s\"".formatted(system), Suggestion.of(system, known));
      return;
    }
    var mapping = TicketMapping.of(system, config.get());
    var hasPayload = YamlFile.child(root, "payload").isPresent();
    var payload = hasPayload ? payload(file, root) : Optional.<JsonNode>empty();
    if (hasPayload && payload.isEmpty()) {
      return;
    }
    var subject = new Subject(system, config.get(), mapping, payload);
    var cases = YamlFile.child(root, "cases").map(MappingTests::elements).orElse(List.of());
    if (cases.isEmpty() || Stream.of("ticket", "refused").anyMatch(key -> has(root, key))) {
      run(root, subject);
    }
    cases.forEach(one -> run(one, subject));
  }

  private void run(Node test, Subject subject) {
    count++;
    if (has(test, "write")) {
      write(test, subject);
      return;
    }
    if (subject.payload().isEmpty()) {
      add(test, "payload", "is missing", "Name a file beside this one");
      return;
    }
    try {
      compare(test, subject, subject.mapping().explain(changed(test, subject)));
    } catch (JqProblem | MappingProblem problem) {
      add(test, "change", "is no change: " + problem.getMessage(), "Correct the jq");
    }
  }

  /// The payload as this case wants it.
  private static JsonNode changed(Node test, Subject subject) {
    var payload = subject.payload().orElseThrow();
    var change = text(test, "change");
    return change.isEmpty()
        ? payload
        : Jq.compile("change", change)
            .apply(payload, TicketMapping.variables(subject.system(), subject.config()));
  }

  private void compare(Node test, Subject subject, MappingExplanation explanation) {
    var reasons = String.join("; ", explanation.reasons());
    if (has(test, "refused")) {
      if (explanation.ticket().isPresent()) {
        add(test, "refused", "did not happen: the payload became a ticket", "Correct the mapping");
      } else {
        refused(test, reasons);
      }
      return;
    }
    var expected = YamlFile.child(test, "ticket");
    if (expected.isEmpty()) {
      add(test, "ticket", "is missing", "Say what the payload must become, or refused: why not");
    } else if (explanation.ticket().isEmpty()) {
      add(test, "ticket", "did not come: " + reasons, "Correct the payload or the mapping");
    } else {
      compare("ticket", expected.get(), HubJson.mapper().valueToTree(explanation.ticket().get()));
      YamlFile.child(expected.get(), "fields")
          .ifPresent(fields -> noteRead(fields, subject, explanation));
    }
  }

  private void noteRead(Node fields, Subject subject, MappingExplanation explanation) {
    for (var rule : explanation.rules()) {
      var map = subject.config().values().get(rule.field());
      if (map != null && has(fields, rule.field().name())) {
        coverage.read(subject.system(), rule.field(), map, rule.tool());
      }
    }
  }

  /// Canonical fields, and what the tool must be told.
  private void write(Node test, Subject subject) {
    var canonical = new TreeMap<Field, String>();
    texts(YamlFile.child(test, "write"))
        .forEach((name, value) -> canonical.put(new Field(name), value));
    var wanted = Fields.of(canonical);
    var written = OutgoingFields.of(subject.system(), subject.config(), Map.of(), wanted);
    if (has(test, "refused")) {
      refused(test, String.join("; ", written.refused().values()));
      return;
    }
    written
        .refused()
        .values()
        .forEach(cause ->
            add(test, "write", "cannot be written: " + cause, "Correct the test or the mapping"));
    var told = HubJson.mapper().createObjectNode();
    written.fields().forEach(field -> told.put(field.name(), field.value()));
    var expected = YamlFile.child(test, "tool");
    if (expected.isEmpty()) {
      add(test, "tool", "is missing", "Say by the tool's fields what it must be told");
      return;
    }
    compare("tool", expected.get(), told);
    for (var field : written.fields()) {
      var map = subject.config().values().get(field.field());
      if (map != null && has(expected.get(), field.name())) {
        coverage.written(subject.system(), field.field(), map, wanted.getOrEmpty(field.field()));
      }
    }
  }

  private void refused(Node test, String reasons) {
    if (!reasons.contains(text(test, "refused"))) {
      add(test, "refused", "has another reason: " + reasons, "Correct the test or the mapping");
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

  private static List<Node> elements(Node list) {
    return list instanceof SequenceNode sequence ? sequence.getValue() : List.of(list);
  }

  private static Map<String, String> texts(Optional<Node> node) {
    var texts = new TreeMap<String, String>();
    if (node.isPresent() && node.get() instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        texts.put(
            YamlFile.keyOf(tuple.getKeyNode()), YamlFile.text(tuple.getValueNode()).orElse(""));
      }
    }
    return texts;
  }

  private static boolean has(Node node, String key) {
    return YamlFile.child(node, key).isPresent();
  }

  private static String text(Node root, String key) {
    return YamlFile.child(root, key).flatMap(YamlFile::text).orElse("");
  }

  private void add(Node near, String path, String cause, String remedy) {
    var node = YamlFile.child(near, path).orElse(near);
    mistakes.add(new Mistake(YamlFile.file(node), YamlFile.line(node), path, cause, remedy));
  }
}
