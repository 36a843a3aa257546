package hub.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Who may use this installation.
@ConfigMapping(prefix = "hub.access")
public interface AccessSettings {

  /// The file of users, one line each; `./hub user` makes such a line.
  Optional<Path> users();

  /// The login at an identity provider.
  ProviderSettings oidc();

  /// Whether everybody who reaches the port may do everything while there is no login: for the demo
  /// and a trial, and on a loopback address only.
  @WithDefault("false")
  boolean open();
}
