package hub.space;

import hub.delivery.Command;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.UpdateTicket;
import hub.incident.Entry.LateValue;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.Timer;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommandSettled;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentEvent.TimerFired;
import hub.incident.IncidentEvent.TimerSet;
import hub.incident.IncidentId;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What is due when time has passed (design D13): a command that waits is tried again.
final class Timers {

  private static final String RETRY = "retry/";
  private static final String DUPLICATE = "duplicate/";

  private final Story story;

  Timers(Story story) {
    this.story = story;
  }

  /// The timer that tries a command again.
  static String retry(Command command) {
    return RETRY + command.id();
  }

  void due(String id, Instant due) {
    if (!due.isAfter(story.now())) {
      story.view().get(Timer.key(id, due), Timer.class).ifPresent(this::fire);
    }
  }

  private void fire(Timer timer) {
    story.happened(new TimerFired(timer.id(), timer.due()));
    if (timer.id().startsWith(RETRY)) {
      story
          .view()
          .outstanding(timer.id().substring(RETRY.length()))
          // A timer of an earlier wait: the command has been tried since, or waits longer.
          .filter(outstanding -> timer.due().equals(outstanding.due()))
          .ifPresent(this::tryAgain);
    }
    if (timer.id().startsWith(DUPLICATE)) {
      var parts = timer.id().split("/", 3);
      new Observations(story).closeWaiting(IncidentId.parse(parts[1]), TicketRef.parse(parts[2]));
    }
    if (timer.id().startsWith(Contacts.TIMER)) {
      new Contacts(story).overdue(timer.id());
    }
  }

  /// Nothing else asks again for a duplicate to be closed where its system takes no writes now.
  static void closeLater(Story story, IncidentId id, TicketRef duplicate) {
    story.happened(
        new TimerSet(
            DUPLICATE + id + "/" + duplicate,
            story.now().plus(story.config().limits().longestRetry())));
  }

  /// Tries a waiting command again now. An update is computed anew, since what it was computed from
  /// may have changed.
  void tryAgain(Outstanding outstanding) {
    var incident = story.view().incidentOf(outstanding);
    var command = outstanding.command();
    var attempt =
        new Attempt(command.attempt().number() + 1, command.attempt().lastMayHaveReachedAt());
    var isHeld = Reconciler.holdCause(story, command.system()) != null;
    var next = isHeld ? Optional.<Command>empty() : next(incident, command, attempt);
    if (next.filter(again -> again.id().equals(command.id())).isEmpty()) {
      story.happened(
          new CommandSettled(incident.id(), command.id(), Settlement.SUPERSEDED, Fields.NONE));
    }
    if (isHeld && command instanceof CloseDuplicate close) {
      closeLater(story, incident.id(), close.ticket());
    }
    next.ifPresent(again -> story.happened(new CommandIssued(incident.id(), again, story.now())));
    story.touch(incident.id());
  }

  private Optional<Command> next(Incident incident, Command command, Attempt attempt) {
    return switch (command) {
      case UpdateTicket update -> recomputed(incident, update, attempt);
      case AddComment comment ->
          new Reconciler(story).isStillDue(incident, comment)
              ? Optional.of(comment.again(attempt))
              : Optional.empty();
      case Command.CreateTicket _,
          CloseDuplicate _,
          Command.RefreshTicket _,
          Command.SendNotice _ ->
          Optional.of(command.again(attempt));
    };
  }

  private Optional<Command> recomputed(Incident incident, UpdateTicket update, Attempt attempt) {
    var shadow = story.view().shadow(update.ticket());
    if (shadow.isEmpty() || !shadow.get().isPresent() || !concerns(incident, update.ticket())) {
      return Optional.empty();
    }
    return new Reconciler(story)
        .update(incident, shadow.get(), attempt)
        .map(fresh -> fresh instanceof UpdateTicket anew ? next(update, anew) : fresh);
  }

  /// @param anew with the next attempt
  private UpdateTicket next(UpdateTicket sent, UpdateTicket anew) {
    if (asksTheSame(anew, sent) || (asksForMore(anew, sent) && isOpen(anew))) {
      return sent.again(anew.attempt());
    }
    return maySettleOver(sent, anew)
        ? anew
        : anew.again(new Attempt(anew.attempt().number(), null));
  }

  private static boolean asksTheSame(UpdateTicket one, UpdateTicket other) {
    return one.base().equals(other.base()) && one.desired().equals(other.desired());
  }

  /// What an earlier attempt has done is found by asking for that alone; together with what was
  /// never sent it would seem not done, and all of it would wait until the tool has settled.
  private static boolean asksForMore(UpdateTicket anew, UpdateTicket sent) {
    return anew.base().only(sent.base().names()).equals(sent.base())
        && anew.desired().only(sent.desired().names()).equals(sent.desired());
  }

  private boolean isOpen(UpdateTicket update) {
    var reached = update.attempt().lastMayHaveReachedAt();
    return reached != null
        && story
            .config()
            .system(update.system())
            .filter(system -> story.now().isBefore(system.settled(reached)))
            .isPresent();
  }

  /// Whether what was sent without an answer could take effect over what is asked now. Other fields
  /// need not wait for that.
  private boolean maySettleOver(UpdateTicket sent, UpdateTicket anew) {
    var late = story.view().lateValues(anew.ticket()).stream().map(LateValue::field);
    return Stream.concat(late, sent.desired().names().stream())
        .anyMatch(anew.desired().names()::contains);
  }

  private static boolean concerns(Incident incident, TicketRef ticket) {
    return incident.members().containsKey(ticket) || incident.rfcs().contains(ticket);
  }
}
