package hub.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The list of desks, the proof of a sender, and the guard against loops.
class DesksTest {

  private final Desks desks =
      Desks.of(
          """
          region: servicedesk@region.example, @it.region.example; number INC\\d{6,15}
          lan: @lan.example; language sv
          """,
          "da");

  @Test
  void R3_6_a_desk_is_known_by_address_or_domain_and_nothing_like_it() {
    assertThat(desks.of("ServiceDesk@Region.example")).map(Desk::name).contains("region");
    assertThat(desks.of("bo@it.region.example")).map(Desk::name).contains("region");
    assertThat(desks.of("bo@region.example")).isEmpty();
    assertThat(desks.of("bo@evil-it.region.example")).isEmpty();
    assertThat(desks.of("bo@it.region.example.evil.example")).isEmpty();
    assertThat(desks.of("@it.region.example")).isEmpty();
    assertThat(desks.of("")).isEmpty();
  }

  @Test
  void R2_1_a_desks_number_is_found_by_its_own_pattern() {
    var region = desks.of("servicedesk@region.example").orElseThrow();

    assertThat(region.numberIn("VS: INC0000123 fejl, se INC0000999")).contains("INC0000123");
    assertThat(region.numberIn("uden nummer")).isEmpty();
    assertThat(region.language()).isEqualTo("da");
    assertThat(desks.named("lan")).map(Desk::language).contains("sv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region",
        "Region X: a@b.example",
        "r: nobody",
        "r: a@b.example; number [",
        "r: a@b.example; language fr"
      })
  void a_mistake_in_the_list_is_named(String line) {
    assertThatThrownBy(() -> Desks.of(line, "da"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line);
  }

  @Test
  void only_the_topmost_result_of_the_own_server_proves_a_sender() {
    var proof = new SenderProof("mx.hub.example");
    var from = "From: a@region.example";
    var passed = "Authentication-Results: mx.hub.example; spf=pass; dmarc=pass (p=reject)";
    var failed = "Authentication-Results: mx.hub.example; dmarc=fail";

    assertThat(proof.holds(Mails.read(passed, failed, from, "", "x"))).isTrue();
    assertThat(proof.holds(Mails.read(failed, passed, from, "", "x"))).isFalse();
    var others = passed.replace("mx.hub", "mx.evil");
    assertThat(proof.holds(Mails.read(others, from, "", "x"))).isFalse();
    assertThat(proof.holds(Mails.read(from, "", "x"))).isFalse();
    assertThat(new SenderProof("").holds(Mails.read(from, "", "x"))).isTrue();
  }

  @Test
  void what_is_too_many_waits_until_the_window_has_passed() {
    var guard = new LoopGuard(2, Duration.ofMinutes(10));
    var now = Instant.parse("2026-11-23T08:00:00Z");

    assertThat(guard.allows("a", now)).isTrue();
    assertThat(guard.allows("a", now.plusSeconds(60))).isTrue();
    assertThat(guard.allows("a", now.plusSeconds(120))).isFalse();
    assertThat(guard.allows("b", now.plusSeconds(120))).isTrue();
    assertThat(guard.wait("a", now.plusSeconds(120))).contains(Duration.ofMinutes(8));
    assertThat(guard.allows("a", now.plusSeconds(600))).isTrue();
  }
}
