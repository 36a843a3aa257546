package hub.service.wiring;

import hub.connector.Sighting;
import hub.connector.http.ReadTicket;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.camel.CamelContext;

/// Reads single tickets from the tools for somebody who wants to see them, past the log.
@Singleton
public class TicketReads {

  private final RunningHub hub;
  private final CamelContext context;

  TicketReads(RunningHub hub, CamelContext context) {
    this.hub = hub;
    this.context = context;
  }

  /// Reads a ticket now.
  ///
  /// @param ticket its id, or its key where the tool takes one
  /// @return empty if tickets of this system's kind cannot be read one by one
  public Optional<Sighting> read(String system, String ticket) {
    return SiteRoutes.reading(hub.site(), system)
        .map(uri -> ReadTicket.by(context, uri, system, ticket));
  }
}
