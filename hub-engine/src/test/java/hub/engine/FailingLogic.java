package hub.engine;

import hub.config.HubConfig;
import hub.incident.Entry.Timer;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.TimerSet;
import hub.incident.Input;
import hub.incident.Input.TicketObserved;
import hub.incident.Input.TimerDue;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The real core, except where a test wants it to fail: by a ticket's title, or by who asks.
class FailingLogic implements SpaceLogic {

  static final String FAIL = "fail on this";
  static final String GROW = "grow beyond all limits";
  static final String BAD_TIMER = "set a timer that fails";

  static final String ONCE = "set a timer that fails once";

  static final String TIMER = "bad-timer";

  private final AtomicBoolean hasFailed = new AtomicBoolean();

  @Override
  public int version() {
    return CORE.version();
  }

  @Override
  public SpaceMachine.Step step(SpaceView view, Input input, Instant now, HubConfig config) {
    if (wants(input, FAIL) || isTimer(input, TIMER)) {
      throw new IllegalStateException("it failed on " + FAIL);
    }
    if (wants(input, GROW)) {
      var step = CORE.step(view, input, now, config);
      var changes = new ArrayList<>(step.changes());
      changes.add(new StateChange.Put(new Timer("x".repeat(2_000_000), now)));
      return new SpaceMachine.Step(step.events(), changes);
    }
    if (isTimer(input, ONCE) && hasFailed.compareAndSet(false, true)) {
      throw new IllegalStateException("it failed once");
    }
    if (wants(input, BAD_TIMER)) {
      return setting(view, new TimerSet(TIMER, now));
    }
    if (wants(input, ONCE)) {
      return setting(view, new TimerSet(ONCE, now));
    }
    return CORE.step(view, input, now, config);
  }

  @Override
  public List<StateChange> evolve(SpaceView view, IncidentEvent event) {
    return CORE.evolve(view, event);
  }

  private static boolean wants(Input input, String what) {
    return (input instanceof TicketObserved seen
            && seen.ticket().fields().getOrEmpty(Field.TITLE).equals(what))
        || (input instanceof Input.Request request && request.actor().equals(what));
  }

  private static SpaceMachine.Step setting(SpaceView view, TimerSet set) {
    return new SpaceMachine.Step(List.of(set), CORE.evolve(view, set));
  }

  private static boolean isTimer(Input input, String id) {
    return input instanceof TimerDue(var timer, _) && timer.equals(id);
  }
}
