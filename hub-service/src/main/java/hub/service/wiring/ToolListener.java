package hub.service.wiring;

import hub.service.metrics.AnswerTimes;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/// Takes the time of every HTTP request to a tool. Each is one step of `hub-http-action`, in a
/// route that is named after the tool.
final class ToolListener extends EventNotifierSupport {

  private static final String QUOTA_LEFT = "X-RateLimit-Remaining";
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final Set<String> systems;
  private final AnswerTimes times;

  ToolListener(Set<String> systems, AnswerTimes times) {
    this.systems = Set.copyOf(systems);
    this.times = times;
  }

  /// Camel tells of the end of what somebody wanted to know the beginning of.
  @Override
  public boolean isEnabled(CamelEvent event) {
    return (event instanceof ExchangeSendingEvent sending && isHttp(sending.getEndpoint()))
        || (event instanceof ExchangeSentEvent sent && isHttp(sent.getEndpoint()));
  }

  private static boolean isHttp(Endpoint endpoint) {
    return endpoint.getEndpointUri().startsWith("http");
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeSentEvent sent) {
      var exchange = sent.getExchange();
      system(exchange)
          .ifPresent(system ->
              times.answered(
                  system,
                  Duration.ofMillis(sent.getTimeTaken()),
                  isFailed(exchange),
                  quotaLeft(exchange)));
    }
  }

  private static boolean isFailed(Exchange exchange) {
    var status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    return exchange.getException() != null || status == TOO_MANY || status >= SERVER_ERROR;
  }

  /// What is no number says nothing.
  private static @Nullable Integer quotaLeft(Exchange exchange) {
    var text = exchange.getMessage().getHeader(QUOTA_LEFT, "", String.class);
    return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  /// The longest name that fits: one may be the end of another.
  private Optional<String> system(Exchange exchange) {
    var unit = exchange.getUnitOfWork();
    var route = unit == null ? null : unit.getRoute();
    var name = String.valueOf(route == null ? exchange.getFromRouteId() : route.getRouteId());
    return systems.stream()
        .filter(system -> name.endsWith("-" + system))
        .max(Comparator.comparingInt(String::length));
  }
}
