package hub.space;

import hub.config.HubConfig;
import hub.incident.Evolution;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.ConfigurationAdopted;
import hub.incident.IncidentEvent.PollAdvanced;
import hub.incident.IncidentEvent.SystemConditionChanged;
import hub.incident.IncidentEvent.SystemConnected;
import hub.incident.Input;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.ticket.Reading;
import java.time.Instant;
import java.util.List;

/// The whole core in one call: an input in, events and the changed state out.
///
/// Pure: the time and the configuration are passed in. Replay folds events ([#evolve]), it never
/// decides again.
public final class SpaceMachine {

  /// Raised whenever [#evolve] makes another state of the same events; the engine then folds anew.
  public static final int EVOLVE_VERSION = 15;

  private SpaceMachine() {}

  /// What one input led to.
  ///
  /// @param events in order; the first has the sequence after
  ///   [hub.incident.Entry.SpaceRecord#sequence()]
  /// @param changes the last value of every changed entry, by key
  public record Step(List<IncidentEvent> events, List<StateChange> changes) {
    public Step {
      events = List.copyOf(events);
      changes = List.copyOf(changes);
    }
  }

  /// Decides one input, and what follows from it for the tools.
  public static Step step(SpaceView view, Input input, Instant now, HubConfig config) {
    var story = new Story(view, now, config);
    decide(story, input);
    new KnownKeys(story).follow(view);
    var discoveries = new Discoveries(story);
    story.touched().forEach(id -> discoveries.follow(view, id));
    var contacts = new Contacts(story);
    story.touched().forEach(id -> contacts.follow(view, id));
    var gates = new Gates(story);
    story.touched().forEach(id -> gates.follow(view, id));
    var reconciler = new Reconciler(story);
    story.touched().forEach(reconciler::reconcile);
    return new Step(story.events(), story.changes());
  }

  /// Folds one event into the state.
  public static List<StateChange> evolve(SpaceView view, IncidentEvent event) {
    return Evolution.evolve(view, event);
  }

  private static void decide(Story story, Input input) {
    switch (input) {
      case Input.TicketObserved(var ticket, var reading) -> {
        connected(story, ticket.ref().system(), reading);
        new Observations(story).observed(ticket.inHubTime(reading), reading);
      }
      case Input.OutcomeReported(var command, var outcome, var reading) ->
          new Outcomes(story)
              .reported(new Input.OutcomeReported(command, outcome.inHubTime(reading), reading));
      case Input.NoticeAnswered answered -> new Answers(story).answered(answered);
      case Input.NoticeReturned returned -> new Answers(story).returned(returned);
      case Input.TimerDue(var timer, var due) -> new Timers(story).due(timer, due);
      case Input.Request request -> new Requests(story).asked(request);
      case Input.PollCompleted(var system, var position, var reading) -> {
        connected(story, system, reading);
        if (!story.view().system(system).position().equals(position)) {
          story.happened(new PollAdvanced(system, position, reading.began()));
        }
      }
      case Input.SystemChecked(var system, var trouble, var cause, var at) -> {
        if (story.view().system(system).trouble() != trouble) {
          story.happened(new SystemConditionChanged(system, trouble, cause, at));
        }
      }
      case Input.ConfigurationOffered(var hash) -> {
        if (!story.view().space().configuration().equals(hash)) {
          story.happened(new ConfigurationAdopted(hash));
          new Requests(story).adopted();
        }
      }
    }
  }

  /// Remembers when a tool was first looked into, in whichever clock says the earlier time: what is
  /// taken for older than that contacts nobody.
  private static void connected(Story story, String system, Reading reading) {
    if (story.config().system(system).isPresent()
        && story.view().system(system).connectedAt() == null) {
      var began = reading.began();
      story.happened(
          new SystemConnected(system, began.isBefore(story.now()) ? began : story.now()));
    }
  }
}
