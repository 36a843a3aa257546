package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Jira says no: a status with messages, and messages per field.
final class JiraError extends RuntimeException {
  private final int status;
  private final transient List<String> messages;
  private final transient Map<String, String> errors;

  JiraError(int status, List<String> messages, Map<String, String> errors) {
    super(status + " " + messages + errors);
    this.status = status;
    this.messages = messages;
    this.errors = errors;
  }

  static JiraError message(int status, String message) {
    return new JiraError(status, List.of(message), Map.of());
  }

  static JiraError field(String field, String message) {
    return new JiraError(400, List.of(), Map.of(field, message));
  }

  static JiraError notOnScreen(String field) {
    return field(
        field,
        "Field '" + field + "' cannot be set. It is not on the appropriate screen, or unknown.");
  }

  static JiraError noIssue() {
    return message(404, "Issue Does Not Exist");
  }

  /// All messages in one line.
  String forPeople() {
    List<String> all = new ArrayList<>(messages);
    all.addAll(errors.values());
    return String.join(" ", all);
  }

  Reply reply() {
    ObjectNode body = Json.object();
    messages.forEach(body.putArray("errorMessages")::add);
    ObjectNode perField = body.putObject("errors");
    errors.forEach(perField::put);
    return Reply.json(status, body);
  }
}
