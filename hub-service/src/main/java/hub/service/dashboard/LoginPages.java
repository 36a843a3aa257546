package hub.service.dashboard;

import hub.service.access.Roles;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Where people log in and out. What the form posts is taken before it gets to any page.
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class LoginPages {

  private final String cookie;

  LoginPages(@ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String cookie) {
    this.cookie = cookie;
  }

  /// The page's template.
  @CheckedTemplate(basePath = "dashboard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance login(LoginFrame frame);
  }

  /// What the page shows. It tells nothing of the hub but its name.
  ///
  /// @param isWrong whether a try has just failed
  /// @param otherLanguage the code of the language to switch to
  public record LoginFrame(Words words, boolean isWrong, String otherLanguage) {

    /// What is said here, in the page's language.
    public String say(String key) {
      return words.say(key);
    }

    /// The code of the page's language.
    public String language() {
      return words.language().code();
    }
  }

  /// Asks for name and password.
  @GET
  @PermitAll
  @Path("login")
  public Response login(@BeanParam Visitor visitor, @QueryParam("again") @Nullable String again) {
    var other = visitor.language() == PageLanguage.EN ? PageLanguage.DA : PageLanguage.EN;
    return Response.ok(
            Templates.login(new LoginFrame(visitor.words(), again != null, other.code())))
        .header("Cache-Control", "no-store")
        .build();
  }

  /// Ends the session of this browser.
  @POST
  @RolesAllowed(Roles.VIEWER)
  @Path("logout")
  public Response logout() {
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
