package hub.connector;

import hub.delivery.Outcome.Trouble;
import hub.ticket.Reading;
import java.time.Instant;
import java.util.Optional;

/// Says whether and from where a tool is polled, and takes note of how far it was. Registered as
/// `hubPolling`.
public interface HubPolling {

  /// The name under which routes find it.
  String BEAN = "hubPolling";

  /// Begins a sweep.
  ///
  /// @return from which position on; empty if this process must not poll the system now: another
  ///   one owns it, state is not restored yet, or the disk is full
  Optional<PollWindow> begin(String system);

  /// Everything up to the position was handed to [HubIntake] before.
  ///
  /// @param position the tool's own cursor, such as epoch milliseconds
  void completed(String system, String position, Reading reading);

  /// The sweep could not read the tool.
  ///
  /// @param cause one sentence without free text of tickets
  void failed(String system, Trouble trouble, String cause, Instant at);

  /// Where a sweep begins.
  ///
  /// @param position as last completed, or empty for the first sweep ever
  record PollWindow(String position) {}
}
