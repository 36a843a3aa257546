package hub.simulator.fault;

import hub.simulator.http.Handler;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One simulated tool as the faults, the admin interface and the pages see it.
public interface SimulatedTool extends Handler {
  /// The name in the paths of the admin interface: `clearquest`, `jira-ops`.
  String id();

  /// The name a person knows it by.
  String title();

  /// What the request asks for.
  Operation operationOf(HttpCall call);

  /// Who is asking, as far as the request says; `-` if it does not.
  String userOf(HttpCall call);

  /// The names of the fields the request would write.
  Set<String> fieldsWrittenBy(HttpCall call);

  /// The tool's answer when the engine says no with that status.
  Reply failure(HttpCall call, int status, String message);

  /// The tool's answer to a write of a field it does not take.
  Reply refusal(HttpCall call, String field);

  /// Back to the state of that moment.
  void rewind(Instant moment);

  /// Back to an empty tool.
  void reset();

  /// All tickets, for people and tests.
  List<TicketView> tickets();

  /// What people do by hand.
  TicketDesk desk();

  /// Removes the ticket of that key without a trace, as an administrator does.
  boolean remove(String key);

  /// Moves the ticket to another project and says its new key; empty if the tool or the project
  /// does not know it.
  Optional<String> move(String key, String project);
}
