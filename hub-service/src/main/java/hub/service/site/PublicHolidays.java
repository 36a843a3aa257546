package hub.service.site;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Year;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The public holidays of countries, as data for the core, which knows no library.
public final class PublicHolidays {

  /// A fixed span, so that the same configuration means the same on any day.
  static final int FIRST_YEAR = 2020;

  static final int LAST_YEAR = 2050;

  private PublicHolidays() {}

  /// Names by ISO date. Where several countries have the day, the first one's name stays.
  ///
  /// @param countries ISO codes that [#countries()] has
  public static Map<String, String> of(Collection<String> countries) {
    var holidays = new TreeMap<String, String>();
    for (var country : countries) {
      var manager = HolidayManager.getInstance(ManagerParameters.create(code(country)));
      for (var year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        manager.getHolidays(Year.of(year)).stream()
            .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
            .forEach(holiday -> holidays.putIfAbsent(day(holiday), name(holiday)));
      }
    }
    return holidays;
  }

  /// The countries that are known, in capital letters.
  public static Set<String> countries() {
    var codes = new TreeSet<String>();
    HolidayManager.getSupportedCalendarCodes()
        .forEach(code -> codes.add(code.toUpperCase(Locale.ROOT)));
    return codes;
  }

  private static String code(String country) {
    return country.toLowerCase(Locale.ROOT);
  }

  private static String day(Holiday holiday) {
    return holiday.getDate().toString();
  }

  private static String name(Holiday holiday) {
    return holiday.getDescription(Locale.ENGLISH);
  }
}
