package hub.service.access;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What seals the cookies of a login: what the installation says, or a key that the hub makes for
/// itself.
@Singleton
class SessionKey {

  private final String text;

  SessionKey(
      @ConfigProperty(name = "hub.data", defaultValue = ".hub") Path data,
      @ConfigProperty(name = "quarkus.http.auth.session.encryption-key") Optional<String> key) {
    this.text =
        key.orElseGet(
            () -> Base64.getEncoder().encodeToString(KeyFile.read(data.resolve("session.key"))));
  }

  /// As text of at least 32 characters, unless the installation's own is shorter.
  String text() {
    return text;
  }
}
