package hub.service.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/// A name and a password, from the login page or a program. Whether the name or the password was
/// wrong, or there were too many tries, is not told.
@Singleton
class PasswordLogin implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

  private final Access access;
  private final Tries tries = new Tries(InstantSource.system());

  /// An unknown name takes as long as a known one.
  private final Account nobody = Account.ofPassword("nobody", Set.of(), Account.newToken());

  PasswordLogin(Access access) {
    this.access = access;
  }

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () -> login(request.getUsername(), new String(request.getPassword().getPassword())));
  }

  private SecurityIdentity login(String name, String password) {
    if (name.length() > Account.LONGEST_NAME || !tries.mayTry(name)) {
      throw new AuthenticationFailedException();
    }
    var account = access.named(name).orElse(nobody);
    if (!account.hasPassword(password)) {
      throw new AuthenticationFailedException();
    }
    tries.succeeded(name);
    return Access.identity(account);
  }
}
