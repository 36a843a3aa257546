package hub.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.service.leak.Secrets;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderCheckTest {

  private static final String PREFIX = "hub.access.oidc.";

  /// Everything that a login at a provider needs.
  static final Map<String, String> WHOLE =
      Map.of(
          "issuer",
          "https://login.example.org/realms/care",
          "client-id",
          "incident-hub",
          "client-secret",
          Secrets.PROVIDER,
          "roles.operator",
          "hub-operators,hub-leads");

  /// Settings as a configuration of these keys makes them.
  static ProviderSettings settings(Map<String, String> values) {
    var properties = new HashMap<String, String>();
    values.forEach((key, value) -> properties.put(PREFIX + key, value));
    return new SmallRyeConfigBuilder()
        .withMapping(AccessSettings.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(AccessSettings.class)
        .oidc();
  }

  private static Map<String, String> with(String key, String value) {
    var all = new HashMap<>(WHOLE);
    all.put(key, value);
    return all;
  }

  @Test
  void nothing_set_is_no_such_login_and_anything_set_is_one() {
    assertThat(ProviderCheck.isWanted(settings(Map.of()))).isFalse();
    WHOLE.forEach((key, value) ->
        assertThat(ProviderCheck.isWanted(settings(Map.of(key, value)))).as(key).isTrue());
    assertThat(ProviderCheck.isWanted(settings(Map.of("audience", "hub")))).isTrue();
  }

  @Test
  void whole_settings_pass() {
    assertThatCode(() -> ProviderCheck.check(settings(WHOLE))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "client-id", "client-secret"})
  void what_is_missing_is_named_with_the_way_to_set_it(String key) {
    var half = new HashMap<>(WHOLE);
    half.remove(key);

    assertThatThrownBy(() -> ProviderCheck.check(settings(half)))
        .hasMessageContaining("by halves")
        .hasMessageContaining(PREFIX + key)
        .hasMessageContaining("HUB_ACCESS_OIDC_" + key.toUpperCase(Locale.ROOT).replace('-', '_'))
        .hasMessageNotContaining(Secrets.PROVIDER);
  }

  @ParameterizedTest
  @CsvSource({
    "login.example.org, is no address",
    "ftp://login.example.org, is no address",
    "https://, is no address",
    "http://login.example.org, use https",
  })
  void an_address_that_cannot_be_meant_or_trusted_is_refused(String issuer, String why) {
    assertThatThrownBy(() -> ProviderCheck.check(settings(with("issuer", issuer))))
        .hasMessageContaining(PREFIX + "issuer=" + issuer)
        .hasMessageContaining(why);
  }

  @Test
  void a_provider_on_this_machine_may_go_without_TLS() {
    var here = with("issuer", "http://127.0.0.1:8180/realms/care");
    assertThatCode(() -> ProviderCheck.check(settings(here))).doesNotThrowAnyException();
  }

  @Test
  void a_claim_that_gives_nobody_a_role_is_told() {
    var none = new HashMap<>(WHOLE);
    none.remove("roles.operator");
    none.put("roles-claim", "realm_access/roles");

    assertThatThrownBy(() -> ProviderCheck.check(settings(none)))
        .hasMessageContaining("realm_access/roles")
        .hasMessageContaining("roles.operator=");
  }

  @Test
  void a_role_that_the_hub_does_not_have_is_told() {
    assertThatThrownBy(() -> ProviderCheck.check(settings(with("roles.operater", "somebody"))))
        .hasMessageContaining("no role operater")
        .hasMessageContaining("approver");
  }

  @Test
  void the_environment_can_say_all_of_it() {
    var environment =
        Map.of(
            "HUB_ACCESS_OIDC_ISSUER",
            "https://login.example.org",
            "HUB_ACCESS_OIDC_CLIENT_ID",
            "incident-hub",
            "HUB_ACCESS_OIDC_CLIENT_SECRET",
            Secrets.PROVIDER,
            "HUB_ACCESS_OIDC_ROLES_CLAIM",
            "roles",
            "HUB_ACCESS_OIDC_ROLES_OPERATOR",
            "hub-operators,hub-leads");
    var read =
        new SmallRyeConfigBuilder()
            .withMapping(AccessSettings.class)
            .withSources(new EnvConfigSource(environment, 300))
            .build()
            .getConfigMapping(AccessSettings.class)
            .oidc();

    assertThatCode(() -> ProviderCheck.check(read)).doesNotThrowAnyException();
    assertThat(read.rolesClaim()).isEqualTo("roles");
    assertThat(read.roles()).isEqualTo(Map.of("operator", List.of("hub-operators", "hub-leads")));
  }
}
