package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import hub.ticket.ExternalSystem;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sites that connect a local desk by YAML alone, as they are shipped.
class LocalDeskSitesTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config");

  @ParameterizedTest
  @ValueSource(strings = {"topdesk", "servicenow", "remedy", "redmine"})
  void a_site_with_a_local_desk_has_no_mistake(String desk) {
    var reading = SiteReader.read(CONFIG.resolve(desk));

    assertThat(reading.mistakes()).isEmpty();
    var config = reading.site().orElseThrow().config();
    assertThat(config.system(desk).orElseThrow().role()).isEqualTo(ExternalSystem.Role.LOCAL_DESK);
    assertThat(config.system("clearquest")).as("what it extends is there too").isPresent();
  }
}
