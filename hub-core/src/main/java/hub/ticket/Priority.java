package hub.ticket;

/// How urgent an incident is (process.md §8). The order is the severity: `P1` is the most severe.
public enum Priority {
  P1,
  P2,
  P3,
  P4,
  SERVICE_REQUEST;

  /// Whether this level is graver than the other.
  public boolean isMoreSevereThan(Priority other) {
    return compareTo(other) < 0;
  }
}
