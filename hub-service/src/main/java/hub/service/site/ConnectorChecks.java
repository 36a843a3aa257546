package hub.service.site;

import static hub.connector.jira.JiraRemoteLinks.BROWSE_URL;
import static hub.engine.topic.Topics.COMMAND_PARTITIONS;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.connector.mail.Desks;
import hub.connector.mapping.Jq;
import hub.connector.mapping.Jq.JqProblem;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMapping;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// What a system's connector asks of its configuration: a known kind, the properties of its
/// Kamelets, secrets that stand elsewhere, and a mapping that is jq.
public final class ConnectorChecks {

  /// What proves to the hub that a webhook comes from the tool.
  static final String WEBHOOK_SECRET = "webhookSecret";

  /// How many commands a system is given at once: a matter of `hub-commands-source`.
  public static final String PARALLEL = "parallel";

  /// What a property of this form must look like.
  private record Form(String name, Pattern pattern, String remedy) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("integer", Pattern.compile("\\d{1,9}"), "Write a whole number"),
          new Form("boolean", Pattern.compile("true|false"), "Write true or false"),
          new Form(
              "duration",
              Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+|\\d{1,9}"),
              "Write a duration, such as 30s, 5m or 2h"),
          new Form(
              "uri",
              Pattern.compile("https?://[^\\s/]+(/\\S*[^\\s/])?"),
              "Write the whole address, such as https://desk.example.com/api, without a slash at"
                  + " the end"));

  private static final Pattern A_FEW = Pattern.compile("[1-%d]".formatted(COMMAND_PARTITIONS));
  private static final Pattern TICKET_PAGE = Pattern.compile("(https?://|\\$\\{).*\\{key}.*");
  private static final String LOG_IN = "login";
  private static final String LOG_IN_URL = "loginUrl";
  private static final String MAIL = "mail";
  private static final String DESKS = "desks";
  private static final String LANGUAGE = "language";

  /// What the hub itself gives to every Kamelet.
  static final Set<String> GIVEN_BY_HUB = Set.of("system");

  private final HubConfig config;
  private final Kinds kinds;
  private final Places places;
  private final Consumer<Mistake> mistakes;

  ConnectorChecks(HubConfig config, RouteFiles routes, Places places, Consumer<Mistake> mistakes) {
    this.config = config;
    this.kinds = new Kinds(routes);
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
    var kind = system.kind();
    if (!kinds.isServed(kind)) {
      add(
          path + ".kind",
          "is \"%s\", which no Kamelet serves".formatted(kind),
          Suggestion.of(kind, kinds.names()));
      return;
    }
    var declared = kinds.properties(kind);
    var names = new TreeSet<>(declared.all().keySet());
    if (kinds.hasPart(kind, Kinds.WEBHOOK)) {
      names.add(WEBHOOK_SECRET);
    }
    if (kinds.hasPart(kind, Kinds.SINK)) {
      names.add(PARALLEL);
    }
    system
        .connection()
        .forEach((name, value) -> {
          var where = path + ".connection." + name;
          if (!names.contains(name)) {
            add(
                where,
                "is no property of the Kamelets of kind " + kind,
                Suggestion.of(name, names));
            return;
          }
          var property = declared.property(name);
          if ((name.equals(WEBHOOK_SECRET)
                  || property.filter(KameletProperty::isSecret).isPresent())
              && !SecretReference.isReferenceOnly(value)) {
            add(where, "holds a secret", "Write ${env:NAME} or ${file:path} instead");
          }
          property.ifPresent(known -> value(where, known, value));
          SecretReference.malformed(value)
              .ifPresent(found ->
                  add(
                      where,
                      "has the unknown reference " + found,
                      "Write ${env:NAME} or ${file:path}"));
        });
    forms(path, system);
    logIn(path, system);
    var missing = new TreeSet<>(declared.required());
    missing.removeAll(system.connection().keySet());
    missing.forEach(name ->
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

  /// A log-in needs to know where.
  private void logIn(String path, SystemConfig system) {
    var connection = system.connection();
    if (!connection.getOrDefault(LOG_IN, "none").equals("none")
        && !connection.containsKey(LOG_IN_URL)) {
      add(
          path + ".connection." + LOG_IN,
          "has no " + LOG_IN_URL,
          "Add %s, the address at which the desk gives tokens".formatted(LOG_IN_URL));
    }
  }

  /// What the Kamelet says that a property must look like. A reference is looked up only where the
  /// hub runs.
  private void value(String path, KameletProperty property, String value) {
    if (property.isProgram()) {
      program(path, value);
      return;
    }
    var found = "is \"%s\"".formatted(value);
    if (!property.choices().isEmpty() && !property.choices().contains(value)) {
      add(path, found, Suggestion.of(value, property.choices()));
    } else if (!value.isEmpty() && !value.contains("${")) {
      FORMS.stream()
          .filter(form -> form.name.equals(property.form()))
          .filter(form -> !form.pattern.matcher(value).matches())
          .forEach(form -> add(path, found, form.remedy));
    }
  }

  private void program(String path, String source) {
    try {
      Jq.compile(path, source);
    } catch (JqProblem problem) {
      noJq(path, problem);
    }
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

  private void mapping(String path, String id, SystemConfig system) {
    try {
      TicketMapping.of(id, system);
    } catch (JqProblem problem) {
      noJq(path, problem);
    } catch (MappingProblem problem) {
      var where = places.has(path) ? path : path.substring(0, path.lastIndexOf('.'));
      add(where, "has no mapping: " + problem.getMessage(), "Write one under in");
    }
  }

  private void noJq(String path, JqProblem problem) {
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
