package hub.service.dashboard;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Only the dashboard's own pages may act: a foreign page that posts here, or that borrows the
/// address by a name of its own, is refused.
@Provider
@SameOriginFilter.OwnPagesOnly
public class SameOriginFilter implements ContainerRequestFilter {

  // Filters are made while the application is built, when its settings are not there yet.
  private final Instance<DashboardSettings> settings;

  SameOriginFilter(Instance<DashboardSettings> settings) {
    this.settings = settings;
  }

  /// Marks what only the dashboard's own pages may call.
  @NameBinding
  @Retention(RetentionPolicy.RUNTIME)
  public @interface OwnPagesOnly {}

  @Override
  public void filter(ContainerRequestContext request) {
    var refusal = refusal(request);
    if (refusal != null) {
      request.abortWith(
          Response.status(Response.Status.FORBIDDEN)
              .type(MediaType.TEXT_PLAIN_TYPE)
              .entity(refusal)
              .build());
    }
  }

  private @Nullable String refusal(ContainerRequestContext request) {
    var host = request.getHeaderString("Host");
    if (host == null || !settings.get().hosts().contains(withoutPort(host))) {
      return "This name is not one of the dashboard's own; add it to hub.dashboard.hosts.";
    }
    var site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") ? null : "Only the dashboard's own pages may act.";
    }
    var origin = request.getHeaderString("Origin");
    return origin != null && isOwn(origin, host) ? null : "Only the dashboard's own pages may act.";
  }

  private static boolean isOwn(String origin, String host) {
    try {
      return host.equals(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    var colon = host.lastIndexOf(':');
    return colon > 0 && !host.endsWith("]") ? host.substring(0, colon) : host;
  }
}
