package hub.service.wiring;

import hub.connector.HubBackfill;
import hub.connector.Observation;
import hub.engine.EngineView;
import hub.engine.EngineView.NotReadyException;
import hub.engine.SpaceOwnership;
import hub.engine.format.Origin;
import hub.engine.intake.InputLog;
import hub.incident.Input.PollCompleted;
import hub.incident.Shadow;
import hub.service.backfill.BackfillCheckpoint;
import hub.service.backfill.BackfillCheckpoint.State;
import hub.service.backfill.BackfillStatus;
import hub.service.search.PollClock;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lets the tickets that a tool has held all along be read by the one process that owns the space.
///
/// How far it is lies where the positions of polling lie: in the log, after the tickets of each
/// page. So whoever owns the space next goes on there by itself.
public final class OwnedBackfill implements HubBackfill, PollClock {

  /// How long a page may keep the sweep waiting until the engine has decided it; after that the
  /// next page waits for another turn.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(10).toNanos();

  private final String space;
  private final SpaceOwnership ownership;
  private final EngineView view;
  private final InputLog log;
  private final AcknowledgedIntake intake;
  private final PollClock polls;
  private final InstantSource clock;
  private final Map<String, BackfillCheckpoint> noted = new ConcurrentHashMap<>();
  private final Map<String, String> waiting = new ConcurrentHashMap<>();

  OwnedBackfill(
      String space,
      SpaceOwnership ownership,
      EngineView view,
      InputLog log,
      AcknowledgedIntake intake,
      PollClock polls) {
    this.space = space;
    this.ownership = ownership;
    this.view = view;
    this.log = log;
    this.intake = intake;
    this.polls = polls;
    this.clock = InstantSource.system();
  }

  /// Begins a backfill; empty if one is under way.
  ///
  /// @param since only tickets changed since; null for all
  synchronized Optional<BackfillStatus> start(
      String system, String actor, @Nullable Instant since) {
    if (underWay(system).isPresent()) {
      return Optional.empty();
    }
    var begun = BackfillCheckpoint.begun(actor, since, clock.instant());
    note(system, begun, Reading.at(begun.at()), Origin.person(actor));
    return Optional.of(BackfillStatus.of(begun, ""));
  }

  /// The engine may lag behind the log. A page begins only when the one before is decided: so a
  /// kill costs one page, and news never wait behind more than that.
  @Override
  public synchronized Optional<Stretch> turn(String system) {
    if (!ownership.owns(space) || !log.isOpen() || !isDecided(system)) {
      return Optional.empty();
    }
    return underWay(system).map(one -> new Stretch(since(one), one.position()));
  }

  private static Instant since(BackfillCheckpoint asked) {
    var since = asked.since();
    return since == null ? Instant.EPOCH : since;
  }

  @Override
  public boolean isNews(Observation observation) {
    var ticket = observation.ticket();
    try {
      return view.space(space).shadow(ticket.ref()).filter(known -> says(known, ticket)).isEmpty();
    } catch (NotReadyException _) {
      return true;
    }
  }

  /// Of such an observation the core would make no event (design D5).
  private static boolean says(Shadow known, Ticket ticket) {
    return known.presence() == Presence.PRESENT
        && ticket.presence() == Presence.PRESENT
        && known.version().isKnown()
        && known.version().equals(ticket.version())
        && known.ticketKey().equals(ticket.key())
        && known.fields().with(ticket.fields()).equals(known.fields());
  }

  @Override
  public void advanced(String system, Page page) {
    noteAdvance(system, page);
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!isDecided(system)
        && System.nanoTime() < end
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  @Override
  public boolean mayGoOn(String system) {
    return isDecided(system);
  }

  private boolean isDecided(String system) {
    var last = noted.get(system);
    return last == null
        || decided(system).filter(one -> one.equals(last) || one.isLaterThan(last)).isPresent();
  }

  private synchronized void noteAdvance(String system, Page page) {
    waiting.remove(system);
    underWay(system)
        .ifPresent(one -> note(system, one.after(page), page.reading(), Origin.of(system)));
  }

  @Override
  public void waits(String system, String cause) {
    waiting.put(system, cause);
  }

  @Override
  public synchronized void gaveUp(String system, String cause) {
    waiting.remove(system);
    var now = clock.instant();
    underWay(system)
        .ifPresent(one -> note(system, one.gaveUp(cause, now), Reading.at(now), Origin.of(system)));
  }

  @Override
  public @Nullable Instant lastPoll(String system) {
    return polls.lastPoll(system);
  }

  @Override
  public Optional<BackfillStatus> backfill(String system, String recorded) {
    return later(BackfillCheckpoint.parse(recorded), Optional.ofNullable(noted.get(system)))
        .map(one -> BackfillStatus.of(one, waiting.getOrDefault(system, "")));
  }

  private void note(String system, BackfillCheckpoint checkpoint, Reading reading, Origin origin) {
    var cursor = BackfillCheckpoint.cursor(system);
    intake.append(new PollCompleted(cursor, checkpoint.text(), reading), origin);
    noted.put(system, checkpoint);
  }

  private Optional<BackfillCheckpoint> underWay(String system) {
    return known(system).filter(one -> one.state() == State.RUNNING);
  }

  /// What this process has noted may not be decided yet; what another one has is in the state.
  private Optional<BackfillCheckpoint> known(String system) {
    return later(decided(system), Optional.ofNullable(noted.get(system)));
  }

  private Optional<BackfillCheckpoint> decided(String system) {
    try {
      var cursor = BackfillCheckpoint.cursor(system);
      return BackfillCheckpoint.parse(view.space(space).system(cursor).position());
    } catch (NotReadyException _) {
      return Optional.empty();
    }
  }

  private static Optional<BackfillCheckpoint> later(
      Optional<BackfillCheckpoint> one, Optional<BackfillCheckpoint> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isLaterThan(other.get()) ? one : other;
  }
}
