package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is generated from the configuration records lies under version control, and is current.
///
/// `./mvnw -pl hub-service -am test -Dtest=ConfigurationSchemaTest -Dhub.rewrite=true` rewrites it.
class ConfigurationSchemaTest {

  private static final Path ROOT = Path.of(System.getProperty("hub.root", ".."));

  @Test
  void the_schema_under_version_control_is_the_generated_one() throws IOException {
    check(ROOT.resolve("config/hub.schema.json"), ConfigurationSchema.text());
  }

  @Test
  void the_reference_page_under_version_control_is_the_generated_one() throws IOException {
    check(ROOT.resolve("docs/reference/configuration.md"), ConfigurationReference.text());
  }

  private static void check(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("hub.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(file).as("run with -Dhub.rewrite=true to bring it up to date").hasContent(generated);
  }
}
