package hub.service.access;

import static io.vertx.core.http.HttpHeaders.AUTHORIZATION;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.security.Form;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/// How one says who one is. Pages take the cookie of a login and nothing else; what is for programs
/// takes a token or Basic and no cookie, so that no page can act there in somebody's name.
///
/// An alternative, because Quarkus would otherwise ask its own mechanisms too, at every address.
@Alternative
@Priority(1)
@Singleton
class Authentication implements HttpAuthenticationMechanism {

  private static final String BEARER = "Bearer ";
  private static final String REALM = "incident-hub";
  private static final String UNKNOWN =
      """
      {"type":"unauthorized","title":"The sender is not known","status":401,\
      "detail":"Send Authorization: Bearer with a token of the users' file or of the identity \
      provider, or Basic with a name and its password."}\
      """;

  private static final Pattern COMMON = Pattern.compile("[A-Za-z0-9/?&=%+._~:@-]*");

  private final Access access;
  private final ProviderLogin provider;
  private final HttpAuthenticationMechanism form;
  private final HttpAuthenticationMechanism basic = new BasicAuthenticationMechanism(REALM, true);

  Authentication(Access access, ProviderLogin provider, SessionKey key) {
    this.access = access;
    this.provider = provider;
    this.form = Form.builder().encryptionKey(key.text()).build();
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    if (access.isOpen()) {
      return Uni.createFrom().item(Access.everybody());
    }
    if (isForPrograms(context)) {
      return program(context, identities);
    }
    if (provider.isOn()) {
      return provider.person(context, identities);
    }
    var person = form.authenticate(context, identities);
    // Whoever was taken out of the file has to see the login page like everybody else.
    return isLogin(context)
        ? person
        : person.onFailure(AuthenticationFailedException.class).recoverWithNull();
  }

  private Uni<SecurityIdentity> program(RoutingContext context, IdentityProviderManager known) {
    var header = context.request().getHeader(AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return basic.authenticate(context, known);
    }
    var token = header.substring(BEARER.length()).strip();
    return access
        .withToken(token)
        .map(account -> Uni.createFrom().item(Access.identity(account)))
        .orElseGet(() -> provider.program(context, token, known));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    if (!isForPrograms(context)) {
      return HttpAuthenticationMechanism.super.sendChallenge(context);
    }
    // Basic is not offered: a browser that was asked for it would send it along for ever.
    var _ =
        context
            .response()
            .setStatusCode(401)
            .putHeader("WWW-Authenticate", BEARER + "realm=\"" + REALM + "\"")
            .putHeader(CONTENT_TYPE, "application/problem+json")
            .end(UNKNOWN);
    return Uni.createFrom().item(true);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    if (isLogin(context) || isNavigation(context)) {
      return provider.isOn() ? provider.challenge(context) : form.getChallenge(context);
    }
    // What a page asks for by itself is no place to come back to, and neither is an action.
    return Uni.createFrom()
        .item(
            isByPage(context)
                ? new ChallengeData(401, null, null)
                : new ChallengeData(303, HttpHeaders.LOCATION, "/login"));
  }

  private static boolean isForPrograms(RoutingContext context) {
    var path = context.normalizedPath();
    return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/q/");
  }

  private static boolean isLogin(RoutingContext context) {
    return context.normalizedPath().endsWith("/login")
        && context.request().method().equals(HttpMethod.POST);
  }

  private static boolean isNavigation(RoutingContext context) {
    // What cannot stand in a cookie is none of the addresses that people come back to.
    return context.request().method().equals(HttpMethod.GET)
        && !isByPage(context)
        && COMMON.matcher(context.request().uri()).matches();
  }

  private static boolean isByPage(RoutingContext context) {
    var mode = context.request().getHeader("Sec-Fetch-Mode");
    return context.request().getHeader("HX-Request") != null
        || (mode != null && !mode.equals("navigate"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(UsernamePasswordAuthenticationRequest.class, TrustedAuthenticationRequest.class);
  }
}
