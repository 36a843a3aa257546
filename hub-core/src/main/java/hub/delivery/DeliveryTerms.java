package hub.delivery;

import hub.ticket.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a sink knows about the attempt that it begins.
///
/// @param begun when the attempt begins, in the hub's clock
/// @param settle how long a request may take effect after it was given up (`SystemConfig.settle`)
/// @param earlierAttemptUntil when another process, now gone, may last have tried this command;
///   null if none can have
/// @param sameness whether two canonical values are the same to the tool
public record DeliveryTerms(
    Instant begun, Duration settle, @Nullable Instant earlierAttemptUntil, Sameness sameness) {

  /// Compares as the tool can hold it (`SystemConfig.isSame`).
  @FunctionalInterface
  public interface Sameness {
    boolean isSame(Field field, String one, String other);
  }

  /// Whether an earlier attempt of the command may have reached the tool at all.
  boolean mayHaveBeenTried(Command.Attempt attempt) {
    return earlierAttemptUntil != null || attempt.lastMayHaveReachedAt() != null;
  }

  /// When an earlier attempt of the command may last have reached the tool, if it could still take
  /// effect when this one began. What this one reads is no older than its beginning; the answer may
  /// be, since the tool gave it before it arrived.
  Optional<Instant> openSince(Command.Attempt attempt) {
    var last = attempt.lastMayHaveReachedAt();
    if (earlierAttemptUntil != null && (last == null || earlierAttemptUntil.isAfter(last))) {
      last = earlierAttemptUntil;
    }
    return Optional.ofNullable(last).filter(instant -> begun.isBefore(instant.plus(settle)));
  }
}
