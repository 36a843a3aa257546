package hub.world;

import hub.delivery.Command;
import hub.delivery.Delivery;
import hub.delivery.DeliveryAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sink as a value: its queue, the attempt it is at, and the answer that is on its way to it.
///
/// @param queue commands; the first is at work
/// @param attempt null before the first step
/// @param answer of the attempt's step, not yet arrived
/// @param isFirstAfterStart whether the process is new, so that an earlier one may have tried the
///   first command
record SmallSink(
    List<Command> queue,
    @Nullable Attempt attempt,
    @Nullable DeliveryAnswer answer,
    boolean isFirstAfterStart) {

  static final SmallSink IDLE = new SmallSink(List.of(), null, null, false);

  /// @param earlierAttemptUntil when an earlier process may last have tried; null if none has
  record Attempt(Delivery delivery, Instant began, @Nullable Instant earlierAttemptUntil) {}

  SmallSink {
    queue = List.copyOf(queue);
  }

  SmallSink queued(List<Command> commands) {
    var more = new ArrayList<>(queue);
    more.addAll(commands);
    return new SmallSink(more, attempt, answer, isFirstAfterStart);
  }

  SmallSink asked(Attempt at, DeliveryAnswer comes) {
    return new SmallSink(queue, at, comes, false);
  }

  /// The outcome is reported; the next command, if any, is an ordinary one.
  SmallSink finished() {
    return new SmallSink(queue.subList(1, queue.size()), null, null, false);
  }

  /// The process died and another one has its place.
  SmallSink restarted() {
    return new SmallSink(queue, null, null, true);
  }

  boolean isAtWork() {
    return attempt != null;
  }
}
