package hub.connector;

import hub.incident.Input;

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

  /// A person has answered a notice.
  void answered(Input.NoticeAnswered answer);

  /// A notice came back undelivered.
  void returned(Input.NoticeReturned report);

  /// Something was shown that cannot be handled.
  void refused(Refusal refusal);
}
