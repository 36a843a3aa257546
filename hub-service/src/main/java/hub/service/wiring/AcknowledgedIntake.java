package hub.service.wiring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.connector.HubIntake;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.engine.format.InputPosition;
import hub.engine.format.Origin;
import hub.engine.format.SourcePayload;
import hub.engine.intake.InputLog;
import hub.engine.intake.InputRefusedException;
import hub.incident.Input;
import hub.incident.Input.OutcomeReported;
import hub.incident.Input.PollCompleted;
import hub.incident.Input.TicketObserved;
import hub.service.metrics.HubCounts;
import hub.service.trace.Traces;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Hands what routes saw to the log, and comes back when it is safe there.
public final class AcknowledgedIntake implements HubIntake {

  private static final int PATIENCE_SECONDS = 40;
  private static final int MOST_REMEMBERED = 200_000;

  private final InputLog log;
  private final String space;
  private final TakenCommands commands;
  private final FaultHook faults;
  private final HubCounts counts;
  private final Traces traces;
  private final Cache<TicketRef, Version> handedIn =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  AcknowledgedIntake(
      InputLog log,
      String space,
      TakenCommands commands,
      FaultHook faults,
      HubCounts counts,
      Traces traces) {
    this.log = log;
    this.space = space;
    this.commands = commands;
    this.faults = faults;
    this.counts = counts;
    this.traces = traces;
  }

  @Override
  public void observed(Observation observation) {
    var ticket = observation.ticket();
    var payload = observation.payload();
    faults.pass(FaultHook.BEFORE_OBSERVATION);
    var input = new TicketObserved(ticket, observation.reading());
    take(
        input,
        Origin.of(ticket.ref().system()),
        payload == null ? null : new SourcePayload(observation.mappingHash(), payload));
    remember(ticket);
    faults.pass(FaultHook.AFTER_OBSERVATION);
  }

  @Override
  public void reported(OutcomeReported outcome) {
    faults.pass(FaultHook.BEFORE_OUTCOME);
    var system = commands.systemOf(outcome.command());
    append(outcome, Origin.of(system));
    counts.attempted(system, outcome.outcome());
    var seen = outcome.outcome().seen();
    if (seen != null) {
      remember(seen);
    }
    faults.pass(FaultHook.AFTER_OUTCOME);
  }

  private void remember(Ticket ticket) {
    var isWhole = ticket.presence() == Ticket.Presence.PRESENT && ticket.commentsRead();
    handedIn.put(ticket.ref(), isWhole ? ticket.version() : Version.NONE);
  }

  @Override
  public Version handedIn(TicketRef ticket) {
    var version = handedIn.getIfPresent(ticket);
    return version == null ? Version.NONE : version;
  }

  @Override
  public void answered(Input.NoticeAnswered answer) {
    append(answer, Origin.of(answer.system()));
  }

  @Override
  public void returned(Input.NoticeReturned report) {
    append(report, Origin.of(report.system()));
  }

  @Override
  public void refused(Refusal refusal) {
    var payload = refusal.payload();
    await(
        log.appendUnreadable(
            space,
            Origin.of(refusal.system()),
            refusal.ticket().isEmpty() ? "" : refusal.system() + ":" + refusal.ticket(),
            refusal.cause(),
            "Correct the ticket or the mapping, then try again",
            payload == null ? "" : payload.toString()));
    counts.unreadable();
  }

  /// Appends an input and waits for the log.
  public InputPosition append(Input input, Origin origin) {
    return take(input, origin, null);
  }

  private InputPosition take(Input input, Origin origin, @Nullable SourcePayload source) {
    // That a poll has got further leads to nothing, and is said every few seconds.
    var position =
        input instanceof PollCompleted
            ? await(log.append(space, input, origin))
            : traces.takenIn(
                input,
                origin.system(),
                trace -> await(log.append(space, input, origin, source, trace)));
    counts.taken(input);
    return position;
  }

  /// Puts an input that lies in the log in again.
  void repeat(InputPosition position) {
    await(log.repeat(space, position));
  }

  /// Notes that a person tried a dead letter again.
  void retried(String deadLetter, String actor) {
    await(log.appendRetried(space, deadLetter, actor));
  }

  private InputPosition await(CompletableFuture<InputPosition> acknowledged) {
    try {
      return acknowledged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InputRefusedException refused) {
        counts.refused(refused.reason());
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the log has not acknowledged an input in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the log", e);
    }
  }
}
