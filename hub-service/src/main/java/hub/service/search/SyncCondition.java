package hub.service.search;

/// Whether the tickets of an incident say what they should.
public enum SyncCondition {
  IN_SYNC,
  /// A command is under way or waits; the hub goes on by itself.
  CATCHING_UP,
  /// It stays as it is until a person acts.
  NEEDS_ATTENTION
}
