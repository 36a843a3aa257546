package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.Systems;
import hub.connector.clearquest.RecordReads.Absent;
import hub.connector.clearquest.RecordReads.Present;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMappings;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;

/// What a record that was read is to the hub: an [Observation], or a [Refusal] if it cannot be
/// mapped.
final class SeenRecords {

  private final String system;
  private final TicketMappings mappings;

  SeenRecords(String system, Systems systems) {
    this.system = system;
    this.mappings = new TicketMappings(systems);
  }

  /// @param id internal
  Object of(String id, Seen seen, Reading reading) {
    return switch (seen) {
      case Present(var payload, _) -> mapped(id, payload, reading);
      case Absent(var presence) ->
          Observation.of(Ticket.gone(new TicketRef(system, id), presence), reading);
    };
  }

  private Object mapped(String id, JsonNode payload, Reading reading) {
    var mapping = mappings.of(system);
    try {
      return new Observation(mapping.map(payload), reading, payload, mapping.hash());
    } catch (MappingProblem problem) {
      return new Refusal(system, id, String.valueOf(problem.getMessage()), payload, reading);
    }
  }
}
