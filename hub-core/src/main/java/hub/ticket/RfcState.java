package hub.ticket;

/// How far an RFC or problem is, as far as the incidents that wait for it are concerned (process.md
/// step 11). Which of the tool's statuses means what is configuration.
public enum RfcState {
  OPEN,
  RELEASED,
  REJECTED,
  WITHDRAWN
}
