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

/// The real core, except where a test wants it to fail: by a ticket's title, or by who asks.
class FailingLogic implements SpaceLogic {

  static final String FAIL = "fail on this";
  static final String GROW = "grow beyond all limits";
  static final String BAD_TIMER = "set a timer that fails";

  private static final String TIMER = "bad-timer";

  @Override
  public int version() {
    return CORE.version();
  }

  @Override
  public SpaceMachine.Step step(SpaceView view, Input input, Instant now, HubConfig config) {
    if (wants(input, FAIL) || isTimer(input)) {
      throw new IllegalStateException("it failed on " + FAIL);
    }
    if (wants(input, GROW)) {
      var step = CORE.step(view, input, now, config);
      var changes = new ArrayList<>(step.changes());
      changes.add(new StateChange.Put(new Timer("x".repeat(2_000_000), now)));
      return new SpaceMachine.Step(step.events(), changes);
    }
    if (wants(input, BAD_TIMER)) {
      var set = new TimerSet(TIMER, now);
      return new SpaceMachine.Step(List.of(set), CORE.evolve(view, set));
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

  private static boolean isTimer(Input input) {
    return input instanceof TimerDue(var timer, _) && timer.equals(TIMER);
  }
}
