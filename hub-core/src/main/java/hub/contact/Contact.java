package hub.contact;

import hub.config.ContactRow;
import hub.ticket.Role;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one answer to "whom do we contact now?".
///
/// @param roles whom, the step's own first; never empty
/// @param phone who answers the national desk's phone then
/// @param row the row of the matrix that holds
/// @param holiday the name of the holiday that day; null on an ordinary one
public record Contact(
    List<Role> roles,
    Role phone,
    ContactStep step,
    Scope scope,
    ContactRow row,
    @Nullable String holiday) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  public Contact {
    roles = List.copyOf(roles);
  }

  /// Why, in words.
  ///
  /// @param at the moment that was asked for, in the calendar's zone
  public String why(ZonedDateTime at) {
    var words = new StringBuilder();
    words
        .append(TIME.format(at))
        .append(" lies in row ")
        .append(row.row())
        .append(" (")
        .append(String.join(", ", row.windows()))
        .append("; ")
        .append(row.basis())
        .append(").");
    if (holiday != null) {
      words.append(" The day is a public holiday: ").append(holiday).append(" (O-2).");
    }
    if (step.names() != null) {
      words
          .append(" The upgrade's step names ")
          .append(step.names())
          .append(" (")
          .append(step.rule())
          .append(", O-6).");
    }
    if (scope == Scope.BOTH) {
      words.append(" It touches both FMK and NSP (O-7).");
    }
    return words.toString();
  }
}
