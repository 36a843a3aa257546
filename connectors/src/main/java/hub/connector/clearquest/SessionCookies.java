package hub.connector.clearquest;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.jspecify.annotations.Nullable;

/// The cookies of a system's web session, for the HTTP client: the same ones in every route of the
/// system, so that all of them are one session.
public final class SessionCookies implements CookieStore, CamelContextAware {

  private final String system;
  private @Nullable CamelContext context;

  public SessionCookies(String system) {
    this.system = system;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.context = camelContext;
  }

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void addCookie(Cookie cookie) {
    shared().addCookie(cookie);
  }

  @Override
  public List<Cookie> getCookies() {
    return shared().getCookies();
  }

  @Override
  @Deprecated
  @SuppressWarnings("JavaUtilDate") // the interface wants it
  public boolean clearExpired(Date date) {
    return shared().clearExpired(date);
  }

  @Override
  public boolean clearExpired(Instant instant) {
    return shared().clearExpired(instant);
  }

  @Override
  public void clear() {
    shared().clear();
  }

  private BasicCookieStore shared() {
    var camel = context;
    if (camel == null) {
      throw new IllegalStateException("cookies are used outside of Camel");
    }
    return ClearQuestConnection.of(camel, system).cookies();
  }
}
