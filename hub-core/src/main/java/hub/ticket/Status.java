package hub.ticket;

/// The canonical life cycle (process.md §3). The order is the direction of travel.
public enum Status {
  RECEIVED,
  SERVICE_REQUEST,
  FOLLOW_UP_LINKED,
  TRIAGED,
  ASSIGNED,
  ACCEPTED,
  IN_PROGRESS,
  PENDING_INFO,
  PENDING_RELEASE,
  RESOLVED,
  CLOSED,
  REJECTED;

  /// Whether going there from the other status is a step back, which the hub takes only by a named
  /// rule (design D5).
  public boolean isBehind(Status other) {
    return stage() < other.stage();
  }

  /// Whether somebody works, or has worked, on what says this; the empty word says nothing.
  public static boolean isBegun(String status) {
    return !status.isEmpty() && !valueOf(status).isBehind(IN_PROGRESS);
  }

  /// Whether what says this is solved, closed or rejected; the empty word says nothing.
  public static boolean isOver(String status) {
    return !status.isEmpty() && !valueOf(status).isBehind(RESOLVED);
  }

  private int stage() {
    return switch (this) {
      case RECEIVED, SERVICE_REQUEST, FOLLOW_UP_LINKED -> 0;
      case TRIAGED -> 1;
      case ASSIGNED -> 2;
      case ACCEPTED -> 3;
      case IN_PROGRESS, PENDING_INFO, PENDING_RELEASE -> 4;
      case RESOLVED -> 5;
      case CLOSED, REJECTED -> 6;
    };
  }
}
