package hub.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can go wrong on demand.
public enum FaultKind {
  /// The proxy before the tool answers 503 with an HTML page, or cuts the connection.
  OUTAGE,
  /// Every answer is late.
  LATENCY,
  /// A write is refused with 409 because someone else was faster.
  CONFLICT,
  /// 429 with `Retry-After`.
  RATE_LIMIT,
  /// An error of the given status in the tool's own shape.
  ERROR,
  /// The write is carried out, then the connection is cut without an answer.
  LOST_ANSWER,
  /// The connection is cut at once, and the write is carried out later.
  LATE_COMMIT,
  /// Searches do not see the latest changes.
  SEARCH_LAG,
  /// A write that carries the named field is refused.
  REFUSE_FIELD,
  /// The tool is set back to an earlier moment, once.
  REWIND,
  /// The write is carried out, then the connection stays open without an answer until cleared.
  HOLD;

  /// The name as it stands in the JSON of the admin interface: `lost-answer`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<FaultKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  /// Whether it only makes sense for requests that change something.
  boolean isForWritesOnly() {
    return switch (this) {
      case CONFLICT, LOST_ANSWER, LATE_COMMIT, REFUSE_FIELD, HOLD -> true;
      case OUTAGE, LATENCY, RATE_LIMIT, ERROR, SEARCH_LAG, REWIND -> false;
    };
  }

  /// Whether it strikes once unless a count is given; the others stay until they are cleared.
  boolean strikesOnce() {
    return switch (this) {
      case CONFLICT, RATE_LIMIT, ERROR, LOST_ANSWER, LATE_COMMIT -> true;
      case OUTAGE, LATENCY, SEARCH_LAG, REFUSE_FIELD, REWIND, HOLD -> false;
    };
  }
}
