package hub.service.wiring;

import static hub.engine.topic.Topics.COMMAND_PARTITIONS;
import static hub.service.site.ConnectorChecks.PARALLEL;

import hub.config.SystemConfig;
import hub.service.site.KameletProperties;
import hub.service.site.RouteFiles;
import hub.service.site.SecretReference;
import hub.service.site.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a site's routes into Camel: its effective files, and for each system the Kamelets of its
/// kind. What a system's `connection` says becomes properties of those Kamelets, never part of an
/// address, so that no secret is shown.
final class SiteRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(SiteRoutes.class);

  private static final String OBSERVE = "hub-observe-sink";
  private static final String COMMANDS = "hub-commands-source";
  private static final String READ = "read-action";
  private static final String IN_SITE = "hub.yaml";
  private static final int STOP_SECONDS = 4;

  private final CamelContext context;
  private final Site site;
  private final String instance;
  private final RouteFiles files;
  private final SecretReference references;
  private final Map<String, Properties> properties = new HashMap<>();
  private final List<List<String>> sources = new ArrayList<>();
  private final List<List<String>> sinks = new ArrayList<>();

  SiteRoutes(CamelContext context, Site site, String instance) {
    this.context = context;
    this.site = site;
    this.instance = instance;
    this.files = RouteFiles.of(site.directories());
    this.references = new SecretReference(site.directory(), System::getenv);
  }

  /// Adds and starts everything: sinks before sources, so that no command waits for its sink.
  void start() throws Exception {
    var loader = PluginHelper.getRoutesLoader(context);
    for (var file : files.all()) {
      loader.loadRoutes(ResourceHelper.fromString(file.name(), file.text()));
    }
    var kamelets = context.getComponent("kamelet", KameletComponent.class);
    site.config().systems().forEach(this::describe);
    kamelets.setRouteProperties(properties);
    for (var system : site.config().systems().entrySet()) {
      sink(system.getValue(), system.getKey());
    }
    for (var system : site.config().systems().entrySet()) {
      var kind = system.getValue().kind();
      source(kind + "-source", "source-" + system.getKey());
      source(kind + "-webhook-source", "webhook-" + system.getKey());
    }
  }

  /// Stops the sources, then the sinks, each with what it has under way.
  void stop() {
    stopAtOnce(sources);
    stopAtOnce(sinks);
  }

  /// A consumer looks up from its poll only now and then; one must not wait for the other.
  private void stopAtOnce(List<List<String>> routes) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      routes.forEach(chain -> executor.execute(() -> chain.forEach(this::stop)));
    }
  }

  private void stop(String route) {
    try {
      context.getRouteController().stopRoute(route, STOP_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      LOG.warn("A route did not stop in good order: route={}", route, e);
    }
  }

  /// The properties of each Kamelet that serves the system, by the id of its route.
  private void describe(String id, SystemConfig system) {
    for (var part : List.of("source", "webhook-source", "sink", "send-action", READ)) {
      var name = system.kind() + "-" + part;
      files
          .kamelet(name)
          .map(KameletProperties::of)
          .ifPresent(
              declared -> properties.put(kameletRoute(name, id), properties(id, system, declared)));
    }
  }

  private Properties properties(String id, SystemConfig system, KameletProperties declared) {
    var values = new Properties();
    values.setProperty("system", id);
    system
        .connection()
        .forEach((key, value) -> {
          // Programs are full of braces, which Camel would take for its own; it needs none of them.
          declared
              .property(key)
              .ifPresent(property ->
                  values.setProperty(
                      key, property.isProgram() ? IN_SITE : references.resolve(value)));
        });
    return values;
  }

  private void sink(SystemConfig system, String id) throws Exception {
    var kamelet = system.kind() + "-sink";
    if (files.kamelet(kamelet).isEmpty()) {
      // A kind without a sink is only read.
      return;
    }
    var route = "sink-" + id;
    var parallel = system.connection().getOrDefault(PARALLEL, Integer.toString(COMMAND_PARTITIONS));
    add(
        sinks,
        "commands-" + id,
        route,
        new RouteBuilder() {
          @Override
          public void configure() {
            from("kamelet:%s/%s?system=%s&instance=%s&parallel=%s"
                    .formatted(COMMANDS, "commands-" + id, id, instance, parallel))
                .routeId(route)
                .to("kamelet:%s/%s".formatted(kamelet, kameletRoute(kamelet, id)));
          }
        });
  }

  private void source(String kamelet, String route) throws Exception {
    var id = route.substring(route.indexOf('-') + 1);
    if (files.kamelet(kamelet).isEmpty()) {
      return;
    }
    add(
        sources,
        kameletRoute(kamelet, id),
        route,
        new RouteBuilder() {
          @Override
          public void configure() {
            from("kamelet:%s/%s".formatted(kamelet, kameletRoute(kamelet, id)))
                .routeId(route)
                .to("kamelet:%s/%s".formatted(OBSERVE, "observe-" + route));
          }
        });
  }

  private void add(List<List<String>> routes, String inner, String route, RouteBuilder builder)
      throws Exception {
    context.addRoutes(builder);
    // What takes things in stops first: the Kamelet's own route, then the one that passes them on.
    routes.add(List.of(inner, route));
  }

  /// Where a mail is handed over as this system would do it.
  static String sending(String system) {
    return "kamelet:mail-send-action/" + kameletRoute("mail-send-action", system);
  }

  /// Where one ticket of a system is read, if its kind can read single ones.
  static Optional<String> reading(Site site, String system) {
    var kamelet = site.config().system(system).orElseThrow().kind() + "-" + READ;
    return RouteFiles.of(site.directories())
        .kamelet(kamelet)
        .map(_ -> "kamelet:%s/%s".formatted(kamelet, kameletRoute(kamelet, system)));
  }

  private static String kameletRoute(String kamelet, String system) {
    return kamelet + "-" + system;
  }
}
