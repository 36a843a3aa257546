package hub.simulator.jira;

import hub.simulator.fault.Operation;
import hub.simulator.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The limit that may be switched on: in Data Center a bucket of requests for each user, in the
/// Cloud one for each user, method and kind of request.
final class RateLimit {
  /// How many requests a full bucket holds, as a multiple of the rate.
  private static final int BURST = 2;

  private record Bucket(double tokens, Instant at) {}

  private final Edition edition;
  private final int perSecond;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  RateLimit(Edition edition, int perSecond, Clock clock) {
    this.edition = edition;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /// Answers the request, or says that the user's bucket is empty. Without a limit there are no
  /// headers about it.
  Reply apply(String user, String method, Operation operation, Supplier<Reply> request) {
    if (perSecond == 0) {
      return request.get();
    }
    int size = perSecond * BURST;
    Instant now = clock.instant();
    String whose = edition.isCloud() ? user + " " + method + " " + operation.label() : user;
    Bucket bucket = buckets.getOrDefault(whose, new Bucket(size, now));
    double gained = Duration.between(bucket.at(), now).toMillis() / 1000.0 * perSecond;
    double tokens = Math.min(size, bucket.tokens() + gained);
    boolean allowed = tokens >= 1;
    double left = allowed ? tokens - 1 : tokens;
    buckets.put(whose, new Bucket(left, now));
    Reply reply = allowed ? request.get() : JiraError.message(429, "Rate limit exceeded.").reply();
    Reply counted =
        reply
            .withHeader("X-RateLimit-Limit", Integer.toString(size))
            .withHeader("X-RateLimit-Remaining", Integer.toString((int) left));
    if (edition.isCloud()) {
      return allowed
          ? counted
          : counted
              .withHeader("RateLimit-Reason", "jira-burst-based")
              .withHeader("X-RateLimit-Reset", now.plusSeconds(1).toString())
              .withHeader("Retry-After", "1");
    }
    return counted
        .withHeader("X-RateLimit-Interval-Seconds", "1")
        .withHeader("X-RateLimit-FillRate", Integer.toString(perSecond))
        .withHeader("Retry-After", left >= 1 ? "0" : "1");
  }
}
