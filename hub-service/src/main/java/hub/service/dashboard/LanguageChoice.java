package hub.service.dashboard;

import hub.service.words.PageLanguage;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.ext.Provider;

/// Remembers the language that somebody chose with the switch of a page. An address that a
/// colleague sent shows its language and changes nobody's choice.
@Provider
public class LanguageChoice implements ContainerResponseFilter {

  private static final int ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var wanted = request.getUriInfo().getQueryParameters().getFirst(Visitor.LANGUAGE);
    var cameFrom = request.getHeaderString("Sec-Fetch-Site");
    var isRefresh = request.getHeaderString("HX-Request") != null;
    if (wanted == null || isRefresh || (cameFrom != null && !cameFrom.equals("same-origin"))) {
      return;
    }
    PageLanguage.of(wanted)
        .map(LanguageChoice::cookie)
        .ifPresent(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
  }

  private static NewCookie cookie(PageLanguage language) {
    return new NewCookie.Builder(Visitor.COOKIE)
        .value(language.code())
        .path("/")
        .maxAge(ONE_YEAR_SECONDS)
        .httpOnly(true)
        .sameSite(SameSite.LAX)
        .build();
  }
}
