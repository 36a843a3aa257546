package hub.connector.clearquest;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the web session when the last route of a system stops: a session that is left behind holds
/// a licence until it times out.
public final class LogOff extends RoutePolicySupport {

  private static final Logger LOG = LoggerFactory.getLogger(LogOff.class);

  private final String system;
  private final String endpoint;

  /// @param endpoint the Camel endpoint that ends the session
  public LogOff(String system, String endpoint) {
    this.system = system;
    this.endpoint = endpoint;
  }

  @Override
  public void onStart(Route route) {
    users(route).incrementAndGet();
  }

  @Override
  public void onStop(Route route) {
    var connection = ClearQuestConnection.of(route.getCamelContext(), system);
    if (users(route).decrementAndGet() > 0 || !connection.hasSession()) {
      return;
    }
    try (var template = route.getCamelContext().createProducerTemplate()) {
      var answer = template.request(endpoint, exchange -> exchange.getMessage().setBody(null));
      if (answer.getException() != null) {
        throw answer.getException();
      }
      LOG.atInfo()
          .setMessage("logged off")
          .addKeyValue("system", system)
          .addKeyValue("status", answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
          .log();
    } catch (Exception failed) {
      // It times out by itself; stopping must not depend on the tool.
      LOG.atInfo()
          .setMessage("could not log off")
          .addKeyValue("system", system)
          .addKeyValue("cause", failed.getClass().getSimpleName())
          .log();
    } finally {
      connection.forgetSession();
    }
  }

  private AtomicInteger users(Route route) {
    return ClearQuestConnection.of(route.getCamelContext(), system).users();
  }
}
