package hub.service.dashboard;

import hub.service.search.Wording;
import hub.service.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as people at the site read them.
final class SiteTime {

  private static final String DAY = "EEEE d MMMM yyyy";
  private static final String SHORT_DAY = "d MMM";
  private static final String CLOCK = "HH:mm";
  private static final String SECONDS = "HH:mm:ss";
  private static final String WHOLE = "EEE d MMM yyyy HH:mm:ss zzz";

  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final ZoneId zone;
  private final InstantSource clock;
  private final Words words;

  SiteTime(ZoneId zone, InstantSource clock, Words words) {
    this.zone = zone;
    this.clock = clock;
    this.words = words;
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
    var time = format(CLOCK, local);
    var between = Duration.between(instant, now);
    var age = age(between.abs());
    return new When(
        instant.toString(),
        between.abs().compareTo(MOMENT) < 0
            ? words.say("time.now")
            : words.say(between.isNegative() ? "time.in" : "time.ago", age),
        age,
        isToday ? time : format(SHORT_DAY, local) + ", " + time,
        format(SECONDS, local),
        Wording.capital(format(DAY, local)),
        format(WHOLE, local));
  }

  @Nullable When whenKnown(@Nullable Instant instant) {
    return instant == null || instant.equals(Instant.EPOCH) ? null : when(instant);
  }

  /// The zone as people call it now, such as CET.
  String zoneName() {
    return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(clock.instant().atZone(zone));
  }

  private String age(Duration age) {
    if (age.compareTo(MOMENT) < 0) {
      return words.say("time.moment");
    }
    if (age.toSeconds() < 60) {
      return words.say("time.seconds", age.toSeconds());
    }
    if (age.toMinutes() < 60) {
      return words.say("time.minutes", age.toMinutes());
    }
    if (age.toHours() < 24) {
      return age.toHours() > 5 || age.toMinutesPart() == 0
          ? words.say("time.hours", age.toHours())
          : words.say("time.hours-minutes", age.toHours(), "%02d".formatted(age.toMinutesPart()));
    }
    return words.say("time.days", age.toDays());
  }

  private String format(String pattern, ZonedDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, words.locale()).format(time);
  }
}
