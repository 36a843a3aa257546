package hub.service.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The endpoints, Kamelets and beans that routes name: they exist, and know the options given.
final class EndpointChecks {

  private static final Set<String> ENDPOINT_KEYS =
      Set.of("uri", "to", "toD", "wireTap", "enrich", "pollEnrich");
  private static final String KAMELET = "kamelet:";

  private final RouteFiles routes;
  private final Set<String> beans;
  private final Consumer<Mistake> mistakes;

  EndpointChecks(RouteFiles routes, Set<String> beans, Consumer<Mistake> mistakes) {
    this.routes = routes;
    this.beans = beans;
    this.mistakes = mistakes;
  }

  void walk(Node node) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::walk);
    }
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        look(YamlFile.keyOf(tuple.getKeyNode()), tuple.getValueNode(), mapping);
        walk(tuple.getValueNode());
      }
    }
  }

  private void look(String key, Node value, MappingNode parent) {
    BeanNames.called(key, value)
        .or(() -> BeanNames.handedOver(value))
        .filter(name -> !beans.contains(name))
        .ifPresent(name ->
            add(value, "names the unknown bean \"" + name + "\"", Suggestion.of(name, beans)));
    var uri = ENDPOINT_KEYS.contains(key) ? YamlFile.text(value) : Optional.<String>empty();
    if (key.equals("kamelet")) {
      YamlFile.text(value)
          .or(() -> YamlFile.child(value, "name").flatMap(YamlFile::text))
          .ifPresent(name -> kamelet(value, name, YamlFile.child(value, "parameters")));
    } else if (uri.isPresent()) {
      endpoint(value, uri.get(), key.equals("uri") ? parameters(parent) : Optional.empty());
    }
  }

  private static Optional<Node> parameters(MappingNode parent) {
    return YamlFile.child(parent, "parameters");
  }

  private void endpoint(Node node, String uri, Optional<Node> parameters) {
    if (uri.startsWith(KAMELET)) {
      var name = uri.substring(KAMELET.length()).split("[?/]", 2)[0];
      kamelet(node, name, parameters);
      return;
    }
    // What only the running route knows cannot be checked here.
    if (uri.startsWith("{{") || uri.contains("${") || uri.startsWith("bean:")) {
      return;
    }
    var scheme = uri.split(":", 2)[0];
    if (Catalog.CAMEL.componentModel(scheme) == null) {
      add(
          node,
          "names the unknown component \"" + scheme + "\"",
          Suggestion.of(scheme, Catalog.CAMEL.findComponentNames()));
      return;
    }
    var result = Catalog.CAMEL.validateEndpointProperties(withParameters(uri, parameters), true);
    if (!result.isSuccess()) {
      describe(node, scheme, result);
    }
  }

  private void describe(Node node, String scheme, EndpointValidationResult result) {
    if (result.getUnknown() != null) {
      var known =
          Catalog.CAMEL.componentModel(scheme).getEndpointOptions().stream()
              .map(option -> option.getName())
              .toList();
      result
          .getUnknown()
          .forEach(option ->
              add(
                  node,
                  "gives %s the unknown option \"%s\"".formatted(scheme, option),
                  Suggestion.of(option, known)));
    }
    if (result.getRequired() != null) {
      result
          .getRequired()
          .forEach(option ->
              add(node, "gives %s no %s".formatted(scheme, option), "Add the option " + option));
    }
    var wrong = new ArrayList<String>();
    if (result.getInvalidEnum() != null) {
      wrong.addAll(result.getInvalidEnum().keySet());
    }
    if (result.getInvalidBoolean() != null) {
      wrong.addAll(result.getInvalidBoolean().keySet());
    }
    if (result.getInvalidInteger() != null) {
      wrong.addAll(result.getInvalidInteger().keySet());
    }
    if (result.getInvalidNumber() != null) {
      wrong.addAll(result.getInvalidNumber().keySet());
    }
    if (result.getInvalidDuration() != null) {
      wrong.addAll(result.getInvalidDuration().keySet());
    }
    wrong.forEach(option ->
        add(
            node,
            "gives %s a value of %s that it cannot read".formatted(scheme, option),
            "See the option " + option + " in the documentation of Camel's " + scheme));
  }

  private static String withParameters(String uri, Optional<Node> parameters) {
    if (parameters.isEmpty() || !(parameters.get() instanceof MappingNode mapping)) {
      return uri;
    }
    var query =
        mapping.getValue().stream()
            .map(tuple ->
                YamlFile.keyOf(tuple.getKeyNode())
                    + "="
                    + encode(YamlFile.text(tuple.getValueNode()).orElse("")))
            .collect(Collectors.joining("&"));
    return uri + (uri.contains("?") ? "&" : "?") + query;
  }

  private static String encode(String value) {
    return value.contains("{{") ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private void kamelet(Node node, String name, Optional<Node> parameters) {
    if (name.contains("{") || Set.of("source", "sink").contains(name)) {
      return;
    }
    var known = routes.kamelet(name);
    if (known.isEmpty()) {
      var names = routes.all().stream().filter(RouteFile::isKamelet).map(RouteFile::stem).toList();
      add(node, "names the unknown Kamelet \"" + name + "\"", Suggestion.of(name, names));
      return;
    }
    var properties = KameletProperties.of(known.get());
    parameters
        .filter(MappingNode.class::isInstance)
        .ifPresent(given -> {
          for (var tuple : ((MappingNode) given).getValue()) {
            var option = YamlFile.keyOf(tuple.getKeyNode());
            if (properties.property(option).isEmpty()) {
              add(
                  tuple.getKeyNode(),
                  "gives the Kamelet %s the unknown property \"%s\"".formatted(name, option),
                  Suggestion.of(option, new TreeSet<>(properties.all().keySet())));
            }
          }
        });
  }

  private void add(Node node, String cause, String remedy) {
    mistakes.accept(new Mistake(YamlFile.file(node), YamlFile.line(node), "", cause, remedy));
  }

  /// Loaded when the first route file of a site is checked; most sites have none.
  private static final class Catalog {
    static final CamelCatalog CAMEL = new DefaultCamelCatalog(true);
  }
}
