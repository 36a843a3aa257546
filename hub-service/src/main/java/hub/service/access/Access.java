package hub.service.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may use this hub: those of the users' file, those whom an identity provider gives a role, or
/// everybody where the installation says so.
@Singleton
public class Access {

  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  /// Before anything else of the hub starts.
  private static final int FIRST = 1;

  private static final SecurityIdentity EVERYBODY = identity("everybody", Roles.ALL);

  private final AccessSettings settings;
  private final String host;
  private volatile @Nullable AccountFile file;

  Access(AccessSettings settings, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.settings = settings;
    this.host = host;
  }

  /// Refuses to start a hub in which anybody could act.
  void check(@Observes @Priority(FIRST) StartupEvent event) {
    if (settings.users().isPresent()) {
      try {
        file();
      } catch (IllegalArgumentException | UncheckedIOException e) {
        throw new IllegalStateException("hub.access.users: " + e.getMessage(), e);
      }
    }
    if (hasLogin()) {
      return;
    }
    if (!settings.open()) {
      throw new IllegalStateException(
          "Nobody would have to log in. Name those who may use the hub in a file, one line each as"
              + " ./hub user makes it, and set hub.access.users=<file> (HUB_ACCESS_USERS), or name"
              + " an identity provider by hub.access.oidc.issuer; for a trial on this machine alone"
              + " set hub.access.open=true");
    }
    if (!ProviderCheck.isLoopback(host)) {
      throw new IllegalStateException(
          "hub.access.open=true lets everybody do everything, and quarkus.http.host=%s can be"
                  .formatted(host)
              + " reached from other machines. Set hub.access.users=<file> (HUB_ACCESS_USERS) with"
              + " lines as ./hub user makes them, or let the hub listen on 127.0.0.1");
    }
    LOG.warn(
        "Everybody on this machine may do everything, as hub.access.open says; set"
            + " hub.access.users for a login");
  }

  /// A provider's settings have been checked before, when Quarkus was told of them.
  private boolean hasLogin() {
    return settings.users().isPresent() || ProviderCheck.isWanted(settings.oidc());
  }

  /// Whether nobody logs in here.
  public boolean isOpen() {
    return settings.open() && !hasLogin();
  }

  /// Who everybody is in a hub that is open.
  static SecurityIdentity everybody() {
    return EVERYBODY;
  }

  Optional<Account> named(String name) {
    return file().flatMap(known -> known.named(name));
  }

  Optional<Account> withToken(String token) {
    return file().flatMap(known -> known.withToken(token));
  }

  static SecurityIdentity identity(Account account) {
    return identity(account.name(), account.roles());
  }

  static SecurityIdentity identity(String name, Collection<String> roles) {
    var builder = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
    roles.forEach(builder::addRole);
    return builder.build();
  }

  private Optional<AccountFile> file() {
    if (settings.users().isEmpty()) {
      return Optional.empty();
    }
    var known = file;
    if (known == null) {
      known = new AccountFile(settings.users().get());
      file = known;
    }
    return Optional.of(known);
  }
}
