package hub.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last requests to one tool: so that a test or a person can see what was really asked.
public final class RequestLog {
  /// How many requests are remembered.
  static final int LIMIT = 2_000;

  private record Line(
      Instant time, String user, String method, String path, String operation, int status) {}

  private final Deque<Line> lines = new ArrayDeque<>();

  synchronized void add(Instant time, String user, HttpCall call, Operation operation, int status) {
    if (lines.size() == LIMIT) {
      lines.removeFirst();
    }
    lines.addLast(new Line(time, user, call.method(), call.target(), operation.label(), status));
  }

  public synchronized void clear() {
    lines.clear();
  }

  /// Oldest first; status 0 is a connection that was cut without an answer.
  public synchronized ArrayNode toJson() {
    ArrayNode all = Json.array();
    lines.forEach(line -> all.add(Json.MAPPER.<JsonNode>valueToTree(line)));
    return all;
  }
}
