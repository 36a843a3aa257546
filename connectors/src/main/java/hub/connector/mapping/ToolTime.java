package hub.connector.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/// Times as tools write them: ISO 8601 with any fraction and an offset with or without colon
/// (`2026-01-16T21:59:19.673+0100`), or milliseconds since 1970.
///
/// A time without an offset is no time: nobody can know which zone was meant.
public final class ToolTime {

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalEnd()
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private ToolTime() {}

  /// The moment, or empty if the text is not one.
  public static Optional<Instant> parse(String text) {
    var trimmed = text.strip();
    try {
      if (!trimmed.isEmpty()
          && trimmed.length() <= 15
          && trimmed.chars().allMatch(ToolTime::isDigit)) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(trimmed)));
      }
      return Optional.of(OffsetDateTime.parse(trimmed, WITH_OFFSET).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
