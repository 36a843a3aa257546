package hub.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallFailureTest {

  private static final Instant NOW = Instant.parse("2026-01-16T20:00:00Z");

  @Test
  void a_write_that_never_left_has_no_effect() {
    assertThat(CallFailure.of(new RuntimeException(new ConnectException("refused")), true))
        .isInstanceOfSatisfying(
            NotNow.class, answer -> assertThat(answer.trouble()).isEqualTo(Trouble.DEAD));
    assertThat(CallFailure.of(new UnknownHostException("jira"), true)).isInstanceOf(NotNow.class);
  }

  @Test
  void a_write_without_an_answer_may_have_taken_effect() {
    assertThat(CallFailure.of(new SocketTimeoutException("read"), true)).isInstanceOf(Lost.class);
    assertThat(CallFailure.of(new IOException("reset"), true)).isInstanceOf(Lost.class);
  }

  @Test
  void a_read_without_an_answer_has_no_effect() {
    assertThat(CallFailure.of(new SocketTimeoutException("read"), false))
        .isInstanceOf(NotNow.class);
  }

  @Test
  void a_bug_is_shown_as_a_refusal_and_not_tried_for_ever() {
    assertThat(CallFailure.of(new IllegalStateException("secret text"), false))
        .isEqualTo(new FieldsRefused(Map.of(), "the connector failed: IllegalStateException"));
  }

  @Test
  void statuses_are_told_apart() {
    assertThat(HttpVerdict.of(response(200), true, NOW)).isEmpty();
    assertThat(HttpVerdict.of(response(401), true, NOW))
        .hasValueSatisfying(answer ->
            assertThat(((NotNow) answer).trouble()).isEqualTo(Trouble.CREDENTIALS_REFUSED));
    assertThat(HttpVerdict.of(response(403), true, NOW)).containsInstanceOf(FieldsRefused.class);
    assertThat(HttpVerdict.of(response(403), false, NOW)).containsInstanceOf(NotNow.class);
    assertThat(HttpVerdict.of(response(500), true, NOW)).containsInstanceOf(Lost.class);
    assertThat(HttpVerdict.of(response(500), false, NOW)).containsInstanceOf(NotNow.class);
    assertThat(HttpVerdict.of(response(413), true, NOW)).containsInstanceOf(FieldsRefused.class);
  }

  @Test
  void the_wait_a_tool_asks_for_is_read_as_seconds_or_date_and_bounded() {
    assertThat(retryAfter("7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(retryAfter("Fri, 16 Jan 2026 20:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
    assertThat(retryAfter("99999999")).isEqualTo(HttpVerdict.LONGEST_RETRY_AFTER);
    assertThat(retryAfter("soon")).isNull();
  }

  private static @org.jspecify.annotations.Nullable Duration retryAfter(String value) {
    return HttpVerdict.retryAfter(
        new ToolResponse(429, Map.of("Retry-After", value), new byte[0]), NOW);
  }

  private static ToolResponse response(int status) {
    return new ToolResponse(status, Map.of(), new byte[0]);
  }
}
