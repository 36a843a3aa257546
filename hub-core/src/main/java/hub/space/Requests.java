package hub.space;

import hub.correlation.Correlator;
import hub.incident.ContactTask;
import hub.incident.Entry.Held;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Slot;
import hub.incident.Entry.ValueConflict;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandReleased;
import hub.incident.IncidentEvent.ConflictSettled;
import hub.incident.IncidentEvent.ContactReached;
import hub.incident.IncidentEvent.ContactWaiverRecorded;
import hub.incident.IncidentEvent.CorrelationConflictSettled;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.FieldReleased;
import hub.incident.IncidentEvent.GateOverridden;
import hub.incident.IncidentEvent.IncidentUnmerged;
import hub.incident.IncidentEvent.IncidentsMerged;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.NoticeReleased;
import hub.incident.IncidentEvent.SystemPaused;
import hub.incident.IncidentEvent.SystemResumed;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.Input.EraseRequested;
import hub.incident.Input.KeepApartRequested;
import hub.incident.Input.LinkRequested;
import hub.incident.Input.MergeRequested;
import hub.incident.Input.PauseRequested;
import hub.incident.Input.ResumeRequested;
import hub.incident.Input.RetryRequested;
import hub.incident.Input.UnlinkRequested;
import hub.incident.Input.UnmergeRequested;
import hub.incident.Input.ValueChosen;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What people ask of the hub. What cannot be done is set aside with the reason; nothing is half
/// done.
final class Requests {

  private final Story story;

  Requests(Story story) {
    this.story = story;
  }

  void asked(Input.Request request) {
    switch (request) {
      case LinkRequested(var actor, var id, var ticket) -> link(actor, id, ticket);
      case UnlinkRequested(var actor, var id, var ticket) -> unmerge(actor, id, List.of(ticket));
      case UnmergeRequested(var actor, var id, var tickets) -> unmerge(actor, id, tickets);
      case MergeRequested(var actor, var one, var other) -> merge(actor, one, other);
      case KeepApartRequested(var actor, var id, var ticket) -> keepApart(actor, id, ticket);
      case ValueChosen chosen -> choose(chosen);
      case RetryRequested retry -> retry(retry);
      case PauseRequested(var actor, var system) -> {
        if (story.view().system(system).pausedBy() == null) {
          story.happened(new SystemPaused(system, actor));
        }
      }
      case ResumeRequested(var actor, var system) -> resume(actor, system);
      case Input.ContactAcknowledged acknowledged -> acknowledge(acknowledged);
      case Input.ContactWaived waived -> waive(waived);
      case Input.GateOverrideRequested override -> override(override);
      case EraseRequested(var actor, var id, var reason) -> {
        if (open(id, "erase")) {
          new Erasure(story).erase(current(id).id(), actor, reason == null ? "" : reason);
        }
      }
    }
  }

  private void acknowledge(Input.ContactAcknowledged acknowledged) {
    openTask(acknowledged.incident(), acknowledged.task(), "acknowledge")
        .ifPresent(task ->
            story.happened(
                new ContactReached(
                    task.incident(),
                    task.number(),
                    acknowledged.reached(),
                    acknowledged.how(),
                    acknowledged.actor(),
                    story.now())));
  }

  private void waive(Input.ContactWaived waived) {
    if (waived.reason().isBlank()) {
      setAside(waived.incident(), "a contact is waived for a reason only");
      return;
    }
    openTask(waived.incident(), waived.task(), "waive")
        .ifPresent(task ->
            story.happened(
                new ContactWaiverRecorded(
                    task.incident(), task.number(), waived.reason(), waived.actor(), story.now())));
  }

  private Optional<ContactTask> openTask(IncidentId id, long number, String what) {
    if (!open(id, what)) {
      return Optional.empty();
    }
    var task = story.view().contactTask(current(id).id(), number);
    if (task.isEmpty()) {
      setAside(id, "it has no contact task " + number);
    } else if (!task.get().isOpen()) {
      setAside(id, "the contact task %d has ended already".formatted(number));
    }
    return task.filter(ContactTask::isOpen);
  }

  private void override(Input.GateOverrideRequested override) {
    if (!open(override.incident(), "override")) {
      return;
    }
    var id = current(override.incident()).id();
    var breach = story.view().breach(id, override.gate());
    if (breach.filter(known -> known.overriddenBy() == null).isEmpty()) {
      setAside(id, "nothing waits at the gate " + override.gate());
    } else if (override.reason().isBlank()) {
      setAside(id, "a gate is overridden for a reason only");
    } else {
      story.happened(new GateOverridden(id, override.gate(), override.reason(), override.actor()));
    }
  }

  private void link(String actor, IncidentId id, TicketRef ticket) {
    var owner = story.view().incidentOf(ticket);
    if (owner.isEmpty()) {
      setAside(ticket, "the ticket has not been seen; it is linked when the tool shows it");
    } else {
      merge(actor, id, owner.get().id());
    }
  }

  private void merge(String actor, IncidentId one, IncidentId other) {
    if (!open(one, "merge") || !open(other, "merge")) {
      return;
    }
    var first = current(one);
    var second = current(other);
    if (first.id().equals(second.id())) {
      setAside(first.id(), "both are one incident already");
      return;
    }
    var obstacle = new Correlator(story.view(), story.config()).obstacleToMerge(first, second);
    if (obstacle.isPresent()) {
      setAside(first.id(), obstacle.get());
      return;
    }
    var merged = IncidentsMerged.of(first.id(), second.id(), "by " + actor);
    story.happened(merged);
    var survivor = merged.incident();
    for (var ticket : current(survivor).correlationConflicts().keySet()) {
      story.happened(new CorrelationConflictSettled(survivor, ticket, "merged by " + actor, false));
    }
  }

  private void unmerge(String actor, IncidentId id, List<TicketRef> tickets) {
    if (!open(id, "unmerge")) {
      return;
    }
    var incident = current(id);
    var chosen = new TreeSet<>(tickets);
    if (chosen.isEmpty()
        || !incident.members().keySet().containsAll(chosen)
        || chosen.size() == incident.members().size()) {
      setAside(incident.id(), "some, and not all, of its own tickets can be taken out");
      return;
    }
    for (var ticket : chosen) {
      if (incident.correlationConflicts().containsKey(ticket)) {
        story.happened(
            new CorrelationConflictSettled(incident.id(), ticket, "taken out by " + actor, false));
      }
    }
    var fresh = new IncidentId(story.view().space().incidents() + 1);
    story.happened(new IncidentUnmerged(fresh, incident.id(), List.copyOf(chosen)));
    story.touch(incident.id());
  }

  private void keepApart(String actor, IncidentId id, TicketRef ticket) {
    if (open(id, "keep apart") && current(id).correlationConflicts().containsKey(ticket)) {
      story.happened(
          new CorrelationConflictSettled(current(id).id(), ticket, "kept apart by " + actor, true));
    }
  }

  private void choose(ValueChosen chosen) {
    if (!open(chosen.incident(), "choose a value")) {
      return;
    }
    var incident = current(chosen.incident());
    var known = incident.fields().get(chosen.field());
    if (known == null) {
      setAside(incident.id(), "the incident has no field " + chosen.field());
      return;
    }
    if (!ValidValues.isValid(chosen.field(), chosen.value())) {
      setAside(incident.id(), "not a value of " + chosen.field());
      return;
    }
    story.happened(
        new FieldChanged(
            incident.id(),
            chosen.field(),
            chosen.value(),
            sourceOf(chosen, incident).orElse(known.ticket()),
            story.now(),
            true,
            chosen.actor(),
            ""));
    if (incident.conflicts().containsKey(chosen.field())) {
      story.happened(
          new ConflictSettled(incident.id(), chosen.field(), chosen.value(), chosen.actor()));
    }
  }

  /// The ticket that holds the value, which the conflict had set aside.
  private static Optional<TicketRef> sourceOf(ValueChosen chosen, Incident incident) {
    return Optional.ofNullable(incident.conflicts().get(chosen.field()))
        .filter(conflict -> conflict.lost().equals(chosen.value()))
        .map(ValueConflict::lostFrom)
        .filter(incident.members()::containsKey);
  }

  private void retry(RetryRequested retry) {
    if (!open(retry.incident(), "retry")) {
      return;
    }
    var id = current(retry.incident()).id();
    var ticket = retry.ticket();
    if (ticket == null) {
      releaseCreate(id, retry);
    } else {
      story.view().shadow(ticket).ifPresent(shadow -> release(id, shadow, retry.actor()));
      new Observations(story).closeLeftOpen(ticket);
    }
    if (ticket == null) {
      retryNotices(id, retry);
    }
    var slot = ticket == null ? Slot.forCreate(id, retry.system()) : Slot.of(ticket);
    story
        .view()
        .outstanding(slot)
        .filter(outstanding -> outstanding.due() != null)
        .ifPresent(outstanding -> new Timers(story).tryAgain(outstanding));
    story.touch(id);
  }

  private void retryNotices(IncidentId id, RetryRequested retry) {
    story.view().doneNotices(id).stream()
        .filter(notice -> notice.system().equals(retry.system()))
        .filter(notice -> notice.end() != null && !notice.end().isSent())
        .forEach(notice -> story.happened(new NoticeReleased(id, notice.id(), retry.actor())));
    story.view().dueNotices(id).stream()
        .filter(notice -> notice.system().equals(retry.system()))
        .flatMap(notice ->
            story.view().outstanding(Slot.forNotice(notice.system(), notice.id())).stream())
        .filter(outstanding -> outstanding.due() != null)
        .forEach(outstanding -> new Timers(story).tryAgain(outstanding));
  }

  private void releaseCreate(IncidentId id, RetryRequested retry) {
    story
        .view()
        .get(ParkedCreate.key(id, retry.system()), ParkedCreate.class)
        .ifPresent(parked ->
            parked
                .fields()
                .keySet()
                .forEach(field ->
                    story.happened(
                        new FieldReleased(
                            id,
                            retry.system(),
                            null,
                            field.equals(Shadow.WHOLE) ? null : field,
                            "asked by " + retry.actor()))));
  }

  private void release(IncidentId id, Shadow shadow, String actor) {
    var fields = new TreeSet<>(shadow.parked().keySet());
    fields.addAll(shadow.frozen());
    for (var field : fields) {
      story.happened(
          new FieldReleased(
              id,
              shadow.ticket().system(),
              shadow.ticket(),
              field.equals(Shadow.WHOLE) ? null : field,
              "asked by " + actor));
    }
  }

  private void resume(String actor, String system) {
    story.happened(new SystemResumed(system, actor, story.now()));
    release(Set.of(system));
  }

  /// A system may be written to where it was observed only before.
  void adopted() {
    release(
        story.config().systems().keySet().stream()
            .filter(system -> Reconciler.holdCause(story, system) == null)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /// What waits for systems is looked at again.
  private void release(Set<String> systems) {
    for (var system : systems) {
      for (var entry : story.view().scan(Held.prefix(system))) {
        if (entry instanceof Held held) {
          story.happened(new CommandReleased(held.incident(), system));
        }
      }
    }
    story.view().dueNotices().stream()
        .filter(notice -> systems.contains(notice.system()))
        .forEach(notice -> story.touch(notice.incident()));
  }

  private boolean open(IncidentId id, String what) {
    var incident = story.view().incident(id);
    if (incident.filter(Incident::isOpen).isPresent()) {
      return true;
    }
    setAside(id, "cannot %s: the incident is unknown or erased".formatted(what));
    return false;
  }

  private Incident current(IncidentId id) {
    return story.view().incident(id).orElseThrow();
  }

  private void setAside(Object subject, String reason) {
    story.happened(new InputSetAside(subject.toString(), reason));
  }
}
