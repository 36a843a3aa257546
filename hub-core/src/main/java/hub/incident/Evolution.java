package hub.incident;

import hub.incident.Entry.Held;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Overrun;
import hub.incident.Entry.SpaceRecord;
import hub.incident.Entry.Timer;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.util.List;
import java.util.function.UnaryOperator;

/// Folds events into state. What this does to an event of the past may change only with
/// `SpaceMachine.EVOLVE_VERSION`, which makes the engine fold its history anew.
public final class Evolution {

  private Evolution() {}

  /// The changes that one event makes.
  public static List<StateChange> evolve(SpaceView view, IncidentEvent event) {
    var draft = new Draft(view);
    fold(draft, event);
    return draft.changes();
  }

  /// Folds one event into a draft.
  public static void fold(Draft draft, IncidentEvent event) {
    var space = draft.space();
    var sequence = space.sequence() + 1;
    draft.put(new SpaceRecord(sequence, space.incidents(), space.configuration()));
    PaceEvolution.count(draft, event);
    switch (event) {
      case IncidentEvent.OfSpace ofSpace -> fold(draft, ofSpace);
      case IncidentEvent.OfIncident ofIncident -> fold(draft, ofIncident, sequence);
    }
  }

  private static void fold(Draft draft, IncidentEvent.OfIncident event, long sequence) {
    switch (event) {
      case IncidentEvent.IncidentOpened(var id, _, var at) -> {
        countIncident(draft, id);
        draft.put(Incident.opened(id, at));
      }
      case IncidentEvent.TicketLinked linked -> TicketEvolution.linked(draft, linked);
      case IncidentEvent.RelatedTicketNamed(var id, _, var reference) ->
          incident(draft, id, incident -> incident.withRelated(reference));
      case IncidentEvent.OfRfc ofRfc -> RfcEvolution.fold(draft, ofRfc);
      case IncidentEvent.TicketChanged(var id, var ticket, var reading) ->
          TicketEvolution.changed(draft, id, ticket, reading);
      case IncidentEvent.TicketSeen(_, var ticket, var version, var reading) -> {
        TicketEvolution.noteUnread(draft, ticket, Fields.NONE);
        shadow(draft, ticket, shadow -> shadow.withVersion(version, reading, sequence));
      }
      case IncidentEvent.FieldChanged changed -> FieldEvolution.changed(draft, changed, sequence);
      case IncidentEvent.ConflictRecorded conflict -> FieldEvolution.conflict(draft, conflict);
      case IncidentEvent.ConflictSettled(var id, var field, _, _) ->
          incident(draft, id, incident -> incident.withoutConflict(field));
      case IncidentEvent.ChangeNotRelayed notRelayed ->
          FieldEvolution.notRelayed(draft, notRelayed);
      case IncidentEvent.OfComment comment -> CommentEvolution.fold(draft, comment, sequence);
      case IncidentEvent.CommandIssued(var id, var command, var at) ->
          CommandEvolution.issued(draft, id, command, at);
      case IncidentEvent.CommandSettled(_, var command, var settlement, var sent) ->
          CommandEvolution.settled(draft, command, settlement, sent);
      case IncidentEvent.CommandPostponed postponed -> CommandEvolution.postponed(draft, postponed);
      case IncidentEvent.CommandHeld(var id, var system, var cause) ->
          draft.put(new Held(system, id, cause));
      case IncidentEvent.CommandReleased(var id, var system) -> draft.remove(Held.key(system, id));
      case IncidentEvent.FieldParked parked -> FieldEvolution.parked(draft, parked);
      case IncidentEvent.FieldReleased released -> FieldEvolution.released(draft, released);
      case IncidentEvent.FieldFrozen(_, var ticket, var field, _) ->
          shadow(draft, ticket, shadow -> shadow.withFrozen(field));
      case IncidentEvent.IncidentsMerged(var id, var absorbed, _) ->
          MergeEvolution.merged(draft, id, absorbed);
      case IncidentEvent.IncidentUnmerged unmerged -> {
        countIncident(draft, unmerged.incident());
        MergeEvolution.unmerged(draft, unmerged);
      }
      case IncidentEvent.CorrelationConflictRaised(var id, var ticket, var cause) ->
          incident(draft, id, incident -> incident.withCorrelationConflict(ticket, cause));
      case IncidentEvent.CorrelationConflictSettled settled ->
          MergeEvolution.settled(draft, settled);
      case IncidentEvent.DuplicateDetected _ -> {
        // The record alone; closing the duplicate is a command of its own.
      }
      case IncidentEvent.DuplicateLeftOpen(var id, var ticket, var cause) ->
          draft.put(new OpenDuplicate(id, ticket, cause));
      case IncidentEvent.IncidentErased(var id, _, _) -> ErasureEvolution.erased(draft, id);
      case IncidentEvent.Restated restated -> ErasureEvolution.restated(draft, restated);
      case IncidentEvent.OfProcess ofProcess -> fold(draft, ofProcess);
    }
  }

  private static void fold(Draft draft, IncidentEvent.OfProcess event) {
    switch (event) {
      case IncidentEvent.ContactTaskOpened opened -> ProcessEvolution.opened(draft, opened);
      case IncidentEvent.ContactReminded reminded -> ProcessEvolution.reminded(draft, reminded);
      case IncidentEvent.ContactEscalated escalated -> ProcessEvolution.escalated(draft, escalated);
      case IncidentEvent.ContactReached reached -> ProcessEvolution.reached(draft, reached);
      case IncidentEvent.ContactWaiverRecorded waived -> ProcessEvolution.waived(draft, waived);
      case IncidentEvent.NoticeDue due -> ProcessEvolution.due(draft, due);
      case IncidentEvent.NoticeSent sent -> ProcessEvolution.sent(draft, sent);
      case IncidentEvent.NoticeRefused refused -> ProcessEvolution.refused(draft, refused);
      case IncidentEvent.NoticeReleased released -> ProcessEvolution.released(draft, released);
      case IncidentEvent.GateBypassed bypassed -> ProcessEvolution.bypassed(draft, bypassed);
      case IncidentEvent.GateSatisfied(var id, var gate) -> draft.remove(GateBreach.key(id, gate));
      case IncidentEvent.GateOverridden overridden ->
          ProcessEvolution.overridden(draft, overridden);
    }
  }

  private static void fold(Draft draft, IncidentEvent.OfSpace event) {
    switch (event) {
      case IncidentEvent.TimerSet(var timer, var due) -> draft.put(new Timer(timer, due));
      case IncidentEvent.TimerFired(var timer, var due) -> draft.remove(Timer.key(timer, due));
      case IncidentEvent.SystemConnected(var system, var at) ->
          draft.put(draft.system(system).withConnection(at));
      // A log from before connections were recorded has only this.
      case IncidentEvent.PollAdvanced(var system, var position, var at) ->
          draft.put(draft.system(system).withConnection(at).withPosition(position));
      case IncidentEvent.SystemPaused(var system, var actor) ->
          draft.put(draft.system(system).withHold(actor, draft.system(system).rewound()));
      case IncidentEvent.SystemResumed(var system, _, _) ->
          draft.put(draft.system(system).withHold(null, null).withOverrun(null));
      case IncidentEvent.WriteLimitReached(var system, var writes, var changes, var at) ->
          draft.put(draft.system(system).withOverrun(new Overrun(writes, changes, at)));
      case IncidentEvent.SystemRewound(var system, var ticket, var known, var seen) ->
          draft.put(
              draft
                  .system(system)
                  .withHold(draft.system(system).pausedBy(), rewound(ticket.id(), known, seen)));
      case IncidentEvent.SystemConditionChanged(var system, var trouble, var cause, var since) ->
          draft.put(draft.system(system).withCondition(trouble, cause, since));
      case IncidentEvent.ConfigurationAdopted(var hash) ->
          draft.put(new SpaceRecord(draft.space().sequence(), draft.space().incidents(), hash));
      case IncidentEvent.RfcSeen seen -> TicketEvolution.rfcSeen(draft, seen);
      case IncidentEvent.InputSetAside _ -> {
        // Declined: that it was seen is all there is to know.
      }
    }
  }

  private static void incident(Draft draft, IncidentId id, UnaryOperator<Incident> change) {
    draft.incident(id).map(change).ifPresent(draft::put);
  }

  private static void shadow(Draft draft, TicketRef ticket, UnaryOperator<Shadow> change) {
    draft.shadow(ticket).map(change).ifPresent(draft::put);
  }

  private static String rewound(String ticket, Version known, Version seen) {
    return "ticket %s went back from version %d to %d: restored from backup?"
        .formatted(ticket, known.value(), seen.value());
  }

  private static void countIncident(Draft draft, IncidentId id) {
    var space = draft.space();
    draft.put(
        new SpaceRecord(
            space.sequence(), Math.max(space.incidents(), id.number()), space.configuration()));
  }
}
