package hub.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which days are no ordinary weekdays (O-2, O-3, O-29).
public record CalendarConfig(
    @Describe("Countries whose public holidays count, such as DK or SE; the hub computes them.")
        List<String> countries,
    @Describe(
            value =
                "The row of the matrix that holds on a whole public holiday, or ordinary (O-2).",
            byDefault = "F")
        String holidayRow,
    @Describe(
            "Days that are otherwise than the countries have them: 2026-12-24, or 12-24 for every"
                + " year (O-2, O-3).")
        Map<String, DayKind> exceptions,
    @Describe("Further holidays by date, with their names. The hub adds the countries'.")
        Map<String, String> holidays) {

  /// The row name that makes a holiday an ordinary day.
  public static final String ORDINARY = "ordinary";

  private static final Pattern YEARLY = Pattern.compile("\\d\\d-\\d\\d");

  /// What an exception makes of a day.
  public enum DayKind {
    HOLIDAY,
    ORDINARY
  }

  public CalendarConfig {
    countries = List.copyOf(countries);
    exceptions = Collections.unmodifiableMap(new TreeMap<>(exceptions));
    holidays = Collections.unmodifiableMap(new TreeMap<>(holidays));
    exceptions.keySet().forEach(CalendarConfig::check);
    holidays.keySet().forEach(CalendarConfig::date);
  }

  /// With the holidays of its countries.
  public CalendarConfig withHolidays(Map<String, String> computed) {
    var all = new TreeMap<>(computed);
    all.putAll(holidays);
    return new CalendarConfig(countries, holidayRow, exceptions, all);
  }

  /// Whether an exception's key means that day of every year.
  public static boolean isYearly(String day) {
    return YEARLY.matcher(day).matches();
  }

  private static void check(String day) {
    if (!isYearly(day)) {
      date(day);
      return;
    }
    try {
      MonthDay.parse("--" + day);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"%s\" is no day of a year".formatted(day), e);
    }
  }

  private static void date(String day) {
    try {
      LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no day; write 2026-12-24, or 12-24 under exceptions".formatted(day), e);
    }
  }
}
