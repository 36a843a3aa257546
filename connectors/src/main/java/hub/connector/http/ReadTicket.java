package hub.connector.http;

import hub.connector.Refusal;
import hub.connector.Sighting;
import hub.ticket.Reading;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/// Reads one ticket now, past the log, for somebody who wants to see it.
public final class ReadTicket {

  private ReadTicket() {}

  /// Reads through a step that takes an id and ends with a [Sighting]; where it fails, that is a
  /// [Refusal] with the cause.
  ///
  /// @param uri of the step
  /// @param ticket its id, or its key where the tool takes one
  public static Sighting by(CamelContext context, String uri, String system, String ticket) {
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
