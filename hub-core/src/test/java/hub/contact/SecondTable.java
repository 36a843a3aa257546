package hub.contact;

import hub.ticket.Role;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.Map;

/// The contact rules written a second time, as plain conditions read from the words of the process
/// and not from its table: who is responsible, who sits at the phone, and when Denmark is closed.
final class SecondTable {

  private SecondTable() {}

  /// Denmark's public holidays, from Easter.
  static Map<String, String> danishHolidays(int from, int to) {
    var holidays = new HashMap<String, String>();
    for (var year = from; year <= to; year++) {
      var easter = easter(year);
      put(holidays, LocalDate.of(year, Month.JANUARY, 1), "New Year's Day");
      put(holidays, easter.minusDays(3), "Maundy Thursday");
      put(holidays, easter.minusDays(2), "Good Friday");
      put(holidays, easter, "Easter Sunday");
      put(holidays, easter.plusDays(1), "Easter Monday");
      if (year < 2024) {
        put(holidays, easter.plusDays(26), "Great Prayer Day");
      }
      put(holidays, easter.plusDays(39), "Ascension");
      put(holidays, easter.plusDays(49), "Whit Sunday");
      put(holidays, easter.plusDays(50), "Whit Monday");
      put(holidays, LocalDate.of(year, Month.DECEMBER, 25), "Christmas Day");
      put(holidays, LocalDate.of(year, Month.DECEMBER, 26), "Second Day of Christmas");
    }
    return holidays;
  }

  /// Whether the incident manager is on duty: weekdays from eight to six.
  static boolean isManagerOnDuty(LocalDate day, int minute, boolean isHoliday) {
    return !isHoliday && isWeekday(day) && minute >= 8 * 60 && minute < 18 * 60;
  }

  /// Whether the national desk answers its own phone: weekdays from eight to four, Fridays to half
  /// past three.
  static boolean isDeskAtThePhone(LocalDate day, int minute, boolean isHoliday) {
    var goesHome = day.getDayOfWeek() == DayOfWeek.FRIDAY ? 15 * 60 + 30 : 16 * 60;
    return !isHoliday && isWeekday(day) && minute >= 8 * 60 && minute < goesHome;
  }

  /// Whom an incident contacts that nobody has raised.
  static Role responsible(boolean isManagerOnDuty, boolean isFmk) {
    if (isFmk) {
      return Role.FMK_INCIDENT_MANAGER;
    }
    return isManagerOnDuty ? Role.NSP_INCIDENT_MANAGER : Role.NSP_SYSTEM_OWNER;
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
  }

  private static void put(Map<String, String> holidays, LocalDate day, String name) {
    holidays.put(day.toString(), name);
  }

  /// Butcher's rule.
  private static LocalDate easter(int year) {
    var a = year % 19;
    var b = year / 100;
    var c = year % 100;
    var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    var m = (a + 11 * h + 22 * l) / 451;
    var n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
