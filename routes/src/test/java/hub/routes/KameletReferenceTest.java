package hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The second half of docs/reference/kamelets.md says what the Kamelets themselves say. After a
/// change run this test with `-Dhub.approve=true`, which writes it anew.
class KameletReferenceTest {

  private static final Path ROOT = Path.of(System.getProperty("hub.root"));
  private static final Path KAMELETS = ROOT.resolve("routes/src/main/resources/kamelets");
  private static final Path PAGE = ROOT.resolve("docs/reference/kamelets.md");
  private static final String HEADING = "## All Kamelets\n";

  @Test
  void the_reference_page_says_what_the_kamelets_say() throws Exception {
    var page = Files.readString(PAGE);
    var byHand = page.substring(0, page.indexOf(HEADING) + HEADING.length());
    var generated = byHand + String.join("", sections());

    if (Boolean.getBoolean("hub.approve")) {
      Files.writeString(PAGE, generated);
    }
    assertThat(page)
        .as(
            "docs/reference/kamelets.md: run ./mvnw -pl routes -am verify"
                + " -Dtest=KameletReferenceTest -Dhub.approve=true")
        .isEqualTo(generated);
  }

  private static List<String> sections() throws IOException {
    var sections = new ArrayList<String>();
    try (var files = Files.list(KAMELETS)) {
      for (var file : files.sorted().toList()) {
        sections.add(section(read(file)));
      }
    }
    return sections;
  }

  private static String section(JsonNode kamelet) {
    var definition = kamelet.at("/spec/definition");
    var section = new StringBuilder();
    section
        .append("\n### `%s`\n\n".formatted(kamelet.at("/metadata/name").asText()))
        .append(onOneLine(definition.path("description")))
        .append('\n');
    if (!definition.path("properties").isEmpty()) {
      section.append("\n| property | meaning | default |\n|---|---|---|\n");
    }
    definition
        .path("properties")
        .properties()
        .forEach(property ->
            section.append(
                "| `%s` | %s | %s |\n"
                    .formatted(
                        property.getKey(),
                        inCell(onOneLine(property.getValue().path("description"))),
                        ifLeftOut(definition, property.getKey()))));
    return section.toString();
  }

  private static String ifLeftOut(JsonNode definition, String property) {
    for (var required : definition.path("required")) {
      if (required.asText().equals(property)) {
        return "required";
      }
    }
    var value = definition.at("/properties/" + property + "/default").asText();
    return value.isEmpty() ? "" : "`" + inCell(value) + "`";
  }

  private static String onOneLine(JsonNode text) {
    return text.asText().strip().replaceAll("\\s+", " ");
  }

  private static String inCell(String text) {
    return text.replace("|", "\\|");
  }

  private static JsonNode read(Path file) throws IOException {
    var yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return new JsonMapper().valueToTree(yaml);
  }
}
