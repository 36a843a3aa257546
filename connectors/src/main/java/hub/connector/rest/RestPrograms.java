package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.mapping.Jq;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMapping;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The jq programs of one desk's `connection`, compiled once for each configuration.
final class RestPrograms {

  private final String system;
  private final Systems systems;
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  RestPrograms(String system, Systems systems) {
    this.system = system;
    this.systems = systems;
  }

  boolean has(String name) {
    return systems.system(system).connection().containsKey(name);
  }

  /// @throws MappingProblem if there is no such program, or it fails
  JsonNode run(String name, JsonNode input) {
    var config = systems.system(system);
    var source = config.connection().get(name);
    if (source == null) {
      throw new MappingProblem(
          "%s is not there; without it the hub cannot do this here".formatted(where(name)));
    }
    var program =
        compiled.compute(
            name,
            (_, known) ->
                known != null && known.config.equals(config)
                    ? known
                    : new Compiled(
                        config,
                        Jq.compile(where(name), source),
                        TicketMapping.variables(system, config)));
    return program.jq.apply(input, program.variables);
  }

  String where(String name) {
    return "systems.%s.connection.%s".formatted(system, name);
  }

  private record Compiled(SystemConfig config, Jq jq, Map<String, JsonNode> variables) {}
}
