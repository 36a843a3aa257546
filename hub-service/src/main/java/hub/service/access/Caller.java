package hub.service.access;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Who asks now.
@Singleton
public class Caller {

  private final Access access;
  private final SecurityIdentity identity;

  Caller(Access access, SecurityIdentity identity) {
    this.access = access;
    this.identity = identity;
  }

  /// Whether the caller has proved a name.
  public boolean isKnown() {
    return !access.isOpen();
  }

  /// The name that is recorded: of who has logged in, or what was typed where nobody does.
  public @Nullable String name(@Nullable String typed) {
    return isKnown() ? identity.getPrincipal().getName() : typed;
  }

  /// Whether the caller has a role of [Roles].
  public boolean may(String role) {
    return identity.hasRole(role);
  }

  /// Refuses a caller who does not have a role of [Roles].
  ///
  /// @throws ForbiddenException which becomes a 403
  public void need(String role) {
    if (!may(role)) {
      throw new ForbiddenException(role);
    }
  }
}
