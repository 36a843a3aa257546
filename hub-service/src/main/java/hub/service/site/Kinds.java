package hub.service.site;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of systems that Kamelets serve, and what may stand in the `connection` of each.
public final class Kinds {

  static final String SOURCE = "-source";
  static final String SINK = "-sink";
  static final String WEBHOOK = "-webhook-source";

  private final RouteFiles routes;

  public Kinds(RouteFiles routes) {
    this.routes = routes;
  }

  /// Every kind, by name.
  public Set<String> names() {
    return routes.all().stream()
        .filter(RouteFile::isKamelet)
        .map(RouteFile::stem)
        .filter(name -> name.endsWith(SOURCE) || name.endsWith(SINK))
        .map(name -> name.substring(0, name.lastIndexOf('-')))
        .filter(name -> !name.startsWith("hub") && !name.endsWith("-webhook"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether some Kamelet serves it.
  boolean isServed(String kind) {
    return hasPart(kind, SOURCE) || hasPart(kind, SINK);
  }

  /// Whether the kind has this part, such as [#SINK].
  boolean hasPart(String kind, String part) {
    return routes.kamelet(kind + part).isPresent();
  }

  /// The properties of all Kamelets of a kind, without what the hub itself gives.
  public KameletProperties properties(String kind) {
    var all = new LinkedHashMap<String, KameletProperty>();
    var required = new TreeSet<String>();
    Stream.of(SOURCE, SINK, WEBHOOK)
        .map(part -> routes.kamelet(kind + part))
        .flatMap(Optional::stream)
        .map(KameletProperties::of)
        .forEach(declared -> {
          declared.all().forEach(all::putIfAbsent);
          required.addAll(declared.required());
        });
    ConnectorChecks.GIVEN_BY_HUB.forEach(all::remove);
    required.removeAll(ConnectorChecks.GIVEN_BY_HUB);
    return new KameletProperties(all, required);
  }
}
