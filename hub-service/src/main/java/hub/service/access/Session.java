package hub.service.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// A person whose cookie says that they have logged in. What they may do is looked up each time, so
/// that a changed file counts at once.
@Singleton
class Session implements IdentityProvider<TrustedAuthenticationRequest> {

  private final Access access;

  Session(Access access) {
    this.access = access;
  }

  @Override
  public Class<TrustedAuthenticationRequest> getRequestType() {
    return TrustedAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
    return access
        .named(request.getPrincipal())
        .map(account -> Uni.createFrom().item(Access.identity(account)))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }
}
