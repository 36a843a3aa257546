package hub.connector.webhook;

import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.spi.BrowsableEndpoint;

/// Where hints wait until the source of their system follows them.
///
/// Who follows a hint reads the ticket as it is then, so one that equals a waiting hint adds
/// nothing: a ticket that changes faster than it can be read keeps one place, not all of them.
public final class HintQueue {

  private static final String ADDRESS = "seda:hint-";

  private final CamelContext camel;

  public HintQueue(CamelContext camel) {
    this.camel = camel;
  }

  /// Has the ticket read again, after this moment.
  ///
  /// @return false if too many hints about other tickets wait already
  public boolean offer(String system, Hint hint) {
    return waits(system, hint) || put(system, hint);
  }

  /// What is found here was waiting after this look began, so it is followed after that, too.
  private boolean waits(String system, Hint hint) {
    return camel.getEndpoint(ADDRESS + system, BrowsableEndpoint.class).getExchanges().stream()
        .anyMatch(waiting -> hint.equals(waiting.getMessage().getBody()));
  }

  private boolean put(String system, Hint hint) {
    try (var template = camel.createProducerTemplate()) {
      template.sendBody(ADDRESS + system, hint);
      return true;
    } catch (CamelExecutionException | IOException _) {
      return false;
    }
  }
}
