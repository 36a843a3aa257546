package hub.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import hub.ticket.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolClockTest {

  private static final Instant ASKED = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant NOW = ASKED.plusSeconds(10);

  private final Exchange exchange = new DefaultExchange(new SimpleCamelContext());

  @Test
  void D6_a_clock_is_off_by_what_its_answer_lies_before_or_after_the_call() {
    assertThat(ahead(Map.of("Date", "Mon, 2 Mar 2026 10:00:10 GMT")))
        .isEqualTo(Duration.ofHours(1));
    assertThat(ahead(Map.of("Date", "Mon, 2 Mar 2026 08:53:00 GMT")))
        .isEqualTo(Duration.ofMinutes(-7));
  }

  @Test
  void an_answer_from_within_the_call_or_about_it_shows_no_difference() {
    assertThat(ahead(Map.of("Date", "Mon, 2 Mar 2026 09:00:04 GMT"))).isNull();
    assertThat(ahead(Map.of("Date", "Mon, 2 Mar 2026 08:59:58 GMT"))).isNull();
  }

  @Test
  void a_later_answer_counts_and_no_date_or_a_cached_or_a_wrong_one_says_nothing() {
    assertThat(ahead(Map.of("Date", "Mon, 2 Mar 2026 10:00:10 GMT"))).isNotNull();
    assertThat(ahead(Map.of())).isNull();
    assertThat(ahead(Map.of("Date", "yesterday"))).isNull();
    assertThat(ahead(Map.of("Date", "Mon, 2 Mar 2026 08:00:00 GMT", "Age", "3600"))).isNull();
  }

  private @Nullable Duration ahead(Map<String, String> headers) {
    ToolClock.asked(exchange, ASKED);
    ToolClock.answered(exchange, new ToolResponse(200, headers, new byte[0]), NOW);
    Reading reading = ToolClock.reading(exchange, ASKED, NOW);
    return reading.clockAhead();
  }
}
