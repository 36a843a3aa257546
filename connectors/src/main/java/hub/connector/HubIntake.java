package hub.connector;

import hub.incident.Input;
import hub.ticket.TicketRef;
import hub.ticket.Version;

/// Where routes hand in what they saw. Registered as `hubIntake`.
///
/// Every method returns when the log has acknowledged the input, and throws if it did not: a route
/// then neither answers its sender nor moves its position. Inputs of one thread keep their order.
public interface HubIntake {

  /// The name under which routes find it.
  String BEAN = "hubIntake";

  /// A ticket was seen.
  void observed(Observation observation);

  /// An attempt of a command has ended.
  void reported(Input.OutcomeReported outcome);

  /// The version of a ticket that this process has last handed in whole, by whatever route:
  /// [Version#NONE] if it has not. Who lists versions need not read that one again.
  Version handedIn(TicketRef ticket);

  /// A person has answered a notice.
  void answered(Input.NoticeAnswered answer);

  /// A notice came back undelivered.
  void returned(Input.NoticeReturned report);

  /// Something was shown that cannot be handled.
  void refused(Refusal refusal);
}
