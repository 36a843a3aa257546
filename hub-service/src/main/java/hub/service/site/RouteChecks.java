package hub.service.site;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// A site's own routes and Kamelets: syntax, keys, endpoints, Kamelets and beans they name.
final class RouteChecks {

  private static final String KAMELET_NAME = "[a-z][a-z0-9-]*";

  private final RouteFiles routes;
  private final Consumer<Mistake> mistakes;
  private final Set<String> beans;

  private RouteChecks(RouteFiles routes, Consumer<Mistake> mistakes) {
    this.routes = routes;
    this.mistakes = mistakes;
    // What shipped routes call is there, because the application was tested with it.
    this.beans =
        routes.all().stream()
            .filter(file -> !file.isOwn())
            .flatMap(file -> YamlFile.parse(file.text(), file.origin(), _ -> {}).stream())
            .flatMap(root -> BeanNames.in(root).stream())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  static void run(RouteFiles routes, Consumer<Mistake> mistakes) {
    if (routes.all().stream().noneMatch(RouteFile::isOwn)) {
      return;
    }
    var checks = new RouteChecks(routes, mistakes);
    routes.all().stream().filter(RouteFile::isOwn).forEach(checks::check);
  }

  private void check(RouteFile file) {
    var root = YamlFile.parse(file.text(), file.origin(), mistakes);
    if (root.isEmpty()) {
      return;
    }
    if (file.isKamelet()) {
      kamelet(file, root.get());
    } else {
      new YamlDsl(mistakes).routes(root.get());
    }
    var known = new TreeSet<>(beans);
    known.addAll(BeanNames.declaredIn(root.get()));
    new EndpointChecks(routes, known, mistakes).walk(root.get());
  }

  private void kamelet(RouteFile file, Node root) {
    if (!(root instanceof MappingNode)) {
      add(root, "", "is no Kamelet", "Begin with apiVersion, kind: Kamelet, metadata and spec");
      return;
    }
    var kind = YamlFile.child(root, "kind");
    if (kind.flatMap(YamlFile::text).filter("Kamelet"::equals).isEmpty()) {
      add(kind.orElse(root), "kind", "is not Kamelet", "Write kind: Kamelet");
    }
    var name = YamlFile.child(root, "metadata").flatMap(node -> YamlFile.child(node, "name"));
    var written = name.flatMap(YamlFile::text).orElse("");
    if (!written.equals(file.stem()) || !written.matches(KAMELET_NAME)) {
      add(
          name.orElse(root),
          "metadata.name",
          "is \"%s\", and the file is called %s".formatted(written, file.name()),
          "Give both the same name");
    }
    var template = YamlFile.child(root, "spec").flatMap(node -> YamlFile.child(node, "template"));
    if (template.isEmpty()) {
      add(root, "spec.template", "is missing", "Write the Kamelet's route there");
      return;
    }
    new YamlDsl(mistakes).template(template.get());
  }

  private void add(Node node, String path, String cause, String remedy) {
    mistakes.accept(new Mistake(YamlFile.file(node), YamlFile.line(node), path, cause, remedy));
  }
}
