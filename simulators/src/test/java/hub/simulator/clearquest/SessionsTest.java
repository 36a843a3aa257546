package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.AdjustableClock;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import hub.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Reference §1.3, §5 no. 10, §8 item 2: sessions, licences, time-outs.
class SessionsTest {
  private final AdjustableClock clock = new AdjustableClock("2026-01-05T08:00:00Z");

  private OslcClient start(int limit) {
    return OslcClient.start(
        SimulatorOptions.forTests()
            .withClock(clock)
            .withClearQuest(
                ClearQuestSettings.DEFAULTS.withSessions(limit, Duration.ofMinutes(30))));
  }

  private static String cookie(Answer answer) {
    String header = answer.header("Set-Cookie").orElseThrow();
    return header.substring(0, header.indexOf(';'));
  }

  @Test
  void a_cookie_keeps_the_session_without_another_login() {
    try (OslcClient client = start(5)) {
      String cookie = cookie(client.json.get("/repo/NSP"));
      Browser known = client.anonymous.with("Cookie", cookie);

      Answer answer = known.get("/repo/NSP");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void every_login_without_a_cookie_takes_a_licence_until_none_is_left() {
    try (OslcClient client = start(2)) {
      assertThat(client.json.get("/repo/NSP").status()).isEqualTo(200);
      String cookie = cookie(client.json.get("/repo/NSP"));

      Answer third = client.json.get("/repo/NSP");
      assertThat(third.status()).isEqualTo(403);
      assertThat(third.text()).contains("licence");

      assertThat(client.anonymous.with("Cookie", cookie).delete("/session/").status())
          .isEqualTo(200);
      assertThat(client.json.get("/repo/NSP").status()).isEqualTo(200);
    }
  }

  @Test
  void an_idle_session_is_gone_in_the_middle_of_the_work() {
    try (OslcClient client = start(1)) {
      Browser known = client.anonymous.with("Cookie", cookie(client.json.get("/repo/NSP")));
      clock.advance(Duration.ofMinutes(29));
      assertThat(known.get("/repo/NSP").status()).isEqualTo(200);

      clock.advance(Duration.ofMinutes(31));

      assertThat(known.get("/repo/NSP").status()).isEqualTo(401);
      assertThat(client.json.get("/repo/NSP").status()).isEqualTo(200);
    }
  }

  @Test
  void wrong_passwords_and_names_beyond_ascii_do_not_get_in() {
    try (OslcClient client = start(5)) {
      Browser stranger = client.anonymous.with("Authorization", OslcClient.basic("ukendt"));
      Browser danish = client.anonymous.with("Authorization", OslcClient.basic("søren"));

      assertThat(stranger.get("/repo/NSP").status()).isEqualTo(401);
      assertThat(danish.get("/repo/NSP").status()).isEqualTo(401);
    }
  }
}
