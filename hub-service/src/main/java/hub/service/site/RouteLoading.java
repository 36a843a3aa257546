package hub.service.site;

import hub.config.SystemConfig;
import hub.connector.HubBackfill;
import hub.connector.HubCommands;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.Systems;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Has Camel itself make the routes of a site's own files, as at a start of the hub, and tells what
/// it does not take. Nothing is started: no tool is asked, nothing is consumed.
///
/// For sites in which the other checks found nothing: those say more about what they know.
public final class RouteLoading {

  private static final int DEEPEST = 30;
  private static final int SHORTEST_QUOTE = 8;
  private static final String ANY_ADDRESS = "http://localhost";

  /// Stands in for a value that only the running site has, where the Kamelet gives no example.
  private static final String ANY_VALUE = "any-value";

  private final Site site;
  private final RouteFiles files;

  private RouteLoading(Site site) {
    this.site = site;
    this.files = RouteFiles.of(site.directories());
  }

  /// What Camel does not take, one mistake for each file.
  public static List<Mistake> run(Site site) {
    var loading = new RouteLoading(site);
    var mistakes = new ArrayList<Mistake>();
    for (var file : loading.files.all()) {
      if (file.isOwn()) {
        loading.load(file, mistakes);
      }
    }
    return mistakes;
  }

  private void load(RouteFile file, List<Mistake> mistakes) {
    try (var camel = new DefaultCamelContext()) {
      camel.setSourceLocationEnabled(true);
      camel.setAutoStartup(false);
      bindHub(camel);
      var loader = PluginHelper.getRoutesLoader(camel);
      for (var kamelet : files.all()) {
        if (kamelet.isKamelet() || kamelet.equals(file)) {
          loader.loadRoutes(ResourceHelper.fromString(kamelet.name(), kamelet.text()));
        }
      }
      if (file.isKamelet()) {
        instance(camel, file);
      }
      camel.start();
    } catch (Exception failure) {
      mistakes.add(mistake(file, failure));
    }
  }

  private void bindHub(DefaultCamelContext camel) {
    var registry = camel.getRegistry();
    registry.bind(HubIntake.BEAN, standIn(HubIntake.class));
    registry.bind(HubBackfill.BEAN, standIn(HubBackfill.class));
    registry.bind(HubPolling.BEAN, standIn(HubPolling.class));
    registry.bind(HubCommands.BEAN, standIn(HubCommands.class));
    Systems systems =
        id ->
            site.config()
                .system(id)
                .orElseThrow(() -> new IllegalArgumentException("no system " + id));
    registry.bind(Systems.BEAN, systems);
  }

  private static <T> T standIn(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            RouteLoading.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName() + " of no running hub");
            }));
  }

  /// Makes a route of the Kamelet, with the properties of the first system that it serves.
  private void instance(DefaultCamelContext camel, RouteFile kamelet) throws Exception {
    var name = kamelet.stem();
    var uri = "kamelet:%s/%s-check".formatted(name, name);
    var component = camel.getComponent("kamelet", KameletComponent.class);
    component.setRouteProperties(Map.of(name + "-check", properties(kamelet)));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            if (name.endsWith("-source")) {
              from(uri).to("log:check");
            } else {
              from("direct:check").to(uri);
            }
          }
        });
  }

  private Properties properties(RouteFile kamelet) {
    var declared = KameletProperties.of(kamelet);
    var values = new Properties();
    declared.required().forEach(name -> values.setProperty(name, example(declared, name)));
    site.config().systems().entrySet().stream()
        .filter(system -> serves(kamelet, system.getValue()))
        .findFirst()
        .ifPresent(system -> {
          system
              .getValue()
              .connection()
              .forEach((key, value) -> {
                declared
                    .property(key)
                    .ifPresent(property -> {
                      var isElsewhere =
                          property.isProgram() || SecretReference.isReferenceOnly(value);
                      values.setProperty(key, isElsewhere ? example(declared, key) : value);
                    });
              });
          values.setProperty("system", system.getKey());
        });
    return values;
  }

  private static boolean serves(RouteFile kamelet, SystemConfig system) {
    return kamelet.stem().startsWith(system.kind() + "-");
  }

  /// What went wrong, and where in the file: Camel names no line, but quotes what it stumbled over.
  private static Mistake mistake(RouteFile file, Throwable failure) {
    var chain = new ArrayList<Throwable>();
    for (var cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
      chain.addFirst(cause);
    }
    var scalars = scalars(file);
    for (var cause : chain) {
      var message = message(cause);
      var quoted =
          scalars.stream()
              .filter(scalar -> message.contains(scalar.getValue()))
              .max(Comparator.comparingInt(scalar -> scalar.getValue().length()));
      if (quoted.isPresent()) {
        return mistake(file, YamlFile.line(quoted.get()), message);
      }
    }
    return mistake(file, 0, message(chain.getFirst()));
  }

  private static Mistake mistake(RouteFile file, int line, String message) {
    return new Mistake(
        file.origin(),
        line,
        "",
        "is refused by Camel: " + message,
        "Correct it; the hub would not start with it");
  }

  /// The first lines of a message: what it is, and the text that it is about.
  private static String message(Throwable failure) {
    var message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().limit(2).map(String::strip).collect(Collectors.joining(": "));
  }

  private static List<ScalarNode> scalars(RouteFile file) {
    var found = new ArrayList<ScalarNode>();
    YamlFile.parse(file.text(), file.origin(), _ -> {}).ifPresent(root -> collect(root, found));
    return found;
  }

  private static void collect(Node node, List<ScalarNode> found) {
    switch (node) {
      case ScalarNode scalar when scalar.getValue().length() >= SHORTEST_QUOTE -> found.add(scalar);
      case SequenceNode list -> list.getValue().forEach(item -> collect(item, found));
      case MappingNode mapping ->
          mapping.getValue().forEach(tuple -> collect(tuple.getValueNode(), found));
      default -> {}
    }
  }

  /// What the Kamelet gives as an example, else an address for what needs one.
  private static String example(KameletProperties declared, String property) {
    return declared
        .property(property)
        .map(KameletProperty::example)
        .filter(example -> !example.isEmpty())
        .orElse(property.endsWith("Url") ? ANY_ADDRESS : ANY_VALUE);
  }
}
