package hub.connector.clearquest;

import java.net.CookieManager;
import java.net.CookiePolicy;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.cookie.BaseCookieHandler;

/// The cookies of a system's web session, for Camel HTTP: the same ones in every route of the
/// system, so that all of them are one session.
public final class SessionCookies extends BaseCookieHandler {

  private final String system;

  public SessionCookies(String system) {
    this.system = system;
  }

  @Override
  protected CookieManager getCookieManager(Exchange exchange) {
    return ClearQuestConnection.of(exchange.getContext(), system).cookies();
  }

  @Override
  public void setCookiePolicy(CookiePolicy cookiePolicy) {
    throw new UnsupportedOperationException("a session's cookies go back where they came from");
  }
}
