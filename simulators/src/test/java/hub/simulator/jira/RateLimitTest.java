package hub.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.AdjustableClock;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Reference jira.md §8: the token bucket of a user.
class RateLimitTest {
  @Test
  void an_empty_bucket_says_when_to_come_back_and_fills_again() {
    AdjustableClock clock = new AdjustableClock("2026-01-05T08:00:00Z");
    try (JiraClient jira =
        JiraClient.start(
            SimulatorOptions.forTests()
                .withClock(clock)
                .withJira(JiraSettings.DEFAULTS.withRequestsPerSecond(1)))) {
      Answer first = jira.rest.get("/myself");
      assertThat(first.header("X-RateLimit-Limit")).contains("2");
      assertThat(first.header("X-RateLimit-Remaining")).contains("1");
      jira.rest.get("/myself");

      Answer refused = jira.rest.get("/myself");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(jira.astrid.get("/myself").status()).isEqualTo(200);

      clock.advance(Duration.ofSeconds(1));
      assertThat(jira.rest.get("/myself").status()).isEqualTo(200);
    }
  }

  @Test
  void a_site_without_a_limit_has_no_headers_about_it() {
    try (JiraClient jira = JiraClient.start()) {
      assertThat(jira.rest.get("/myself").header("X-RateLimit-Limit")).isEmpty();
    }
  }
}
