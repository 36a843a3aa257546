package hub.service.site;

import static hub.connector.jira.JiraRemoteLinks.BROWSE_URL;
import static hub.engine.topic.Topics.COMMAND_PARTITIONS;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.connector.mail.Desks;
import hub.connector.mapping.Jq.JqProblem;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMapping;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// What a system's connector asks of its configuration: a known kind, the properties of its
/// Kamelets, secrets that stand elsewhere, and a mapping that is jq.
public final class ConnectorChecks {

  static final String SOURCE = "-source";
  static final String SINK = "-sink";
  static final String WEBHOOK = "-webhook-source";

  /// What proves to the hub that a webhook comes from the tool.
  static final String WEBHOOK_SECRET = "webhookSecret";

  /// How many commands a system is given at once: a matter of `hub-commands-source`.
  public static final String PARALLEL = "parallel";

  private static final Pattern A_FEW = Pattern.compile("[1-%d]".formatted(COMMAND_PARTITIONS));
  private static final Pattern TICKET_PAGE = Pattern.compile("(https?://|\\$\\{).*\\{key}.*");
  private static final String MAIL = "mail";
  private static final String DESKS = "desks";
  private static final String LANGUAGE = "language";

  /// What the hub itself gives to every Kamelet.
  static final Set<String> GIVEN_BY_HUB = Set.of("system");

  private final HubConfig config;
  private final RouteFiles routes;
  private final Places places;
  private final Consumer<Mistake> mistakes;

  ConnectorChecks(HubConfig config, RouteFiles routes, Places places, Consumer<Mistake> mistakes) {
    this.config = config;
    this.routes = routes;
    this.places = places;
    this.mistakes = mistakes;
  }

  void run() {
    config
        .systems()
        .forEach((id, system) -> {
          connection("systems." + id, system);
          desks("systems." + id + ".connection." + DESKS, system);
          mapping("systems." + id + ".in", id, system);
        });
  }

  private void connection(String path, SystemConfig system) {
    var source = properties(system.kind() + SOURCE);
    var sink = properties(system.kind() + SINK);
    if (source.isEmpty() && sink.isEmpty()) {
      add(
          path + ".kind",
          "is \"%s\", which no Kamelet serves".formatted(system.kind()),
          Suggestion.of(system.kind(), kinds()));
      return;
    }
    var hints = properties(system.kind() + WEBHOOK);
    var declared = Stream.of(source, sink, hints).flatMap(Optional::stream).toList();
    var names = collect(declared.stream().map(KameletProperties::names));
    names.removeAll(GIVEN_BY_HUB);
    if (routes.kamelet(system.kind() + WEBHOOK).isPresent()) {
      names.add(WEBHOOK_SECRET);
    }
    if (sink.isPresent()) {
      names.add(PARALLEL);
    }
    var required = collect(declared.stream().map(KameletProperties::required));
    required.removeAll(GIVEN_BY_HUB);
    var secrets = collect(declared.stream().map(KameletProperties::secrets));
    secrets.add(WEBHOOK_SECRET);
    system
        .connection()
        .forEach((name, value) -> {
          var where = path + ".connection." + name;
          if (!names.contains(name)) {
            add(
                where,
                "is no property of the Kamelets of kind " + system.kind(),
                Suggestion.of(name, names));
          } else if (secrets.contains(name) && !SecretReference.isReferenceOnly(value)) {
            add(where, "holds a secret", "Write ${env:NAME} or ${file:path} instead");
          }
          declared.stream()
              .flatMap(kamelet -> Optional.ofNullable(kamelet.choices().get(name)).stream())
              .findFirst()
              .filter(choices -> !choices.contains(value))
              .ifPresent(choices ->
                  add(where, "is \"%s\"".formatted(value), Suggestion.of(value, choices)));
          SecretReference.malformed(value)
              .ifPresent(found ->
                  add(
                      where,
                      "has the unknown reference " + found,
                      "Write ${env:NAME} or ${file:path}"));
        });
    forms(path, system);
    required.removeAll(system.connection().keySet());
    required.forEach(name ->
        add(path + ".connection", "has no " + name, "Add " + name + ", which the kind needs"));
  }

  private void forms(String path, SystemConfig system) {
    mustFit(
        path, system, PARALLEL, A_FEW, "Write a number from 1 to %d".formatted(COMMAND_PARTITIONS));
    mustFit(
        path,
        system,
        BROWSE_URL,
        TICKET_PAGE,
        "Write the address of a ticket's page, such as https://jira.example.com/browse/{key}");
  }

  private void mustFit(String path, SystemConfig system, String name, Pattern form, String remedy) {
    var value = system.connection().get(name);
    if (value != null && !form.matcher(value).matches()) {
      add(path + ".connection." + name, "is \"%s\"".formatted(value), remedy);
    }
  }

  /// The list of desks is text in a text, which only its connector can read.
  private void desks(String path, SystemConfig system) {
    var list = system.connection().get(DESKS);
    if (!system.kind().equals(MAIL) || list == null || list.contains("${")) {
      return;
    }
    var language = system.connection().getOrDefault(LANGUAGE, "da");
    Desks.problems(list, language)
        .forEach((line, cause) -> {
          var node = places.at(path);
          // A list of more than one line is a block, which begins below its key.
          var first = YamlFile.line(node) + (list.contains("\n") ? 1 : 0);
          mistakes.accept(
              new Mistake(
                  YamlFile.file(node),
                  first + line - 1,
                  path,
                  cause,
                  "Write each desk once, as name: addresses; number regex; language da"));
        });
  }

  private Optional<KameletProperties> properties(String kamelet) {
    return routes.kamelet(kamelet).map(KameletProperties::of);
  }

  private static Set<String> collect(Stream<Set<String>> sets) {
    return sets.flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> kinds() {
    return routes.all().stream()
        .filter(RouteFile::isKamelet)
        .map(RouteFile::stem)
        .filter(name -> name.endsWith(SOURCE) || name.endsWith(SINK))
        .map(name -> name.substring(0, name.lastIndexOf('-')))
        .filter(name -> !name.startsWith("hub"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void mapping(String path, String id, SystemConfig system) {
    try {
      TicketMapping.of(id, system);
    } catch (JqProblem problem) {
      var node = places.at(path);
      // A block begins below its key, and its lines are counted from there.
      var first = YamlFile.line(node) + (isBlock(path) ? 1 : 0);
      var line = first + Math.max(0, problem.line() - 1);
      mistakes.accept(
          new Mistake(
              YamlFile.file(node),
              line,
              path,
              "is no jq: " + problem.getMessage(),
              "Correct the program"));
    } catch (MappingProblem problem) {
      var where = places.has(path) ? path : path.substring(0, path.lastIndexOf('.'));
      add(where, "has no mapping: " + problem.getMessage(), "Write one under in");
    }
  }

  private boolean isBlock(String path) {
    return places.at(path + RecordReader.VALUE) instanceof ScalarNode scalar
        && !scalar.isPlain()
        && scalar.getValue().contains("\n");
  }

  private void add(String path, String cause, String remedy) {
    mistakes.accept(places.mistake(path, cause, remedy));
  }
}
