package hub.service.access;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The login at an identity provider, by OpenID Connect. The protocol is Quarkus'; the hub's own
/// are which of its roles somebody gets, which name is recorded, and where it is asked for at all.
///
/// What else `quarkus.oidc.*` says, such as trust stores and proxies, holds too.
@Singleton
public class ProviderLogin {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderLogin.class);

  /// Where the provider sends people back to; it must know this address.
  static final String RETURN = "/login/return";

  /// Those who send a token themselves; people are the tenant without a name.
  private static final String PROGRAMS = "programs";

  /// Head, claims and signature of a token.
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private static final String LOGIN = "/login";
  private static final String AGAIN = LOGIN + "?again=yes";

  private final ProviderSettings settings;
  private final SessionKey key;
  private final Duration idle;
  private final Instance<OidcAuthenticationMechanism> oidc;
  private final Instance<TenantConfigBean> tenants;

  ProviderLogin(
      AccessSettings settings,
      SessionKey key,
      @ConfigProperty(name = "quarkus.http.auth.form.timeout") Duration idle,
      Instance<OidcAuthenticationMechanism> oidc,
      Instance<TenantConfigBean> tenants) {
    this.settings = settings.oidc();
    this.key = key;
    this.idle = idle;
    this.oidc = oidc;
    this.tenants = tenants;
  }

  /// Whether people log in at an identity provider.
  public boolean isOn() {
    return ProviderCheck.isWanted(settings);
  }

  /// Tells Quarkus what the installation says, before it asks the provider for anything.
  void create(@Observes Oidc tenants, OidcConfig more) {
    if (!isOn()) {
      return;
    }
    ProviderCheck.check(settings);
    tenants.create(people(OidcConfig.getDefaultTenant(more)));
    settings
        .audience()
        .ifPresent(
            audience -> tenants.create(programs(OidcConfig.getDefaultTenant(more), audience)));
  }

  /// What people and programs have in common.
  private OidcTenantConfigBuilder provider(
      io.quarkus.oidc.runtime.OidcTenantConfig more, Source roles) {
    return OidcTenantConfig.builder(more)
        .tenantEnabled(true)
        .authServerUrl(settings.issuer().orElseThrow())
        .clientId(settings.clientId().orElseThrow())
        .credentials(settings.clientSecret().orElseThrow())
        .roles(roles, settings.rolesClaim());
  }

  private OidcTenantConfig people(io.quarkus.oidc.runtime.OidcTenantConfig more) {
    return provider(more, Source.idtoken)
        .applicationType(ApplicationType.WEB_APP)
        .authentication()
        .redirectPath(RETURN)
        .restorePathAfterRedirect()
        .errorPath(LOGIN)
        .pkceRequired()
        .nonceRequired()
        .stateSecret(key.text())
        // A strict cookie is not sent when somebody comes from the provider's page, so that the
        // login would never end. What acts must come from an own page besides.
        .cookieSameSite(CookieSameSite.LAX)
        .sessionAgeExtension(idle)
        .end()
        .token()
        .refreshExpired()
        .end()
        .tokenStateManager()
        .strategy(Strategy.ID_REFRESH_TOKENS)
        .encryptionRequired()
        .encryptionSecret(key.text())
        .end()
        .build();
  }

  private OidcTenantConfig programs(
      io.quarkus.oidc.runtime.OidcTenantConfig more, String audience) {
    return provider(more, Source.accesstoken)
        .tenantId(PROGRAMS)
        .applicationType(ApplicationType.SERVICE)
        .token()
        .audience(audience)
        // Whether a token counts is seen from the token itself, not asked for each time.
        .allowJwtIntrospection(false)
        .allowOpaqueTokenIntrospection(false)
        .end()
        .build();
  }

  /// Who comes to a page; nothing where nobody has logged in.
  Uni<SecurityIdentity> person(RoutingContext context, IdentityProviderManager identities) {
    if (context.normalizedPath().equals(LOGIN)) {
      return Uni.createFrom().nullItem();
    }
    context.put(OidcUtils.TENANT_ID_ATTRIBUTE, OidcUtils.DEFAULT_TENANT_ID);
    var isReturn = context.normalizedPath().equals(RETURN);
    return oidc.get()
        .authenticate(context, identities)
        .onItem()
        .ifNotNull()
        .transform(this::known)
        .onItem()
        .ifNotNull()
        .invoke(person -> endIfUseless(context, person))
        // A login that went wrong is not begun again by itself: it would go round for ever.
        .onFailure(failure -> isReturn && failure instanceof AuthenticationCompletionException)
        .invoke(failure -> LOG.warn("A login failed: {}", FailedLogin.why(failure)))
        .onFailure(failure -> isReturn && failure instanceof AuthenticationCompletionException)
        .transform(_ -> new AuthenticationRedirectException(AGAIN))
        .onFailure(failure ->
            failure instanceof AuthenticationCompletionException
                || failure instanceof AuthenticationFailedException
                || failure instanceof OIDCException)
        .recoverWithNull();
  }

  /// Who sends a token of the provider; a failure where it is none of the provider, or not for the
  /// hub.
  Uni<SecurityIdentity> program(
      RoutingContext context, String token, IdentityProviderManager identities) {
    if (!isOn() || settings.audience().isEmpty() || !SIGNED.matcher(token).matches()) {
      return Uni.createFrom().failure(new AuthenticationFailedException());
    }
    context.put(OidcUtils.TENANT_ID_ATTRIBUTE, PROGRAMS);
    return oidc.get()
        .authenticate(context, identities)
        .onItem()
        .ifNotNull()
        .transform(this::known)
        .onItem()
        .ifNull()
        .failWith(AuthenticationFailedException::new)
        // Away; Quarkus has logged it.
        .onFailure(OIDCException.class)
        .transform(AuthenticationFailedException::new);
  }

  /// Sends somebody who wants to see a page to the provider.
  Uni<ChallengeData> challenge(RoutingContext context) {
    if (context.normalizedPath().equals(RETURN)) {
      // Come back with nothing that this browser has been sent away with.
      return Uni.createFrom().item(new ChallengeData(303, HttpHeaders.LOCATION, AGAIN));
    }
    return oidc.get()
        .getChallenge(context)
        .onFailure(OIDCException.class)
        .recoverWithItem(new ChallengeData(303, HttpHeaders.LOCATION, LOGIN + "?away=yes"));
  }

  /// Where the session at the provider itself ends; nothing if the provider offers no such page, or
  /// does not answer.
  ///
  /// @param back where the provider leads to afterwards
  public Optional<URI> endAtProvider(URI back) {
    if (!isOn()) {
      return Optional.empty();
    }
    return Optional.ofNullable(tenants.get().getDefaultTenant().getOidcMetadata())
        .flatMap(about -> Optional.ofNullable(about.getEndSessionUri()))
        .map(end ->
            URI.create(
                end
                    + (end.contains("?") ? "&" : "?")
                    + "client_id="
                    + encode(settings.clientId().orElseThrow())
                    + "&post_logout_redirect_uri="
                    + encode(back.toString())));
  }

  /// Takes the cookies of a session away.
  public static void endSession(RoutingContext context) {
    for (var cookie : context.request().cookies()) {
      if (cookie.getName().startsWith(OidcUtils.SESSION_COOKIE_NAME)) {
        var _ =
            context
                .response()
                .addCookie(
                    Cookie.cookie(cookie.getName(), "")
                        .setPath("/")
                        .setMaxAge(0)
                        .setHttpOnly(true));
      }
    }
  }

  /// What the provider says somebody is, in the hub's words. Without a name that can be recorded
  /// nobody may do anything.
  private SecurityIdentity known(SecurityIdentity proved) {
    var name = name(proved);
    var roles = new TreeSet<String>();
    if (name.isPresent()) {
      settings
          .roles()
          .forEach((role, values) -> {
            if (values.stream().anyMatch(proved.getRoles()::contains)) {
              roles.add(role);
              roles.add(Roles.VIEWER);
            }
          });
    }
    return Access.identity(name.orElse("?"), roles);
  }

  private Optional<String> name(SecurityIdentity proved) {
    var token = (JsonWebToken) proved.getPrincipal();
    return token
        .claim(settings.nameClaim())
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .map(String::strip)
        .filter(Account::isName);
  }

  /// Whoever may do nothing gets another chance as soon as the provider says something else.
  private static void endIfUseless(RoutingContext context, SecurityIdentity person) {
    if (person.getRoles().isEmpty()) {
      endSession(context);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
