package hub.simulator.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The faults one tool is under at the moment.
public final class FaultBook {
  private static final class Active {
    private final Fault fault;
    private final @Nullable Instant end;
    private final CountDownLatch cleared = new CountDownLatch(1);
    private @Nullable Integer left;

    Active(Fault fault, @Nullable Instant end) {
      this.fault = fault;
      this.end = end;
      this.left = fault.count();
    }

    boolean isOver(Instant now) {
      return (left != null && left <= 0) || (end != null && !now.isBefore(end));
    }
  }

  /// A fault that struck, with a way to wait for its being cleared.
  record Struck(Fault fault, CountDownLatch cleared) {}

  private final Clock clock;
  private final List<Active> active = new ArrayList<>();

  public FaultBook(Clock clock) {
    this.clock = clock;
  }

  /// Puts the tool under the fault. An outage with a duration ends by itself.
  public synchronized void raise(Fault fault) {
    boolean ends = fault.kind() == FaultKind.OUTAGE && fault.duration() != null;
    active.add(
        new Active(fault, ends ? clock.instant().plus(fault.durationOr(Duration.ZERO)) : null));
  }

  /// Ends all faults; held connections are cut.
  public synchronized void clear() {
    active.forEach(one -> one.cleared.countDown());
    active.clear();
  }

  /// What is in force, with the counts that are left.
  public synchronized List<Fault> inForce() {
    forgetThePast();
    return active.stream()
        .map(one -> {
          Fault asked = one.fault;
          return new Fault(
              asked.kind(),
              asked.operation(),
              one.left,
              asked.duration(),
              asked.field(),
              asked.status(),
              asked.cut());
        })
        .toList();
  }

  /// Lets the first fitting fault of that kind strike: one of its counts is used up.
  synchronized Optional<Struck> strike(FaultKind kind, Operation operation) {
    return strike(kind, operation, fault -> true);
  }

  synchronized Optional<Struck> strike(
      FaultKind kind, Operation operation, Predicate<Fault> fitting) {
    forgetThePast();
    for (Active one : active) {
      Fault fault = one.fault;
      if (fault.kind() == kind && fault.concerns(operation) && fitting.test(fault)) {
        if (one.left != null) {
          one.left--;
        }
        return Optional.of(new Struck(fault, one.cleared));
      }
    }
    return Optional.empty();
  }

  /// How far searches lag behind at the moment.
  public synchronized Duration searchLag() {
    forgetThePast();
    return active.stream()
        .filter(one -> one.fault.kind() == FaultKind.SEARCH_LAG)
        .map(one -> one.fault.durationOr(FaultGate.DEFAULT_SEARCH_LAG))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void forgetThePast() {
    Instant now = clock.instant();
    active.removeIf(one -> one.isOver(now));
  }
}
