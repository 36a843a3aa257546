package hub.service.access;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The login at an identity provider by OpenID Connect. Nothing set is no such login.
public interface ProviderSettings {

  /// The address below which the provider describes itself.
  Optional<String> issuer();

  /// The name under which the provider knows the hub.
  Optional<String> clientId();

  /// The secret with which the hub proves to the provider that it is the hub.
  Optional<String> clientSecret();

  /// Whom a program's token must be made for; without it no token of the provider is taken from a
  /// program.
  Optional<String> audience();

  /// The claim whose value is recorded with what somebody asks.
  @WithDefault("preferred_username")
  String nameClaim();

  /// The claim that says what somebody may do; `/` leads into objects.
  @WithDefault("groups")
  String rolesClaim();

  /// Role of [Roles] → values of that claim, each of which gives it.
  Map<String, List<String>> roles();
}
