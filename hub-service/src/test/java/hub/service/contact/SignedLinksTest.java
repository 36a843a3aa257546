package hub.service.contact;

import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.IncidentId;
import hub.service.contact.People.Language;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedLinksTest {

  private static final Instant NOW = Instant.parse("2026-03-08T01:00:00Z");

  private final SignedLinks links = links("a secret of the hub that has 32 bytes or more");

  private static SignedLinks links(String secret) {
    return new SignedLinks(secret.getBytes(StandardCharsets.UTF_8), Duration.ofHours(24));
  }

  private String token() {
    return links.token("nsp", new IncidentId(17), 42, Language.SV, NOW);
  }

  @Test
  void a_link_says_what_it_is_for_and_expires() {
    var read = links.read(token()).orElseThrow();

    assertThat(read.space()).isEqualTo("nsp");
    assertThat(read.incident()).isEqualTo(new IncidentId(17));
    assertThat(read.task()).isEqualTo(42);
    assertThat(read.language()).isEqualTo(Language.SV);
    assertThat(read.isExpired(NOW.plus(Duration.ofHours(24)))).isFalse();
    assertThat(read.isExpired(NOW.plus(Duration.ofHours(25)))).isTrue();
  }

  @Test
  void nobody_else_can_make_one_or_change_one() {
    var token = token();
    var other = links.token("nsp", new IncidentId(18), 42, Language.SV, NOW);
    var mixed = other.substring(0, other.indexOf('.')) + token.substring(token.indexOf('.'));

    assertThat(links("another secret that is just as long as the first").read(token)).isEmpty();
    assertThat(links.read(mixed)).isEmpty();
    assertThat(links.read(token + "x")).isEmpty();
    assertThat(links.read("")).isEmpty();
    assertThat(links.read("..")).isEmpty();
  }
}
