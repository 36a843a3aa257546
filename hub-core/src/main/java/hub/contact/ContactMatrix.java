package hub.contact;

import static java.util.Objects.requireNonNull;

import hub.config.CalendarConfig;
import hub.config.ContactRow;
import hub.config.ContactsConfig;
import hub.config.ContactsConfig.Boundary;
import hub.config.WeekWindow;
import hub.ticket.Role;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Evaluates the contact matrix (process.md §5), which is data: for every moment and every case
/// exactly one answer.
public final class ContactMatrix {

  private final ContactsConfig config;
  private final WorkCalendar calendar;
  private final ContactRow[] byMinute = new ContactRow[WeekWindow.MINUTES_OF_WEEK];
  private final Map<String, Map<ContactStep, Map<Scope, List<Role>>>> roles = new HashMap<>();
  private final @Nullable ContactRow onHolidays;

  /// @throws IllegalArgumentException if the rows do not hold each minute of the week once
  public ContactMatrix(ContactsConfig config, ZoneId zone) {
    var problems = problems(config);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.config = config;
    this.calendar = new WorkCalendar(zone, config.calendar());
    for (var row : config.matrix()) {
      var windows = row.weekWindows();
      roles.put(row.row(), inEveryCase(row));
      for (var minute = 0; minute < byMinute.length; minute++) {
        if (isIn(windows, minute)) {
          byMinute[minute] = row;
        }
      }
    }
    this.onHolidays = row(config, config.calendar().holidayRow()).orElse(null);
  }

  /// What keeps the rows from giving one answer for each minute of the week; empty if nothing does.
  public static List<String> problems(ContactsConfig config) {
    var problems = new ArrayList<String>();
    var rows = config.matrix();
    var windows = rows.stream().map(ContactRow::weekWindows).toList();
    var former = "";
    for (var minute = 0; minute < WeekWindow.MINUTES_OF_WEEK; minute++) {
      var holders = new ArrayList<String>();
      for (var index = 0; index < rows.size(); index++) {
        if (isIn(windows.get(index), minute)) {
          holders.add(rows.get(index).row());
        }
      }
      var problem =
          holders.size() == 1
              ? ""
              : holders.isEmpty() ? "has no row" : "has the rows " + String.join(" and ", holders);
      if (!problem.isEmpty() && !problem.equals(former)) {
        problems.add("from %s on it %s".formatted(WeekWindow.words(minute), problem));
      }
      former = problem;
    }
    var holidayRow = config.calendar().holidayRow();
    if (!holidayRow.equals(CalendarConfig.ORDINARY) && row(config, holidayRow).isEmpty()) {
      problems.add("it has no row %s for holidays".formatted(holidayRow));
    }
    return problems;
  }

  public WorkCalendar calendar() {
    return calendar;
  }

  /// Whom a P1 or P2 contacts that has become one at a moment.
  public Contact contact(ContactStep step, Scope scope, Instant at) {
    return contact(step, scope, standing(at));
  }

  /// What holds at a moment, whatever the incident.
  Standing standing(Instant at) {
    var local = LocalDateTime.ofInstant(at, calendar.zone());
    var asked = config.boundary() == Boundary.NEXT ? local : local.minusNanos(1);
    var holiday = onHolidays == null ? null : calendar.holiday(asked.toLocalDate()).orElse(null);
    return holiday == null
        ? new Standing(
            byMinute[WeekWindow.minuteOf(asked.getDayOfWeek(), asked.toLocalTime())], null)
        : new Standing(requireNonNull(onHolidays), holiday);
  }

  Contact contact(ContactStep step, Scope scope, Standing standing) {
    var row = standing.row();
    var named = requireNonNull(requireNonNull(roles.get(row.row())).get(step)).get(scope);
    return new Contact(requireNonNull(named), row.phone(), step, scope, row, standing.holiday());
  }

  /// The row that holds.
  ///
  /// @param holiday the name of the holiday that day; null on an ordinary one
  record Standing(ContactRow row, @Nullable String holiday) {}

  private Map<ContactStep, Map<Scope, List<Role>>> inEveryCase(ContactRow row) {
    var cases = new EnumMap<ContactStep, Map<Scope, List<Role>>>(ContactStep.class);
    for (var step : ContactStep.values()) {
      var byScope = new EnumMap<Scope, List<Role>>(Scope.class);
      for (var scope : Scope.values()) {
        byScope.put(scope, roles(step, scope, row));
      }
      cases.put(step, byScope);
    }
    return cases;
  }

  private List<Role> roles(ContactStep step, Scope scope, ContactRow row) {
    var roles = new LinkedHashSet<Role>();
    var named = step.names();
    if (named != null && config.upgrades() != ContactsConfig.Upgrades.MATRIX) {
      roles.add(named);
    }
    if (roles.isEmpty() || config.upgrades() != ContactsConfig.Upgrades.STEP) {
      if (isNsp(scope)) {
        roles.add(row.contact());
      }
      if (isFmk(scope)) {
        roles.add(row.contactFmk());
      }
    }
    return List.copyOf(roles);
  }

  private boolean isNsp(Scope scope) {
    return scope == Scope.NSP
        || (scope == Scope.BOTH && config.whenBoth() != ContactsConfig.WhenBoth.FMK);
  }

  private boolean isFmk(Scope scope) {
    return scope == Scope.FMK
        || (scope == Scope.BOTH && config.whenBoth() != ContactsConfig.WhenBoth.NSP);
  }

  private static boolean isIn(List<WeekWindow> windows, int minute) {
    for (var window : windows) {
      if (window.holds(minute)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<ContactRow> row(ContactsConfig config, String name) {
    return config.matrix().stream().filter(row -> row.row().equals(name)).findFirst();
  }
}
