package hub.connector.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.connector.HubIntake;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.Systems;
import hub.connector.mapping.TicketMappings;
import hub.incident.Input;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;

/// Takes what a route saw, and hands it to the hub.
///
/// A body may be an [Observation], a [Refusal] or what came back after a notice, as the hub's own
/// Kamelets make them, a canonical [Ticket], or a tool's payload as JSON, which is mapped as
/// `hub.yaml` says for the system.
public final class HandIn {

  /// Exchange property: the [Reading] of a [Ticket] or payload; without it, this moment.
  public static final String READING = "hubReading";

  private static final ObjectMapper JSON = new JsonMapper();

  private final String system;
  private final HubIntake intake;
  private final TicketMappings mappings;
  private final InstantSource clock;

  /// @param system for payloads: whose mapping is used; may be empty otherwise
  public HandIn(String system, HubIntake intake, Systems systems) {
    this.system = system;
    this.intake = intake;
    this.mappings = new TicketMappings(systems);
    this.clock = InstantSource.system();
  }

  /// Returns when the log has it.
  public void handIn(Exchange exchange) {
    var reading = exchange.getProperty(READING, Reading.class);
    var read = reading == null ? Reading.at(clock.instant()) : reading;
    switch (exchange.getMessage().getBody()) {
      case Observation observation -> intake.observed(observation);
      case Refusal refusal -> intake.refused(refusal);
      case Input.NoticeAnswered answer -> intake.answered(answer);
      case Input.NoticeReturned report -> intake.returned(report);
      case Ticket ticket -> intake.observed(Observation.of(ticket, read));
      case JsonNode payload -> payload(payload, read);
      case Map<?, ?> payload -> payload(JSON.valueToTree(payload), read);
      case null -> throw new IllegalArgumentException("there is no ticket in the body");
      default -> text(exchange, read);
    }
  }

  private void text(Exchange exchange, Reading read) {
    var bytes = exchange.getMessage().getBody(byte[].class);
    if (bytes == null) {
      throw new IllegalArgumentException("the body is neither a ticket nor JSON");
    }
    try {
      payload(JSON.readTree(bytes), read);
    } catch (JsonProcessingException notJson) {
      refuse("the payload is not JSON", JSON.getNodeFactory().textNode(text(bytes)), read);
    } catch (java.io.IOException notReadable) {
      throw new IllegalArgumentException("the body cannot be read", notReadable);
    }
  }

  private void payload(JsonNode payload, Reading read) {
    switch (mappings.read(system, "", payload, read)) {
      case Observation observation -> intake.observed(observation);
      case Refusal refusal -> intake.refused(refusal);
    }
  }

  private void refuse(String cause, JsonNode payload, Reading read) {
    intake.refused(new Refusal(system, "", cause, payload, read));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
