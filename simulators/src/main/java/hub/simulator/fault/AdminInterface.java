package hub.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.simulator.http.BadCall;
import hub.simulator.http.Handler;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import hub.simulator.http.RouteTable;
import java.util.List;

/// The interface for tests and stories: raises and clears faults, shows requests and tickets. It is
/// never under a fault itself.
public final class AdminInterface implements Handler {
  private final List<FaultGate> gates;
  private final RouteTable routes;

  /// The list may still grow until the first call.
  public AdminInterface(List<FaultGate> gates) {
    this.gates = gates;
    this.routes =
        new RouteTable()
            .post("/{tool}/faults", this::raise)
            .get("/{tool}/faults", call -> Reply.json(200, faults(gate(call))))
            .delete("/{tool}/faults", this::clear)
            .get("/{tool}/log", call -> Reply.json(200, requests(call)))
            .delete("/{tool}/log", this::clearLog)
            .get("/{tool}/tickets", call -> Reply.json(200, tickets(gate(call))))
            .delete("/{tool}/tickets/{key}", this::remove)
            .post("/{tool}/tickets/{key}/move", this::move)
            .post("/{tool}/reset", this::reset);
  }

  @Override
  public Reply handle(HttpCall call) {
    try {
      return routes
          .dispatch(call)
          .orElseGet(() -> problem(404, "The admin interface has no " + call.rawPath()));
    } catch (BadCall bad) {
      return problem(400, String.valueOf(bad.getMessage()));
    }
  }

  private static Reply problem(int status, String detail) {
    JsonNode body = Json.object().put("status", status).put("detail", detail);
    return Reply.text(status, "application/problem+json;charset=UTF-8", body.toString());
  }

  private FaultGate gate(HttpCall call) {
    String wanted = call.parameter("tool");
    return gates.stream()
        .filter(gate -> gate.tool().id().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new BadCall(
                "Unknown tool \""
                    + wanted
                    + "\"; known are "
                    + gates.stream().map(gate -> gate.tool().id()).toList()));
  }

  private Reply raise(HttpCall call) {
    FaultGate gate = gate(call);
    gate.raise(Fault.read(call.text()));
    return Reply.json(200, faults(gate));
  }

  private Reply clear(HttpCall call) {
    gate(call).faults().clear();
    return Reply.empty(204);
  }

  private static ArrayNode faults(FaultGate gate) {
    ArrayNode all = Json.array();
    gate.faults().inForce().forEach(fault -> all.add(fault.toJson()));
    return all;
  }

  private ArrayNode requests(HttpCall call) {
    String after = call.query("after").orElse("0");
    try {
      return gate(call).log().after(Long.parseLong(after));
    } catch (NumberFormatException notNumber) {
      throw new BadCall("after must be the number of a request, and is \"" + after + "\"");
    }
  }

  private Reply clearLog(HttpCall call) {
    gate(call).log().clear();
    return Reply.empty(204);
  }

  private static ArrayNode tickets(FaultGate gate) {
    ArrayNode all = Json.array();
    gate.tool().tickets().forEach(ticket -> all.add(Json.MAPPER.<JsonNode>valueToTree(ticket)));
    return all;
  }

  private Reply remove(HttpCall call) {
    String key = call.parameter("key");
    return gate(call).tool().remove(key)
        ? Reply.empty(204)
        : problem(404, "There is no ticket " + key);
  }

  private Reply move(HttpCall call) {
    String key = call.parameter("key");
    String project = Json.readObject(call.text()).path("project").asText();
    return gate(call)
        .tool()
        .move(key, project)
        .map(moved -> Reply.json(200, Json.object().put("key", moved)))
        .orElseGet(() -> problem(404, "There is no ticket " + key + " or no project " + project));
  }

  private Reply reset(HttpCall call) {
    FaultGate gate = gate(call);
    gate.faults().clear();
    gate.tool().reset();
    return Reply.empty(204);
  }
}
