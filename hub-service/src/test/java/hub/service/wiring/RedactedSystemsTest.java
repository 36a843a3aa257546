package hub.service.wiring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.privacy.Redaction;
import hub.service.site.SiteReader;
import hub.ticket.Field;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedactedSystemsTest {

  private static final Path DEMO =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/demo");

  @Test
  void I5_a_number_that_the_log_never_had_is_no_change_that_somebody_made() {
    var config = SiteReader.read(DEMO).site().orElseThrow().config();
    var systems =
        new RedactedSystems(
            id -> requireNonNull(config.systems().get(id)), Redaction.STANDARD::redact);
    var sameness = systems.sameness("clearquest");

    assertThat(sameness.isSame(Field.RESOLUTION, "Hanne [redacted]", "Hanne 010290-1234")).isTrue();
    assertThat(sameness.isSame(Field.RESOLUTION, "Hanne [redacted]", "Jens 010290-1234")).isFalse();
  }
}
