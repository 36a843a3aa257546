package hub.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it
class AccessTest {

  @TempDir private Path folder;

  private record Settings(Optional<Path> users, boolean open, ProviderSettings oidc)
      implements AccessSettings {}

  private static Access access(Optional<Path> users, boolean open, String host) {
    return new Access(new Settings(users, open, ProviderCheckTest.settings(Map.of())), host);
  }

  @Test
  void a_hub_that_nobody_has_opened_and_that_knows_nobody_does_not_start() {
    assertThatThrownBy(() -> access(Optional.empty(), false, "127.0.0.1").check(new StartupEvent()))
        .hasMessageContaining("hub.access.users")
        .hasMessageContaining("HUB_ACCESS_USERS")
        .hasMessageContaining("./hub user")
        .hasMessageContaining("hub.access.oidc.issuer")
        .hasMessageContaining("hub.access.open=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.7", "no such host.invalid"})
  void a_hub_that_is_open_and_can_be_reached_from_outside_does_not_start(String host) {
    assertThatThrownBy(() -> access(Optional.empty(), true, host).check(new StartupEvent()))
        .hasMessageContaining("quarkus.http.host=" + host)
        .hasMessageContaining("hub.access.users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void a_trial_on_this_machine_needs_no_login(String host) {
    var access = access(Optional.empty(), true, host);

    assertThatCode(() -> access.check(new StartupEvent())).doesNotThrowAnyException();
    assertThat(access.isOpen()).isTrue();
  }

  @Test
  void whoever_names_users_has_a_login_whatever_else_is_set() throws IOException {
    var users = folder.resolve("users");
    Files.writeString(users, Account.ofToken("anna", Set.of(), "token").line());
    var access = access(Optional.of(users), true, "0.0.0.0");

    assertThatCode(() -> access.check(new StartupEvent())).doesNotThrowAnyException();
    assertThat(access.isOpen()).isFalse();
    assertThat(access.named("anna")).isPresent();
  }

  @Test
  void a_login_at_a_provider_is_a_login_whatever_else_is_set() {
    var provider = ProviderCheckTest.settings(ProviderCheckTest.WHOLE);
    for (var isOpen : List.of(true, false)) {
      var access = new Access(new Settings(Optional.empty(), isOpen, provider), "0.0.0.0");

      assertThatCode(() -> access.check(new StartupEvent())).doesNotThrowAnyException();
      assertThat(access.isOpen()).isFalse();
    }
  }

  @Test
  void a_file_of_users_that_is_absent_or_wrong_keeps_the_hub_from_starting() throws IOException {
    var absent = access(Optional.of(folder.resolve("absent")), true, "127.0.0.1");
    assertThatThrownBy(() -> absent.check(new StartupEvent()))
        .hasMessageContaining("hub.access.users")
        .hasMessageContaining("absent");

    var file = Files.writeString(folder.resolve("users"), "anna:operator");
    var wrong = access(Optional.of(file), true, "127.0.0.1");
    assertThatThrownBy(() -> wrong.check(new StartupEvent())).hasMessageContaining("users:1: ");
  }
}
