package hub.service.history;

import hub.incident.IncidentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the hub would write with another configuration, and would not with the one it runs with.
///
/// @param running hash of the configuration that decides now
/// @param planned hash of the other one
/// @param incidents how many were looked at
/// @param systems every system of either configuration, by id
/// @param note how to read it
public record WritePlan(
    String running, String planned, long incidents, List<SystemPlan> systems, String note) {

  /// Of more than these of one system only the number is told.
  public static final int MOST_WRITES = 100;

  /// How every plan is to be read.
  static final String NOTE =
      "The first write that each ticket would get, of what is known now. Each is due as soon as"
          + " something happens to its incident; what waits for a system that was observed only is"
          + " due at once. What a changed mapping would read otherwise, and what would follow from"
          + " that, is not in it: ./hub whatif maps recorded payloads again.";

  public WritePlan {
    systems = List.copyOf(systems);
  }

  /// What one system would get.
  ///
  /// @param writes how many tickets would be created, changed or commented on
  /// @param limit writes within ten minutes after which the system is paused; 0 for none
  /// @param passesLimit whether these alone are more
  /// @param waits why they would wait for now; null if they would not
  /// @param first the first of them
  public record SystemPlan(
      String system,
      long writes,
      int limit,
      boolean passesLimit,
      @Nullable String waits,
      List<PlannedWrite> first) {

    public SystemPlan {
      first = List.copyOf(first);
    }
  }

  /// One write.
  ///
  /// @param ticket its key; empty for one that would be created
  public record PlannedWrite(
      IncidentId incident, Kind kind, String ticket, List<PlannedChange> changes) {

    public PlannedWrite {
      changes = List.copyOf(changes);
    }
  }

  /// What a write does.
  public enum Kind {
    CREATE,
    UPDATE,
    COMMENT
  }

  /// What a field would say instead.
  public record PlannedChange(String field, String from, String to) {}
}
