package hub.service.wiring;

import hub.connector.Refusal;
import hub.connector.Sighting;
import hub.connector.http.CallFailure;
import hub.connector.http.ToolTrouble;
import hub.ticket.Reading;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

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
  /// @return an [Observation], or a [Refusal] with the cause; empty if tickets of this system's
  ///   kind cannot be read one by one
  public Optional<Sighting> read(String system, String ticket) {
    return SiteRoutes.reading(hub.site(), system).map(uri -> read(system, ticket, uri));
  }

  private Sighting read(String system, String ticket, String uri) {
    var template = context.createFluentProducerTemplate();
    Exchange asked;
    try {
      asked = template.to(uri).withBody(ticket).send();
    } finally {
      template.stop();
    }
    var failure = asked.getException();
    if (failure == null) {
      return (Sighting) asked.getMessage().getBody();
    }
    var cause = ToolTrouble.cause(CallFailure.of(failure, false));
    return new Refusal(system, ticket, cause, null, Reading.at(Instant.now()));
  }
}
