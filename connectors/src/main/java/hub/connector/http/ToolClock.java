package hub.connector.http;

import hub.ticket.Reading;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/// What a tool's answers say about its clock, by their `Date` header (design D6).
public final class ToolClock {

  private static final String ASKED = "hubAskedAt";
  private static final String AHEAD = "hubClockAhead";

  private ToolClock() {}

  /// When something was read in the tool, and how far off its clock was at the last answer.
  public static Reading reading(Exchange exchange, Instant began, Instant ended) {
    var ahead = exchange.getProperty(AHEAD, Duration.ZERO, Duration.class);
    return new Reading(began, ended, ahead.isZero() ? null : ahead);
  }

  static void asked(Exchange exchange, Instant now) {
    exchange.setProperty(ASKED, now);
  }

  /// The tool answered at some time between the question and now; only what lies outside counts. Of
  /// an answer that a cache has kept the date says nothing.
  static void answered(Exchange exchange, ToolResponse response, Instant now) {
    var asked = exchange.getProperty(ASKED, now, Instant.class);
    // Removed, it would be there again behind the Kamelet.
    exchange.setProperty(
        AHEAD,
        response
            .date()
            .filter(_ -> response.header("age").isEmpty())
            .map(date -> ahead(date, asked, now))
            .orElse(Duration.ZERO));
  }

  private static Duration ahead(Instant date, Instant asked, Instant now) {
    var ahead =
        date.isBefore(asked)
            ? Duration.between(asked, date)
            : date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
    return ahead.abs().compareTo(Reading.UNNOTICED) > 0 ? ahead : Duration.ZERO;
  }
}
