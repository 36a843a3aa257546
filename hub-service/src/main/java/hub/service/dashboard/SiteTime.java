package hub.service.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as people at the site read them.
final class SiteTime {

  private static final DateTimeFormatter DAY = format("EEEE d MMMM yyyy");
  private static final DateTimeFormatter SHORT_DAY = format("d MMM");
  private static final DateTimeFormatter CLOCK = format("HH:mm");
  private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
  private static final DateTimeFormatter WHOLE = format("EEE d MMM yyyy HH:mm:ss zzz");

  private static final String MOMENT = "a moment";

  private final ZoneId zone;
  private final InstantSource clock;

  SiteTime(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /// A moment in the forms a page needs.
  ///
  /// @param iso for machines
  /// @param ago how long ago, such as "12 min ago"
  /// @param age how long it has lasted, such as "12 min"
  /// @param clock time of day; with the day if it is not today
  /// @param seconds time of day with seconds
  public record When(
      String iso, String ago, String age, String clock, String seconds, String day, String whole) {}

  When when(Instant instant) {
    var local = instant.atZone(zone);
    var now = clock.instant();
    var isToday = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
    var time = CLOCK.format(local);
    var age = age(Duration.between(instant, now));
    return new When(
        instant.toString(),
        age.equals(MOMENT) ? "just now" : age + " ago",
        age,
        isToday ? time : SHORT_DAY.format(local) + ", " + time,
        SECONDS.format(local),
        DAY.format(local),
        WHOLE.format(local));
  }

  @Nullable When whenKnown(@Nullable Instant instant) {
    return instant == null || instant.equals(Instant.EPOCH) ? null : when(instant);
  }

  /// The zone as people call it now, such as CET.
  String zoneName() {
    return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(clock.instant().atZone(zone));
  }

  private static String age(Duration age) {
    if (age.toSeconds() < 5) {
      return MOMENT;
    }
    if (age.toSeconds() < 60) {
      return age.toSeconds() + " s";
    }
    if (age.toMinutes() < 60) {
      return age.toMinutes() + " min";
    }
    if (age.toHours() < 24) {
      return age.toHours() > 5 || age.toMinutesPart() == 0
          ? age.toHours() + " h"
          : "%d h %02d min".formatted(age.toHours(), age.toMinutesPart());
    }
    return age.toDays() == 1 ? "1 day" : age.toDays() + " days";
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
