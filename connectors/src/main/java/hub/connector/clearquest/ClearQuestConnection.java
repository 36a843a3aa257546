package hub.connector.clearquest;

import java.net.CookieManager;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/// What source and sink of one system share: the web session, because each costs a licence, and
/// what discovery found.
final class ClearQuestConnection {

  private final CookieManager cookies = new CookieManager();
  private final AtomicInteger users = new AtomicInteger();
  private volatile @Nullable RecordServices services;
  private volatile boolean isWholeInVersion1;

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

  /// How many routes use the session.
  AtomicInteger users() {
    return users;
  }

  CookieManager cookies() {
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
    isWholeInVersion1 = false;
  }

  /// Whether protocol version 1 has shown a text that version 2 cuts.
  boolean isWholeInVersion1() {
    return isWholeInVersion1;
  }

  void wholeInVersion1() {
    isWholeInVersion1 = true;
  }

  boolean hasSession() {
    return !cookies.getCookieStore().getCookies().isEmpty();
  }

  /// The server no longer knows the session; the next request logs in again.
  void forgetSession() {
    cookies.getCookieStore().removeAll();
  }
}
