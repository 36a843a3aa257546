package hub.contact;

import hub.config.CalendarConfig;
import hub.config.CalendarConfig.DayKind;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which days of a zone are public holidays. A pure table: what a library knows of countries comes
/// in as data.
public final class WorkCalendar {

  private static final String BY_EXCEPTION = "named as a holiday in the configuration";

  private final ZoneId zone;
  private final Map<LocalDate, String> holidays = new HashMap<>();
  private final Map<LocalDate, DayKind> exceptions = new HashMap<>();
  private final Map<MonthDay, DayKind> yearly = new HashMap<>();

  public WorkCalendar(ZoneId zone, CalendarConfig config) {
    this.zone = zone;
    config.holidays().forEach((day, name) -> holidays.put(LocalDate.parse(day), name));
    config
        .exceptions()
        .forEach((day, kind) -> {
          if (CalendarConfig.isYearly(day)) {
            yearly.put(MonthDay.parse("--" + day), kind);
          } else {
            exceptions.put(LocalDate.parse(day), kind);
          }
        });
  }

  public ZoneId zone() {
    return zone;
  }

  /// The name of the holiday, or empty for an ordinary day. A date's own exception counts before a
  /// yearly one, and that before the countries' holidays.
  public Optional<String> holiday(LocalDate day) {
    var named = holidays.get(day);
    var exception = exceptions.get(day);
    if (exception == null && !yearly.isEmpty()) {
      exception = yearly.get(MonthDay.from(day));
    }
    if (exception == null) {
      return Optional.ofNullable(named);
    }
    return switch (exception) {
      case ORDINARY -> Optional.empty();
      case HOLIDAY -> Optional.of(named == null ? BY_EXCEPTION : named);
    };
  }
}
