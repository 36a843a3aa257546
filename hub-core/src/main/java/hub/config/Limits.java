package hub.config;

import java.time.Duration;

/// Named limits of the core.
public record Limits(
    @Describe(value = "Wait before the first repeat of an attempt.", byDefault = "2s")
        Duration firstRetry,
    @Describe(value = "Longest wait between attempts.", byDefault = "5m") Duration longestRetry,
    @Describe(
            value = "Claimed times closer than this prove no order between two tools.",
            byDefault = "60s")
        Duration orderProof,
    @Describe(value = "So many writes of one field by the hub …", byDefault = "6")
        int flappingWrites,
    @Describe(
            value = "… within this time, without as many by people, freeze it.",
            byDefault = "10m")
        Duration flappingWindow,
    @Describe(
            value =
                "More writes by the hub to one system within ten minutes than this, and than"
                    + " people have made changes in all tools, pause that system until a person"
                    + " resumes it. 0 for no such limit.",
            byDefault = "200")
        int blastWrites) {

  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          6,
          Duration.ofMinutes(10),
          200);

  /// The same with another limit of writes to one system.
  public Limits withBlastWrites(int changed) {
    return new Limits(
        firstRetry, longestRetry, orderProof, flappingWrites, flappingWindow, changed);
  }

  /// The wait before the next attempt: doubled each time up to the longest.
  public Duration retryAfter(int attempt) {
    var doublings = Math.min(attempt - 1, 20);
    var wait = firstRetry.multipliedBy(1L << doublings);
    return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
  }
}
