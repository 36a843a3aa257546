package hub.service.search;

import hub.incident.ContactTask;
import hub.incident.Notice;
import hub.ticket.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact task with its clock.
///
/// @param isOverdue whether the first wait is over and nobody has acknowledged
/// @param next what the hub does if nobody acknowledges; null if it does nothing more
/// @param notices who was told of it, the first comes first
public record ContactView(
    ContactTask task,
    IncidentSummary incident,
    boolean isOverdue,
    @Nullable NextStep next,
    List<Notice> notices) {

  public ContactView {
    notices = List.copyOf(notices);
  }

  /// What comes next.
  ///
  /// @param isReminder whether the same role is told again, not another one
  public record NextStep(Instant at, Role role, boolean isReminder) {}
}
