package hub.service.metrics;

/// How the engine of this process is, from the outside.
public enum EngineState {
  /// Restores its state, or waits for its turn.
  STARTING,
  RUNNING,
  /// The hub runs with another configuration than this process has.
  WAITING,
  STOPPED,
  /// It gave up; only another start of the process helps.
  FAILED
}
