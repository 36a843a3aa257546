package hub.engine.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import hub.delivery.Command;
import hub.engine.privacy.IncidentKey;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The reference under version control is what the records say.
class FormatReferenceTest {

  private static final Path REFERENCE =
      Path.of(System.getProperty("hub.root", "..")).resolve("docs/reference");

  private final ObjectMapper json = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> the_reference_is_up_to_date() {
    return FormatReference.documents().entrySet().stream()
        .map(document -> DynamicTest.dynamicTest(document.getKey(), () -> compare(document)));
  }

  @TestFactory
  Stream<DynamicTest> every_sample_fits_its_schema() {
    return Stream.of(
            tests(FormatReference.INPUTS, Input.class),
            tests(FormatReference.EVENTS, IncidentEvent.class),
            tests(FormatReference.COMMANDS, Command.class))
        .flatMap(tests -> tests);
  }

  private Stream<DynamicTest> tests(String document, Class<?> sealed) {
    return Samples.of(sealed).entrySet().stream()
        .map(sample ->
            DynamicTest.dynamicTest(
                sample.getKey(), () -> fits(document, sealed, sample.getValue())));
  }

  private void fits(String document, Class<?> sealed, Record sample) throws IOException {
    var schema = schema(document, sample.getClass().getSimpleName());
    assertThat(schema.validate(json.readTree(written(sealed, sample)))).isEmpty();
  }

  private static byte[] written(Class<?> sealed, Record sample) throws IOException {
    if (sample instanceof IncidentEvent event) {
      var at = Instant.parse("2026-03-02T08:00:00Z");
      var recorded = new RecordedEvent("nsp", 1, event, Cause.CLOCK, at, "c", null, at);
      var key = IncidentKey.generate();
      return new EventFormat().encode(recorded, _ -> key).value();
    }
    return sealed == Command.class
        ? HubJson.mapper().writerFor(Command.class).writeValueAsBytes(sample)
        : HubJson.mapper().writeValueAsBytes(sample);
  }

  private static JsonSchema schema(String document, String name) {
    var all = (ObjectNode) requireNonNull(FormatReference.documents().get(document));
    all.remove("anyOf");
    all.put("$ref", "#/$defs/" + name);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(all);
  }

  private void compare(Map.Entry<String, JsonNode> document) throws IOException {
    var file = REFERENCE.resolve(document.getKey());
    var text = json.writerWithDefaultPrettyPrinter().writeValueAsString(document.getValue()) + "\n";
    if (Boolean.getBoolean("hub.approve")) {
      Files.createDirectories(requireNonNull(file.getParent()));
      Files.writeString(file, text);
    }
    assertThat(file)
        .as(
            "run ./mvnw -pl hub-engine -am verify -Dtest=FormatReferenceTest -Dhub.approve=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false, and look at what changed")
        .exists()
        .hasContent(text);
  }
}
