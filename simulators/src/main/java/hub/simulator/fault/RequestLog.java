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
      long number,
      Instant time,
      String user,
      String method,
      String path,
      String operation,
      int status) {}

  private final Deque<Line> lines = new ArrayDeque<>();
  private long number;

  synchronized void add(Instant time, String user, HttpCall call, Operation operation, int status) {
    if (lines.size() == LIMIT) {
      lines.removeFirst();
    }
    number++;
    lines.addLast(
        new Line(number, time, user, call.method(), call.target(), operation.label(), status));
  }

  public synchronized void clear() {
    lines.clear();
  }

  /// Those after a number, oldest first; status 0 is a connection that was cut without an answer.
  ///
  /// The first request has the number 1, and a cleared log counts on: who finds the number that
  /// follows the last one it knows has missed none.
  public synchronized ArrayNode after(long known) {
    ArrayNode all = Json.array();
    lines.stream()
        .filter(line -> line.number > known)
        .forEach(line -> all.add(Json.MAPPER.<JsonNode>valueToTree(line)));
    return all;
  }
}
