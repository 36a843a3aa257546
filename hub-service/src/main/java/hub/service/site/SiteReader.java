package hub.service.site;

import hub.config.HubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `hub.yaml` of a site, and of the sites it extends, and finds all that is wrong in it.
public final class SiteReader {

  /// The configuration's file in a site's directory.
  public static final String FILE = "hub.yaml";

  /// A site may build on another one: `extends: ../nsp`.
  static final String EXTENDS = "extends";

  private static final int MOST_LAYERS = 5;

  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private final Path given;
  private Places places = Places.none();

  private SiteReader(Path given) {
    this.given = given.toAbsolutePath().normalize();
  }

  /// Reads a site's directory. Nothing is thrown for what a person may have written there.
  public static SiteReading read(Path directory) {
    return new SiteReader(directory).read();
  }

  private SiteReading read() {
    if (!Files.isDirectory(given)) {
      var name = given.getFileName();
      mistakes.add(
          new Mistake(String.valueOf(name), 0, "", "is no directory", "Name a site's directory"));
      return new SiteReading(Optional.empty(), mistakes, List.of(), places);
    }
    var root = layers(given);
    var routes = RouteFiles.of(directories);
    var config = root.flatMap(node -> config(node, routes));
    RouteChecks.run(routes, mistakes::add);
    var site =
        mistakes.isEmpty()
            ? config.map(whole ->
                new Site(directories, whole, ConfigurationHash.of(whole, routes.meanings())))
            : Optional.<Site>empty();
    return new SiteReading(site, mistakes, notes(config), places);
  }

  /// The file of a directory, laid over the one it extends.
  private Optional<Node> layers(Path directory) {
    directories.add(directory);
    var name = given.relativize(directory.resolve(FILE)).toString();
    var root = YamlFile.read(directory.resolve(FILE), name, mistakes::add);
    if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
      return root;
    }
    var base = YamlFile.child(mapping, EXTENDS);
    if (base.isEmpty()) {
      return root;
    }
    var own = without(mapping);
    var lower = baseDirectory(directory, base.get());
    return lower.isEmpty()
        ? Optional.of(own)
        : layers(lower.get()).map(node -> Overlay.of(own, node));
  }

  private static Node without(MappingNode mapping) {
    mapping.setValue(
        mapping.getValue().stream()
            .filter(tuple -> !YamlFile.keyOf(tuple.getKeyNode()).equals(EXTENDS))
            .toList());
    return mapping;
  }

  private Optional<Path> baseDirectory(Path directory, Node node) {
    var written = YamlFile.text(node).orElse("");
    var base = directory.resolve(written).normalize();
    var cause =
        directories.contains(base)
            ? "leads back to a site that is already part of it"
            : directories.size() >= MOST_LAYERS ? "has too many layers" : "";
    if (written.isEmpty() || !Files.isDirectory(base)) {
      cause = "is \"%s\", which is no directory".formatted(written);
    }
    if (cause.isEmpty()) {
      return Optional.of(base);
    }
    mistakes.add(
        new Mistake(
            YamlFile.file(node),
            YamlFile.line(node),
            EXTENDS,
            cause,
            "Name another site's directory, relative to this one, or remove it"));
    return Optional.empty();
  }

  private List<String> notes(Optional<HubConfig> config) {
    var references = new SecretReference(given, System::getenv);
    var notes = new ArrayList<String>();
    config.ifPresent(whole ->
        whole
            .systems()
            .forEach((id, system) ->
                system
                    .connection()
                    .forEach((name, value) ->
                        references
                            .problem(value)
                            .map(why ->
                                "note: systems.%s.connection.%s: %s here".formatted(id, name, why))
                            .ifPresent(notes::add))));
    return notes;
  }

  private Optional<HubConfig> config(Node root, RouteFiles routes) {
    places = new Places(root);
    var config = new RecordReader(mistakes::add, places).read(HubConfig.class, root, "");
    config.ifPresent(whole -> {
      new RuleChecks(whole, places, mistakes::add).run();
      new ContactChecks(whole, places, mistakes::add).run();
      new ValueMapChecks(whole, places, mistakes::add).run();
      new ConnectorChecks(whole, routes, places, mistakes::add).run();
    });
    return mistakes.isEmpty() ? config.map(SiteReader::withHolidays) : config;
  }

  /// What the named countries make of the calendar is part of what the configuration means.
  private static HubConfig withHolidays(HubConfig config) {
    var contacts = config.contacts();
    return contacts == null
        ? config
        : config.withContacts(
            contacts.withHolidays(PublicHolidays.of(contacts.calendar().countries())));
  }
}
