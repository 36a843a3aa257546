package hub.simulator.jira;

import hub.simulator.jira.Jql.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates of a query: whole minutes in the zone of the asking user, or, as a bare number, exact
/// milliseconds since 1970.
final class JqlDates {
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .appendPattern("[yyyy-MM-dd][yyyy/MM/dd][ HH:mm]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .toFormatter(Locale.ROOT);
  private static final Pattern RELATIVE = Pattern.compile("([-+]?)(\\d{1,9})([wdhm])");
  private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");

  private final ZoneId zone;
  private final Instant now;

  JqlDates(String zone, Instant now) {
    this.zone = ZoneId.of(zone);
    this.now = now;
  }

  Instant read(String field, Value value) {
    String text = value.text();
    if (!value.quoted() && MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    if (!value.quoted() && text.equals("now()")) {
      return now;
    }
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return now.plus(offset(relative));
    }
    try {
      return LocalDateTime.parse(text, WRITTEN).atZone(zone).toInstant();
    } catch (DateTimeException malformed) {
      throw JiraError.message(
          400,
          "Date value '"
              + text
              + "' for field '"
              + field
              + "' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm',"
              + " 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.");
    }
  }

  private static Duration offset(Matcher relative) {
    long amount = Long.parseLong(relative.group(2));
    Duration unit =
        switch (relative.group(3)) {
          case "w" -> Duration.ofDays(7);
          case "d" -> Duration.ofDays(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofMinutes(1);
        };
    Duration offset = unit.multipliedBy(amount);
    return relative.group(1).equals("-") ? offset.negated() : offset;
  }
}
