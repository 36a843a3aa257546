package hub.service.backfill;

import hub.service.words.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a backfill is, for people and programs.
///
/// @param since only tickets changed since are read; null for all
/// @param askedBy who asked for it
/// @param lastPageAt when a page was read last; null before the first
/// @param read how many tickets were read
/// @param total of how many; null if the tool does not tell
/// @param requests how many requests were made for them
/// @param cause why it waits or gave up, or empty
public record BackfillStatus(
    State state,
    @Nullable Instant since,
    String askedBy,
    Instant startedAt,
    @Nullable Instant lastPageAt,
    long read,
    @Nullable Long total,
    long requests,
    Told cause) {

  /// What becomes of it.
  public enum State {
    RUNNING,
    /// It goes on by itself when the cause is gone.
    WAITING,
    DONE,
    /// It has to be asked for again.
    FAILED
  }

  /// What a checkpoint says.
  ///
  /// @param waitsFor why the tool cannot be read now; empty if it can
  public static BackfillStatus of(BackfillCheckpoint known, String waitsFor) {
    var state =
        switch (known.state()) {
          case RUNNING -> waitsFor.isEmpty() ? State.RUNNING : State.WAITING;
          case DONE -> State.DONE;
          case FAILED -> State.FAILED;
        };
    return new BackfillStatus(
        state,
        known.since(),
        known.actor(),
        known.startedAt(),
        known.pages() == 0 ? null : known.at(),
        known.read(),
        known.total() < 0 ? null : known.total(),
        known.requests(),
        Told.quoted(state == State.WAITING ? waitsFor : known.cause()));
  }

  /// The same, waiting for what keeps the whole system from being read.
  public BackfillStatus waitingFor(Told why) {
    return isUnderWay()
        ? new BackfillStatus(
            State.WAITING, since, askedBy, startedAt, lastPageAt, read, total, requests, why)
        : this;
  }

  /// Whether it has not ended.
  public boolean isUnderWay() {
    return switch (state) {
      case RUNNING, WAITING -> true;
      case DONE, FAILED -> false;
    };
  }
}
