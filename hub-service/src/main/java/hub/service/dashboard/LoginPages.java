package hub.service.dashboard;

import hub.service.access.ProviderLogin;
import hub.service.access.Roles;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Where people log in and out. What the form posts is taken before it gets to any page.
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class LoginPages {

  private final String cookie;
  private final ProviderLogin provider;

  LoginPages(
      @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String cookie,
      ProviderLogin provider) {
    this.cookie = cookie;
    this.provider = provider;
  }

  /// The page's template.
  @CheckedTemplate(basePath = "dashboard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance login(LoginFrame frame);
  }

  /// What the page shows. It tells nothing of the hub but its name.
  ///
  /// @param isByProvider whether an identity provider asks for the password
  /// @param trouble the key of what is said about a try that has just failed; null if none has
  /// @param end where the session at the provider ends; null if that is not offered
  /// @param otherLanguage the code of the language to switch to
  public record LoginFrame(
      Words words,
      boolean isByProvider,
      @Nullable String trouble,
      @Nullable String end,
      String otherLanguage) {

    /// What is said here, in the page's language.
    public String say(String key) {
      return words.say(key);
    }

    /// The code of the page's language.
    public String language() {
      return words.language().code();
    }
  }

  /// Asks for name and password, or leads to who does.
  @GET
  @PermitAll
  @Path("login")
  public Response login(@BeanParam Visitor visitor, @BeanParam Trouble trouble, UriInfo uri) {
    var other = visitor.language() == PageLanguage.EN ? PageLanguage.DA : PageLanguage.EN;
    var frame =
        new LoginFrame(
            visitor.words(),
            provider.isOn(),
            trouble.key(provider.isOn()),
            provider
                .endAtProvider(uri.getBaseUri().resolve("login"))
                .map(URI::toString)
                .orElse(null),
            other.code());
    return Response.ok(Templates.login(frame)).header("Cache-Control", "no-store").build();
  }

  /// Where the provider sends people back to. They are led on before they get here, unless they
  /// come a second time.
  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("login/return")
  public Response again() {
    return Response.seeOther(URI.create("/")).build();
  }

  /// What the address says about a try that failed.
  public static class Trouble {

    @QueryParam("again")
    @Nullable String again;

    @QueryParam("away")
    @Nullable String away;

    /// What a provider says.
    @QueryParam("error")
    @Nullable String error;

    @Nullable String key(boolean isByProvider) {
      if (!isByProvider) {
        return again == null ? null : "login.wrong";
      }
      if (away != null) {
        return "login.provider.away";
      }
      return again == null && error == null ? null : "login.provider.wrong";
    }
  }

  /// Ends the session of this browser.
  @POST
  @RolesAllowed(Roles.VIEWER)
  @Path("logout")
  public Response logout(@Context RoutingContext context) {
    ProviderLogin.endSession(context);
    var ended =
        new NewCookie.Builder(cookie)
            .value("")
            .path("/")
            .maxAge(0)
            .httpOnly(true)
            .sameSite(SameSite.STRICT)
            .build();
    return Response.seeOther(URI.create("/login")).cookie(ended).build();
  }
}
