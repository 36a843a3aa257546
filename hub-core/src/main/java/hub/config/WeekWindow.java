package hub.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stretches of the week, such as `Mon-Thu 18:00-08:00` (each of these days, until the next
/// morning) or `Fri 18:00 - Mon 08:00` (one stretch).
///
/// @param text as it was written
/// @param stretches each half-open
public record WeekWindow(String text, List<Stretch> stretches) {

  /// Minutes from Monday 00:00.
  public static final int MINUTES_OF_WEEK = 7 * 24 * 60;

  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String DAY = "(?i:(mon|tue|wed|thu|fri|sat|sun))";
  private static final String TIME = "([01]\\d|2[0-4]):([0-5]\\d)";
  private static final Pattern EACH_DAY =
      Pattern.compile(DAY + "(?:-" + DAY + ")? " + TIME + " ?- ?" + TIME);
  private static final Pattern ONE_STRETCH =
      Pattern.compile(DAY + " " + TIME + " ?- ?" + DAY + " " + TIME);

  public WeekWindow {
    stretches = List.copyOf(stretches);
  }

  /// Minutes of the week from `from` until before `to`; over the end of the week if `to` is not
  /// later.
  public record Stretch(int from, int to) {

    boolean holds(int minute) {
      return from < to ? minute >= from && minute < to : minute >= from || minute < to;
    }
  }

  /// Reads the form that people write.
  ///
  /// @throws IllegalArgumentException with the way out, if it is none
  public static WeekWindow parse(String text) {
    var one = ONE_STRETCH.matcher(text.strip());
    if (one.matches()) {
      var from = day(one.group(1)) * MINUTES_OF_DAY + minute(one, 2);
      var to = day(one.group(4)) * MINUTES_OF_DAY + minute(one, 5);
      return new WeekWindow(text, List.of(new Stretch(wrapped(from), wrapped(to))));
    }
    var each = EACH_DAY.matcher(text.strip());
    if (!each.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no window; write Mon-Thu 08:00-16:00 or Fri 18:00 - Mon 08:00"
              .formatted(text));
    }
    var first = day(each.group(1));
    var last = each.group(2) == null ? first : day(each.group(2));
    var from = minute(each, 3);
    var to = minute(each, 5);
    var stretches = new ArrayList<Stretch>();
    for (var day = first; ; day = (day + 1) % DAYS.size()) {
      var start = day * MINUTES_OF_DAY;
      var end = to > from ? start + to : start + MINUTES_OF_DAY + to;
      stretches.add(new Stretch(wrapped(start + from), wrapped(end)));
      if (day == last) {
        return new WeekWindow(text, stretches);
      }
    }
  }

  /// Whether a minute of the week lies in it.
  public boolean holds(int minuteOfWeek) {
    for (var stretch : stretches) {
      if (stretch.holds(minuteOfWeek)) {
        return true;
      }
    }
    return false;
  }

  /// The minute of the week.
  public static int minuteOf(DayOfWeek day, LocalTime time) {
    return (day.getValue() - 1) * MINUTES_OF_DAY + time.getHour() * 60 + time.getMinute();
  }

  /// A minute of the week as people write it, such as `Mon 08:00`.
  public static String words(int minuteOfWeek) {
    var day = DAYS.get(minuteOfWeek / MINUTES_OF_DAY);
    var minute = minuteOfWeek % MINUTES_OF_DAY;
    return "%s%s %02d:%02d"
        .formatted(
            day.substring(0, 1).toUpperCase(Locale.ROOT),
            day.substring(1),
            minute / 60,
            minute % 60);
  }

  private static int wrapped(int minute) {
    return minute % MINUTES_OF_WEEK;
  }

  private static int day(String name) {
    return DAYS.indexOf(name.toLowerCase(Locale.ROOT));
  }

  private static int minute(Matcher matcher, int group) {
    var minute =
        Integer.parseInt(matcher.group(group)) * 60 + Integer.parseInt(matcher.group(group + 1));
    if (minute > MINUTES_OF_DAY) {
      throw new IllegalArgumentException(
          "\"%s\" goes beyond 24:00".formatted(matcher.group().strip()));
    }
    return minute;
  }
}
