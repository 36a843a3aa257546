package hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Every Kamelet is written as the catalogue's are, so that editors and people find their way.
class KameletsTest {

  private static final Path KAMELETS =
      Path.of(System.getProperty("hub.root"), "routes/src/main/resources/kamelets");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");

  static Stream<Path> kamelets() throws IOException {
    try (var files = Files.list(KAMELETS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void a_kamelet_is_titled_typed_and_documented(Path file) throws Exception {
    var kamelet = read(file);
    var definition = kamelet.at("/spec/definition");

    assertThat(file.getFileName())
        .hasToString(kamelet.at("/metadata/name").asText() + ".kamelet.yaml");
    assertThat(kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText())
        .isIn("source", "sink", "action");
    assertThat(definition.path("title").asText()).isNotBlank();
    assertThat(definition.path("description").asText()).endsWith(".");
    definition
        .path("properties")
        .properties()
        .forEach(property -> {
          assertThat(property.getValue().path("title").asText()).as(property.getKey()).isNotBlank();
          assertThat(property.getValue().path("description").asText())
              .as(property.getKey())
              .isNotBlank();
          assertThat(property.getValue().path("type").asText())
              .as(property.getKey())
              .isIn("string", "integer", "boolean");
        });
    definition
        .path("required")
        .forEach(name ->
            assertThat(definition.path("properties").has(name.asText()))
                .as(name.asText())
                .isTrue());
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void every_placeholder_is_a_property_with_a_value_or_a_bean(Path file) throws Exception {
    var kamelet = read(file);
    var properties = kamelet.at("/spec/definition/properties");
    var required = kamelet.at("/spec/definition/required").toString();
    var beans = kamelet.at("/spec/template/beans").findValuesAsText("name");

    PLACEHOLDER
        .matcher(kamelet.path("spec").path("template").toString())
        .results()
        .map(match -> match.group(1))
        .filter(name -> !beans.contains(name))
        .forEach(name -> {
          assertThat(properties.has(name)).as(name + " is declared").isTrue();
          assertThat(properties.path(name).has("default") || required.contains("\"" + name + "\""))
              .as(name + " is required or has a default")
              .isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void every_bean_exists_with_such_a_constructor(Path file) throws Exception {
    for (var bean : read(file).at("/spec/template/beans")) {
      // Camel takes a property whose value is the name of a bean for that bean. No system may be
      // called so, and no project is.
      assertThat(bean.path("name").asText()).matches("[a-z]+([A-Z][a-z]+)*Bean");
      var type = Class.forName(bean.path("type").asText().replace("#class:", ""));

      assertThat(type.getConstructors())
          .as(type.getName())
          .anyMatch(
              constructor -> constructor.getParameterCount() == bean.path("constructors").size());
    }
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void secrets_are_marked_so_that_nobody_shows_them(Path file) throws Exception {
    read(file)
        .at("/spec/definition/properties")
        .properties()
        .forEach(property -> {
          if (property.getKey().matches("token|password")) {
            assertThat(property.getValue().path("format").asText()).isEqualTo("password");
          }
        });
  }

  private static JsonNode read(Path file) throws IOException {
    var yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return new JsonMapper().valueToTree(yaml);
  }
}
