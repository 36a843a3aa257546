package hub.routes.contract;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One simulated tool, seen from outside the connector: by HTTP only.
public final class SimulatedTool implements AutoCloseable {

  /// What the simulators have only if asked.
  private static final Set<String> LOCAL_DESKS = Set.of("topdesk", "servicenow", "remedy");

  private final Simulators simulators;
  private final Browser admin;
  private final String system;

  private SimulatedTool(Simulators simulators, String system) {
    this.simulators = simulators;
    this.admin = Browser.at(simulators.url() + "/admin/" + system);
    this.system = system;
  }

  public static SimulatedTool start(String system) {
    return start(system, SimulatorOptions.forTests());
  }

  /// A tool whose time is the clock's.
  public static SimulatedTool start(String system, Clock clock) {
    return start(system, SimulatorOptions.forTests().withClock(clock));
  }

  private static SimulatedTool start(String system, SimulatorOptions options) {
    var desks = LOCAL_DESKS.contains(system) ? Set.of(system) : Set.<String>of();
    return new SimulatedTool(Simulators.start(options.withLocalDesks(desks)), system);
  }

  public String url() {
    return simulators.url() + "/" + system;
  }

  public String simulatorsUrl() {
    return simulators.url();
  }

  public void fault(String json) {
    var answer = admin.post("/faults", json);
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.text());
    }
  }

  public void noFaults() {
    admin.delete("/faults");
  }

  public JsonNode tickets() {
    return admin.get("/tickets").json();
  }

  public JsonNode ticket(String id) {
    for (var ticket : tickets()) {
      if (ticket.path("id").asText().equals(id)) {
        return ticket;
      }
    }
    throw new IllegalStateException("no ticket " + id);
  }

  public void remove(String key) {
    admin.delete("/tickets/" + Browser.encode(key).replace("+", "%20"));
  }

  /// The requests so far that could change something, as method and path.
  public List<String> writes() {
    var writes = new ArrayList<String>();
    for (var line : admin.get("/log").json()) {
      if (!List.of("GET", "HEAD").contains(line.path("method").asText())) {
        writes.add(line.path("method").asText() + " " + line.path("path").asText());
      }
    }
    return writes;
  }

  public JsonNode log() {
    return admin.get("/log").json();
  }

  public void forgetLog() {
    admin.delete("/log");
  }

  @Override
  public void close() {
    simulators.close();
  }
}
