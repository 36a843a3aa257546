package hub.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-16T21:59:19.673+0100, 2026-01-16T20:59:19.673Z",
    "2026-01-16T21:59:19.673+01:00, 2026-01-16T20:59:19.673Z",
    "2026-01-16T21:59:19Z, 2026-01-16T21:59:19Z",
    "2026-01-16T21:59+01, 2026-01-16T20:59:00Z",
    "1768597159673, 2026-01-16T20:59:19.673Z"
  })
  void times_with_an_offset_are_read(String text, Instant expected) {
    assertThat(ToolTime.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-01-16T21:59:19", "2026-13-01T00:00:00Z", "soon", "2026-01-16"})
  void anything_else_is_no_time(String text) {
    assertThat(ToolTime.parse(text)).isEmpty();
  }
}
