package hub.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriesTest {

  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private final Tries tries = new Tries(() -> now);

  @Test
  void a_few_tries_cost_nothing_and_then_each_wait_is_twice_as_long() {
    for (var i = 0; i < Tries.FREE; i++) {
      assertThat(tries.mayTry("anna")).isTrue();
    }

    assertThat(tries.mayTry("anna")).isFalse();
    after(Duration.ofMillis(3_999));
    assertThat(tries.mayTry("anna")).isFalse();
    after(Duration.ofMillis(1));
    assertThat(tries.mayTry("anna")).isTrue();
    after(Duration.ofMillis(7_999));
    assertThat(tries.mayTry("anna")).isFalse();
    after(Duration.ofMillis(1));
    assertThat(tries.mayTry("anna")).isTrue();
  }

  @Test
  void no_wait_is_longer_than_five_minutes() {
    for (var i = 0; i < 40; i++) {
      tries.mayTry("anna");
      after(Duration.ofMinutes(5));
    }

    assertThat(tries.mayTry("anna")).isTrue();
  }

  @Test
  void who_waits_keeps_nobody_else_waiting_and_a_login_forgets_the_tries() {
    for (var i = 0; i < Tries.FREE; i++) {
      tries.mayTry("anna");
    }
    assertThat(tries.mayTry("anna")).isFalse();
    assertThat(tries.mayTry("bent")).isTrue();

    tries.succeeded("anna");
    assertThat(tries.mayTry("anna")).isTrue();
  }

  private void after(Duration time) {
    now = now.plus(time);
  }
}
