package hub.connector.clearquest;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.jspecify.annotations.Nullable;

/// What source and sink of one system share: the web session, because each costs a licence, and
/// what discovery found.
final class ClearQuestConnection {

  private final BasicCookieStore cookies = new BasicCookieStore();
  private volatile @Nullable RecordServices services;

  /// The connection of a system, one for all routes of a context.
  static ClearQuestConnection of(CamelContext context, String system) {
    var name = "clearquestConnection-" + system;
    synchronized (context) {
      var known = context.getRegistry().lookupByNameAndType(name, ClearQuestConnection.class);
      if (known != null) {
        return known;
      }
      var fresh = new ClearQuestConnection();
      context.getRegistry().bind(name, fresh);
      return fresh;
    }
  }

  BasicCookieStore cookies() {
    return cookies;
  }

  Optional<RecordServices> services() {
    return Optional.ofNullable(services);
  }

  void discovered(RecordServices found) {
    services = found;
  }

  /// The server no longer knows what it offered: discover anew.
  void forgetServices() {
    services = null;
  }

  boolean hasSession() {
    return !cookies.getCookies().isEmpty();
  }

  /// The server no longer knows the session; the next request logs in again.
  void forgetSession() {
    cookies.clear();
  }
}
