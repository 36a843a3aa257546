package hub.connector.http;

import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.ChangedMeanwhile;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Ticket.Presence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an HTTP status means for a step, where the tool's kind knows no better.
///
/// The question that matters for a write is whether it may have taken effect: then the answer is
/// [Lost], and nobody tries again before the settle time.
public final class HttpVerdict {

  /// No tool may send the hub away for longer.
  public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private HttpVerdict() {}

  /// The answer that the status alone decides; empty for success.
  public static Optional<DeliveryAnswer> of(ToolResponse response, boolean isWrite, Instant now) {
    if (response.isSuccess()) {
      return Optional.empty();
    }
    var words = response.words();
    var status = response.status();
    if (status >= 300 && status < 400) {
      return Optional.of(
          new NotNow(
              Trouble.CREDENTIALS_REFUSED, words + ": redirected, as log-in pages do", null));
    }
    return Optional.of(
        switch (status) {
          case 401 -> new NotNow(Trouble.CREDENTIALS_REFUSED, words, null);
          case 403 ->
              isWrite
                  ? new FieldsRefused(Map.of(), words + ": the account lacks the right")
                  : new NotNow(Trouble.CREDENTIALS_REFUSED, words, null);
          case 404 -> new Gone(Presence.NOT_VISIBLE);
          case 409, 412 -> new ChangedMeanwhile(words);
          case 429 -> new NotNow(Trouble.RATE_LIMITED, words, retryAfter(response, now));
          case 503 -> new NotNow(Trouble.DEAD, words, retryAfter(response, now));
          default ->
              status >= 500 || status == 408
                  ? unanswered(words, isWrite)
                  : new FieldsRefused(Map.of(), words);
        });
  }

  /// A request to which no usable answer came.
  public static DeliveryAnswer unanswered(String cause, boolean isWrite) {
    return isWrite ? new Lost(cause) : new NotNow(Trouble.DEAD, cause, null);
  }

  /// The wait that the tool asks for, as seconds or as a date; null if it does not say.
  static @Nullable Duration retryAfter(ToolResponse response, Instant now) {
    var text = response.header("retry-after").map(String::strip).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      var wait =
          text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 10
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      if (wait.isNegative()) {
        return Duration.ZERO;
      }
      return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
