package hub.incident;

import hub.config.HubConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What one input leads to, event by event: each decision sees the state that the events before it
/// made.
public final class Story {

  private final Draft draft;
  private final Instant now;
  private final HubConfig config;
  private final List<IncidentEvent> events = new ArrayList<>();
  private final SequencedSet<IncidentId> touched = new LinkedHashSet<>();

  public Story(SpaceView view, Instant now, HubConfig config) {
    this.draft = new Draft(view);
    this.now = now;
    this.config = config;
  }

  /// Takes an event into the story and folds it.
  public void happened(IncidentEvent event) {
    events.add(event);
    Evolution.fold(draft, event);
    if (event instanceof IncidentEvent.OfIncident ofIncident) {
      touched.add(ofIncident.incident());
    }
  }

  /// An incident that may have something due now, although nothing else happened to it.
  public void touch(IncidentId incident) {
    touched.add(incident);
  }

  /// The state as the events so far have made it.
  public SpaceView view() {
    return draft;
  }

  public Instant now() {
    return now;
  }

  public HubConfig config() {
    return config;
  }

  /// The sequence that the next event will have.
  public long nextSequence() {
    return draft.space().sequence() + 1;
  }

  public List<IncidentEvent> events() {
    return List.copyOf(events);
  }

  /// Every incident that something happened to.
  public List<IncidentId> touched() {
    return List.copyOf(touched);
  }

  public List<StateChange> changes() {
    return draft.changes();
  }
}
