package hub.simulator.clearquest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Dates as ClearQuest keeps them: whole seconds in UTC.
final class DateTimes {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private DateTimes() {}

  static String format(Instant moment) {
    return UTC.format(moment.truncatedTo(ChronoUnit.SECONDS));
  }

  /// A date and time with an offset, or a day, which is its beginning in UTC.
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noDateTime) {
      try {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeException noDay) {
        return Optional.empty();
      }
    }
  }
}
