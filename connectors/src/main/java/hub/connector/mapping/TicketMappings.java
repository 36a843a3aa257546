package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.Sighting;
import hub.connector.Systems;
import hub.ticket.Reading;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The mappings of all systems, compiled once for each configuration.
public final class TicketMappings {

  private final Systems systems;
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  public TicketMappings(Systems systems) {
    this.systems = systems;
  }

  /// The mapping of a system as configured now.
  public TicketMapping of(String system) {
    var config = systems.system(system);
    return compiled.compute(
            system,
            (_, known) ->
                known != null && known.config.equals(config)
                    ? known
                    : new Compiled(config, TicketMapping.of(system, config)))
        .mapping;
  }

  /// What a tool showed as an [Observation], or a [Refusal] where no ticket can be made of it.
  ///
  /// @param ticket the tool's internal id
  public Sighting read(String system, String ticket, JsonNode payload, Reading reading) {
    try {
      var mapping = of(system);
      return new Observation(mapping.map(payload), reading, payload, mapping.hash());
    } catch (MappingProblem | Jq.JqProblem problem) {
      return new Refusal(system, ticket, String.valueOf(problem.getMessage()), payload, reading);
    }
  }

  private record Compiled(SystemConfig config, TicketMapping mapping) {}
}
