package hub.service.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether the settings of a login at an identity provider are whole. Half of them would be a login
/// that nobody gets through, or one that anybody does.
final class ProviderCheck {

  private static final String PREFIX = "hub.access.oidc.";

  private ProviderCheck() {}

  /// Whether anything says that there should be such a login.
  static boolean isWanted(ProviderSettings settings) {
    return settings.issuer().isPresent()
        || settings.clientId().isPresent()
        || settings.clientSecret().isPresent()
        || settings.audience().isPresent()
        || !settings.roles().isEmpty();
  }

  /// @throws IllegalStateException if something is missing or cannot be meant; the message says
  ///   what, and the way out
  static void check(ProviderSettings settings) {
    var missing = new ArrayList<String>();
    missing(settings.issuer(), "issuer", "the provider's address").ifPresent(missing::add);
    missing(settings.clientId(), "client-id", "the hub's name there").ifPresent(missing::add);
    missing(settings.clientSecret(), "client-secret", "its secret there").ifPresent(missing::add);
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "The login at an identity provider is set up by halves. Set also %s; or remove every %s*"
              .formatted(String.join(" and ", missing), PREFIX));
    }
    checkAddress(settings.issuer().orElseThrow());
    checkRoles(settings);
  }

  private static Optional<String> missing(Optional<String> value, String key, String meaning) {
    return value.isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s%s (HUB_ACCESS_OIDC_%s), %s"
                .formatted(PREFIX, key, key.replace('-', '_').toUpperCase(Locale.ROOT), meaning));
  }

  private static void checkAddress(String issuer) {
    var address = address(issuer);
    var host = address.map(URI::getHost).orElse(null);
    var scheme = address.map(URI::getScheme).orElse(null);
    if (host == null || !List.of("http", "https").contains(String.valueOf(scheme))) {
      throw new IllegalStateException(
          "%sissuer=%s is no address; it is like https://login.example.org/realms/care"
              .formatted(PREFIX, issuer));
    }
    if ("http".equals(scheme) && !isLoopback(host)) {
      throw new IllegalStateException(
          "%sissuer=%s would send tokens and the client's secret readable over the network; use"
                  .formatted(PREFIX, issuer)
              + " https");
    }
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private static void checkRoles(ProviderSettings settings) {
    for (var role : settings.roles().keySet()) {
      if (!Roles.ALL.contains(role)) {
        throw new IllegalStateException(
            "%sroles.%s: there is no role %s; there are %s"
                .formatted(PREFIX, role, role, Roles.ALL));
      }
    }
    if (settings.roles().values().stream().allMatch(List::isEmpty)) {
      throw new IllegalStateException(
          "Whoever logs in at the identity provider would have no role. Say which values of the"
              + " claim %s give one, such as %sroles.operator=<value>,<value>"
                  .formatted(settings.rolesClaim(), PREFIX));
    }
  }
}
