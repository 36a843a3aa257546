package hub.service.dashboard;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// No foreign page may act, neither by posting here nor by borrowing the address under a name of
/// its own. It comes before the login, which is an action too.
@Singleton
public class SameOriginFilter {

  /// Before authentication, whose priority is 200.
  private static final int BEFORE_LOGIN = 250;

  private static final Set<HttpMethod> LOOKING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final String FOREIGN = "Only the dashboard's own pages may act.";

  private final DashboardSettings settings;

  SameOriginFilter(DashboardSettings settings) {
    this.settings = settings;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, BEFORE_LOGIN);
  }

  private void filter(RoutingContext context) {
    if (context.request().isSSL()) {
      context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    var refusal = refusal(context);
    if (refusal == null) {
      context.next();
      return;
    }
    var _ =
        context
            .response()
            .setStatusCode(403)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
            .end(refusal);
  }

  private @Nullable String refusal(RoutingContext context) {
    var request = context.request();
    var path = context.normalizedPath();
    var hasOwnProof = path.startsWith("/webhooks/") || path.startsWith("/contact/");
    if (LOOKING.contains(request.method()) || hasOwnProof) {
      return null;
    }
    var site = request.getHeader("Sec-Fetch-Site");
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (path.startsWith("/api/") && site == null && origin == null) {
      // A program. Every browser says one of the two when it posts.
      return null;
    }
    // HTTP/2 has no header of that name.
    var authority = request.authority();
    if (authority == null || !settings.hosts().contains(authority.host())) {
      return "This name is not one of the dashboard's own; add it to hub.dashboard.hosts.";
    }
    if (site != null) {
      return site.equals("same-origin") ? null : FOREIGN;
    }
    return origin != null && isOwn(origin, authority.toString()) ? null : FOREIGN;
  }

  private static boolean isOwn(String origin, String authority) {
    try {
      return authority.equals(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
