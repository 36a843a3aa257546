package hub.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

  private static final byte[] BODY = "{\"a\":\"æ\"}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSecret secret = new WebhookSecret("demo-secret");

  @Test
  void a_signature_over_the_raw_body_is_known() {
    var signature = secret.sign(BODY);

    assertThat(signature).startsWith("sha256=").hasSize(71);
    assertThat(secret.isKnownTo(BODY, signature, null)).isTrue();
    assertThat(secret.isKnownTo(BODY, signature.toUpperCase(java.util.Locale.ROOT), null)).isTrue();
  }

  @Test
  void a_signature_of_another_body_or_secret_is_not() {
    var other = new WebhookSecret("other").sign(BODY);

    assertThat(secret.isKnownTo(new byte[] {1}, secret.sign(BODY), null)).isFalse();
    assertThat(secret.isKnownTo(BODY, other, null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=00", "md5", "sha256=0"})
  void a_damaged_signature_is_not(String signature) {
    assertThat(secret.isKnownTo(BODY, signature, null)).isFalse();
  }

  @Test
  void the_secret_itself_serves_tools_that_cannot_sign() {
    assertThat(secret.isKnownTo(BODY, null, "demo-secret")).isTrue();
    assertThat(secret.isKnownTo(BODY, null, "demo-secre")).isFalse();
    assertThat(secret.isKnownTo(BODY, null, null)).isFalse();
  }

  @Test
  void a_wrong_signature_is_not_made_good_by_the_secret() {
    assertThat(secret.isKnownTo(BODY, "sha256=00", "demo-secret")).isFalse();
  }

  @Test
  void an_empty_secret_is_a_mistake() {
    assertThatThrownBy(() -> new WebhookSecret(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
