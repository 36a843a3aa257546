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
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an HTTP status means for a step, where the tool's kind knows no better.
///
/// The question that matters for a write is whether it may have taken effect: then the answer is
/// [Lost], and nobody tries again before the settle time.
public final class HttpVerdict {

  /// No tool may send the hub away for longer.
  public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  /// Jira Cloud's header that names the limit.
  private static final String REASON = "ratelimit-reason";

  private static final String ONE_ISSUE = "jira-per-issue-on-write";
  private static final Pattern PLAIN_WORD = Pattern.compile("[a-z0-9-]{1,60}");

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
              Trouble.CREDENTIALS_REFUSED,
              words
                  + ": redirected, as log-in pages do; no redirect is followed, so see the"
                  + " credentials and the configured address",
              null));
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
          case 429 ->
              new NotNow(Trouble.RATE_LIMITED, limited(response), retryAfter(response, now));
          case 503 -> new NotNow(Trouble.DEAD, words, retryAfter(response, now));
          default ->
              status >= 500 || status == 408
                  ? unanswered(words, isWrite)
                  : new FieldsRefused(Map.of(), words);
        });
  }

  /// How long a tool is to be left alone altogether; empty if it has not said so.
  ///
  /// Jira Cloud limits writes to a single issue too: that is no reason to leave all others alone.
  static Optional<Duration> pause(ToolResponse response, Instant now) {
    return response.status() != 429 || response.header(REASON).filter(ONE_ISSUE::equals).isPresent()
        ? Optional.empty()
        : Optional.ofNullable(retryAfter(response, now));
  }

  /// Which of its limits it is, where the tool says so in a plain word.
  private static String limited(ToolResponse response) {
    return response
        .header(REASON)
        .filter(reason -> PLAIN_WORD.matcher(reason).matches())
        .map(reason -> response.words() + ": " + reason)
        .orElseGet(response::words);
  }

  /// A request to which no usable answer came.
  public static DeliveryAnswer unanswered(String cause, boolean isWrite) {
    return isWrite ? new Lost(cause) : new NotNow(Trouble.DEAD, cause, null);
  }

  /// The wait that the tool asks for, as seconds, as a date or as the time at which its limit ends;
  /// null if it does not say.
  static @Nullable Duration retryAfter(ToolResponse response, Instant now) {
    var text = response.header("retry-after").map(String::strip).orElse("");
    var reset = response.header("x-ratelimit-reset").map(String::strip).orElse("");
    if (text.isEmpty() && (reset.isEmpty() || response.status() != 429)) {
      return null;
    }
    try {
      var wait =
          text.isEmpty() ? Duration.between(now, OffsetDateTime.parse(reset)) : wait(text, now);
      if (wait.isNegative()) {
        return Duration.ZERO;
      }
      return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static Duration wait(String retryAfter, Instant now) {
    return retryAfter.chars().allMatch(c -> c >= '0' && c <= '9') && retryAfter.length() < 10
        ? Duration.ofSeconds(Long.parseLong(retryAfter))
        : Duration.between(
            now, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
  }
}
