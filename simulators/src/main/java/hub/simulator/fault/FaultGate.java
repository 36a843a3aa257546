package hub.simulator.fault;

import hub.simulator.fault.FaultBook.Struck;
import hub.simulator.http.Handler;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Stands between the network and one tool: writes every request into the log and lets the faults
/// strike that are in force.
public final class FaultGate implements Handler, AutoCloseable {
  static final Duration DEFAULT_LATENCY = Duration.ofSeconds(5);
  static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(2);
  static final Duration DEFAULT_LATE_COMMIT = Duration.ofSeconds(45);
  static final Duration DEFAULT_SEARCH_LAG = Duration.ofSeconds(30);
  static final Duration DEFAULT_REWIND = Duration.ofSeconds(60);

  private final SimulatedTool tool;
  private final FaultBook faults;
  private final RequestLog log = new RequestLog();
  private final Clock clock;
  private volatile Instant oldestBackup = Instant.EPOCH;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("late-commit-", 0).factory());

  public FaultGate(SimulatedTool tool, FaultBook faults, Clock clock) {
    this.tool = tool;
    this.faults = faults;
    this.clock = clock;
  }

  public SimulatedTool tool() {
    return tool;
  }

  public FaultBook faults() {
    return faults;
  }

  public RequestLog log() {
    return log;
  }

  /// From now on no rewind goes back behind this moment.
  public void backUp() {
    oldestBackup = clock.instant();
  }

  /// Takes on a fault; a rewind happens at once.
  public void raise(Fault fault) {
    if (fault.kind() == FaultKind.REWIND) {
      Instant wanted = clock.instant().minus(fault.durationOr(DEFAULT_REWIND));
      tool.rewind(wanted.isBefore(oldestBackup) ? oldestBackup : wanted);
    } else {
      faults.raise(fault);
    }
  }

  @Override
  public Reply handle(HttpCall call) {
    Operation operation = tool.operationOf(call);
    Reply reply = throughFaults(call, operation);
    log.add(clock.instant(), tool.userOf(call), call, operation, reply.status());
    return reply;
  }

  private Reply throughFaults(HttpCall call, Operation operation) {
    Optional<Struck> outage = faults.strike(FaultKind.OUTAGE, operation);
    if (outage.isPresent()) {
      Fault fault = outage.get().fault();
      return fault.cut() ? Reply.cut() : proxyPage(fault.statusOr(503));
    }
    faults
        .strike(FaultKind.LATENCY, operation)
        .ifPresent(struck -> pause(struck.fault().durationOr(DEFAULT_LATENCY)));
    return refusal(call, operation).orElseGet(() -> carriedOut(call, operation));
  }

  private Optional<Reply> refusal(HttpCall call, Operation operation) {
    Optional<Struck> limited = faults.strike(FaultKind.RATE_LIMIT, operation);
    if (limited.isPresent()) {
      return Optional.of(rateLimited(call, limited.get().fault()));
    }
    Optional<Struck> error = faults.strike(FaultKind.ERROR, operation);
    if (error.isPresent()) {
      int status = error.get().fault().statusOr(500);
      return Optional.of(tool.failure(call, status, "The server met an unexpected condition."));
    }
    if (!operation.isWrite()) {
      return Optional.empty();
    }
    if (faults.strike(FaultKind.CONFLICT, operation).isPresent()) {
      String message = "The record was updated by another user meanwhile. Nothing was saved.";
      return Optional.of(tool.failure(call, 409, message));
    }
    Set<String> written = tool.fieldsWrittenBy(call);
    return faults
        .strike(FaultKind.REFUSE_FIELD, operation, fault -> written.contains(fault.field()))
        .map(struck -> tool.refusal(call, String.valueOf(struck.fault().field())));
  }

  private Reply carriedOut(HttpCall call, Operation operation) {
    Optional<Struck> late = faults.strike(FaultKind.LATE_COMMIT, operation);
    if (late.isPresent()) {
      long delay = late.get().fault().durationOr(DEFAULT_LATE_COMMIT).toMillis();
      Future<?> unused = later.schedule(() -> tool.handle(call), delay, TimeUnit.MILLISECONDS);
      return Reply.cut();
    }
    Reply reply = tool.handle(call);
    if (!reply.isSuccess()) {
      return reply;
    }
    Optional<Struck> held = faults.strike(FaultKind.HOLD, operation);
    if (held.isPresent()) {
      log.add(clock.instant(), tool.userOf(call), call, operation, reply.status());
      awaitCleared(held.get());
      return Reply.cut();
    }
    return faults.strike(FaultKind.LOST_ANSWER, operation).isPresent() ? Reply.cut() : reply;
  }

  private Reply rateLimited(HttpCall call, Fault fault) {
    long seconds = Math.max(1, fault.durationOr(DEFAULT_RETRY_AFTER).toSeconds());
    return tool.failure(call, 429, "Rate limit exceeded.")
        .withHeader("Retry-After", Long.toString(seconds))
        .withHeader("X-RateLimit-Limit", "10")
        .withHeader("X-RateLimit-Remaining", "0")
        .withHeader("X-RateLimit-FillRate", "1")
        .withHeader("X-RateLimit-Interval-Seconds", Long.toString(seconds));
  }

  private static Reply proxyPage(int status) {
    return Reply.html(
        status,
        """
        <!DOCTYPE html>
        <html><head><title>%1$d</title></head>
        <body><h1>%1$d Service not available</h1><p>The server is temporarily unable to service \
        your request. Please try again later.</p></body></html>
        """
            .formatted(status));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitCleared(Struck held) {
    try {
      held.cleared().await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    faults.clear();
    later.shutdownNow();
  }
}
