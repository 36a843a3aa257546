package hub.connector.mapping;

import hub.config.SystemConfig;
import hub.connector.Systems;
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

  private record Compiled(SystemConfig config, TicketMapping mapping) {}
}
