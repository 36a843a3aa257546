package hub.simulator.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Fills the shipped page templates; what is filled in is escaped.
final class Templates {
  private static final String HTML = "text/html";
  private static final List<String> NAMES =
      List.of("layout", "home", "tickets", "ticket", "fields", "new", "mail");

  private final Engine engine =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(HTML)))
          .build();

  Templates() {
    for (String name : NAMES) {
      Template template =
          engine.parse(resource(name + ".html"), Variant.forContentType(HTML), name);
      engine.putTemplate(name, template);
    }
  }

  String fill(String name, Map<String, Object> data) {
    return engine.getTemplate(name).render(data);
  }

  /// The text of a shipped file of this package.
  static String resource(String name) {
    try (InputStream stream = Templates.class.getResourceAsStream("/hub/simulator/page/" + name)) {
      byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("The shipped page " + name + " cannot be read", broken);
    }
  }
}
