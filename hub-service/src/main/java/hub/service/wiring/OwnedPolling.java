package hub.service.wiring;

import hub.connector.HubPolling;
import hub.delivery.Outcome.Trouble;
import hub.engine.EngineView;
import hub.engine.EngineView.NotReadyException;
import hub.engine.SpaceOwnership;
import hub.engine.format.Origin;
import hub.engine.intake.InputLog;
import hub.incident.Entry.SystemRecord;
import hub.incident.Input.PollCompleted;
import hub.incident.Input.SystemChecked;
import hub.service.search.PollClock;
import hub.ticket.Reading;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Lets a tool be polled by the one process that owns the space, from restored state only.
///
/// What the connection looks like becomes an input only when it changes.
public final class OwnedPolling implements HubPolling, PollClock {

  private final String space;
  private final SpaceOwnership ownership;
  private final EngineView view;
  private final InputLog log;
  private final AcknowledgedIntake intake;
  private final Map<String, Instant> lastPolls = new ConcurrentHashMap<>();

  OwnedPolling(
      String space,
      SpaceOwnership ownership,
      EngineView view,
      InputLog log,
      AcknowledgedIntake intake) {
    this.space = space;
    this.ownership = ownership;
    this.view = view;
    this.log = log;
    this.intake = intake;
  }

  @Override
  public Optional<PollWindow> begin(String system) {
    if (!ownership.owns(space) || !log.isOpen()) {
      return Optional.empty();
    }
    try {
      var record = record(system);
      return record.pausedBy() != null
          ? Optional.empty()
          : Optional.of(new PollWindow(record.position()));
    } catch (NotReadyException _) {
      return Optional.empty();
    }
  }

  @Override
  public void completed(String system, String position, Reading reading) {
    lastPolls.put(system, reading.ended());
    intake.append(new PollCompleted(system, position, reading), Origin.of(system));
    say(system, null, "", reading.ended());
  }

  @Override
  public @Nullable Instant lastPoll(String system) {
    return lastPolls.get(system);
  }

  @Override
  public void failed(String system, Trouble trouble, String cause, Instant at) {
    say(system, trouble, cause, at);
  }

  private void say(String system, @Nullable Trouble trouble, String cause, Instant at) {
    try {
      if (record(system).trouble() != trouble) {
        intake.append(new SystemChecked(system, trouble, cause, at), Origin.of(system));
      }
    } catch (NotReadyException _) {
      // The next owner of the space will see for itself.
    }
  }

  private SystemRecord record(String system) {
    return view.space(space)
        .get(SystemRecord.key(system))
        .map(SystemRecord.class::cast)
        .orElseGet(() -> SystemRecord.fresh(system));
  }
}
