package hub.space;

import static java.util.Objects.requireNonNull;

import hub.correlation.Correlator;
import hub.delivery.Command;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.Unread;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandPostponed;
import hub.incident.IncidentEvent.CommandSettled;
import hub.incident.IncidentEvent.CorrelationConflictSettled;
import hub.incident.IncidentEvent.DuplicateLeftOpen;
import hub.incident.IncidentEvent.FieldParked;
import hub.incident.IncidentEvent.IncidentsMerged;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentEvent.NoticeRefused;
import hub.incident.IncidentEvent.NoticeSent;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentEvent.SystemConditionChanged;
import hub.incident.IncidentEvent.TicketChanged;
import hub.incident.IncidentEvent.TimerSet;
import hub.incident.IncidentId;
import hub.incident.Input.OutcomeReported;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the hub makes of a command's outcome (design D5, D7).
final class Outcomes {

  private final Story story;
  private final Observations observations;

  Outcomes(Story story) {
    this.story = story;
    this.observations = new Observations(story);
  }

  void reported(OutcomeReported report) {
    var outstanding = story.view().outstanding(report.command());
    var ticket = report.outcome().seen();
    if (outstanding.isEmpty()) {
      // Reported twice, or the command is over by other means; what was read is still worth
      // knowing.
      if (ticket == null) {
        story.happened(new InputSetAside(report.command(), "the command is over already"));
      } else {
        observations.observed(ticket, report.reading());
      }
      return;
    }
    var command = outstanding.get().command();
    var incident = story.view().incidentOf(outstanding.get());
    noteCondition(command.system(), report.outcome());
    switch (report.outcome()) {
      case Outcome.Delivered delivered ->
          delivered(incident.id(), command, delivered, report.reading());
      case Outcome.Sent(var messageId, var recipients) -> {
        settle(incident.id(), command, Settlement.DELIVERED, Fields.NONE);
        story.happened(
            new NoticeSent(incident.id(), command.id(), messageId, recipients, story.now()));
      }
      case Outcome.Outdated(var seen) -> {
        var isPresent = seen.presence() == Ticket.Presence.PRESENT;
        settle(
            incident.id(),
            command,
            isPresent ? Settlement.OUTDATED : Settlement.TICKET_GONE,
            Fields.NONE);
        takeUnfinished(command, seen, report.reading());
        if (isPresent && command instanceof Command.CloseDuplicate close) {
          Timers.closeLater(story, incident.id(), close.ticket());
        }
      }
      case Outcome.Refused refused -> refused(incident.id(), command, refused, report.reading());
      case Outcome.Unknown(var cause, var reachedAt) ->
          postpone(outstanding.get(), cause, null, reachedAt, unknownUntil(command, reachedAt));
      case Outcome.Unavailable(var trouble, var cause, var retryAfter) -> {
        var backOff = story.config().limits().retryAfter(command.attempt().number());
        var wait = retryAfter != null && retryAfter.compareTo(backOff) > 0 ? retryAfter : backOff;
        postpone(outstanding.get(), cause, trouble, null, story.now().plus(wait));
      }
    }
    story.touch(incident.id());
  }

  private void delivered(
      IncidentId id, Command command, Outcome.Delivered delivered, Reading reading) {
    var ticket = delivered.ticket();
    switch (command) {
      case CreateTicket create -> created(id, create, delivered, reading);
      case AddComment comment -> {
        var ours = takeReadBack(command, delivered.sent(), ticket, reading);
        // A tool whose comments cannot be read shows no mark; it was written all the same.
        new TicketNews(story).mirrored(id, comment.ticket(), comment.marker());
        settle(id, command, Settlement.DELIVERED, asReadBack(ticket, ours));
      }
      case UpdateTicket _, Command.CloseDuplicate _, RefreshTicket _, Command.SendNotice _ -> {
        var ours = takeReadBack(command, delivered.sent(), ticket, reading);
        settle(id, command, Settlement.DELIVERED, asReadBack(ticket, ours));
      }
    }
    for (var duplicate : delivered.duplicates()) {
      observations.closeDuplicate(id, ticket.ref(), duplicate);
    }
  }

  /// The ticket as read back is the new shadow. In the fields that were sent, what the tool holds
  /// now counts as the hub's, however the tool has put it; what differs in others, or has replaced
  /// what was sent, is a person's change.
  ///
  /// @return what of the sent counts as the hub's
  private Fields takeReadBack(Command command, Fields sent, Ticket ticket, Reading reading) {
    if (story.config().holdsRfcs(ticket.ref().system())) {
      new Rfcs(story).readBack(ticket, reading);
      return sent;
    }
    var shadow = story.view().shadow(ticket.ref());
    if (shadow.isEmpty() || shadow.get().incident() == null) {
      observations.observed(ticket, reading);
      return sent;
    }
    // The slot is free for this look: the sink has reported, so its fields are no longer under way.
    var before = shadow.get();
    var owner = story.view().incident(requireNonNull(before.incident()));
    if (owner.isEmpty() || owner.get().isErased()) {
      return sent;
    }
    if (ticket.version().isKnown() && before.version().isNewerThan(ticket.version())) {
      if (command instanceof RefreshTicket && reading.startedAfter(before.reading())) {
        // Asked again, it would say the same again.
        Observations.rewound(story, before, ticket);
        observations.accept(owner.get().id(), before, ticket, reading, false);
        return sent;
      }
      story.happened(
          new InputSetAside(ticket.label(), "read back before what is known: " + command.id()));
      return sent;
    }
    var replaced = sent.where((field, value) -> isReplaced(before, ticket, field, value));
    var written = replaced.isEmpty() ? before : before.holding(replaced, story.view().space());
    var late = TicketNews.Late.before(story, written, reading);
    story.happened(new TicketChanged(owner.get().id(), ticket.withoutComments(), reading));
    var ours = sent.where((field, _) -> replaced.get(field).isEmpty());
    var byPeople =
        ticket.withFields(ticket.fields().where((field, _) -> ours.get(field).isEmpty()));
    observations.release(owner.get().id(), before, byPeople, false);
    new TicketNews(story).changed(owner.get().id(), written, late, byPeople);
    return ours;
  }

  /// Whether somebody has changed a field between the hub's write and its look. A text may be the
  /// tool's own form of what was sent; a code has none, and one that is neither what was there nor
  /// what was sent was chosen.
  private boolean isReplaced(Shadow before, Ticket ticket, Field field, String sent) {
    return field.isCoded()
        && !field.isOfOneTicket()
        && ticket
            .fields()
            .get(field)
            .filter(held -> !isHeld(ticket, field, sent, held))
            .filter(held -> !isHeld(ticket, field, before.fields().getOrEmpty(field), held))
            .isPresent();
  }

  private boolean isHeld(Ticket ticket, Field field, String value, String held) {
    return story.config().isSame(ticket.ref().system(), field, value, held);
  }

  /// An attempt that ended on its way may have written a part: what the ticket holds as it was
  /// asked to counts as the hub's.
  private void takeUnfinished(Command command, Ticket ticket, Reading reading) {
    if (command instanceof UpdateTicket update
        && ticket.presence() == Ticket.Presence.PRESENT
        && story.config().system(update.system()).isPresent()) {
      var written =
          update
              .desired()
              .where((field, value) ->
                  ticket
                      .fields()
                      .get(field)
                      .filter(held -> isHeld(ticket, field, value, held))
                      .isPresent());
      takeReadBack(command, written, ticket, reading);
    } else {
      observations.observed(ticket, reading);
    }
  }

  private void created(
      IncidentId id, CreateTicket command, Outcome.Delivered delivered, Reading reading) {
    var ticket = delivered.ticket();
    var shadow = story.view().shadow(ticket.ref()).orElse(null);
    if (shadow == null) {
      var incident = story.view().incident(id).orElseThrow();
      var taken = new Correlator(story.view(), story.config()).placeTaken(incident, ticket.ref());
      var isOwn = ticket.marker().equals(command.marker());
      if (taken.isPresent()) {
        settle(id, command, Settlement.DELIVERED, delivered.sent());
        if (isOwn) {
          observations.duplicate(id, taken.get(), ticket, reading);
        } else {
          // What a person has made is nothing for the hub to close; where it belongs is a conflict.
          observations.observed(ticket, reading);
        }
        return;
      }
      observations.link(
          id,
          ticket,
          reading,
          isOwn ? LinkReason.CREATED_BY_HUB : LinkReason.REFERENCE,
          isOwn ? command.ruleId() : "found when it was to be created",
          isOwn);
      settle(id, command, Settlement.DELIVERED, delivered.sent());
      return;
    }
    settle(id, command, Settlement.DELIVERED, asReadBack(ticket, delivered.sent()));
    observations.observed(ticket, reading);
    joinIncidents(id, shadow);
  }

  /// The look-up found a ticket that had meanwhile opened an incident of its own: both are one
  /// matter.
  private void joinIncidents(IncidentId id, Shadow found) {
    if (found.incident() == null) {
      return;
    }
    var one = story.view().incident(id).orElseThrow();
    var two = story.view().incident(found.incident()).orElseThrow();
    if (one.id().equals(two.id()) || isTakenOut(two, found.ticket())) {
      return;
    }
    var correlator = new Correlator(story.view(), story.config());
    if (correlator.obstacleToMerge(one, two).isPresent()) {
      return;
    }
    var merged =
        IncidentsMerged.of(
            one.id(), two.id(), "the look-up before the create found " + found.label());
    story.happened(merged);
    settleCorrelation(merged.incident(), found.ticket());
  }

  /// Whether a person has declared, while it was being made, that the ticket is another matter.
  private static boolean isTakenOut(Incident incident, TicketRef ticket) {
    var member = incident.members().get(ticket);
    return member != null && member.reason() == LinkReason.UNMERGED;
  }

  private void settleCorrelation(IncidentId id, TicketRef ticket) {
    var incident = story.view().incident(id).orElseThrow();
    if (incident.correlationConflicts().containsKey(ticket)) {
      story.happened(new CorrelationConflictSettled(id, ticket, "both are one matter", false));
    }
  }

  private void refused(IncidentId id, Command command, Outcome.Refused refused, Reading reading) {
    settle(id, command, Settlement.REFUSED, Fields.NONE);
    if (refused.ticket() != null) {
      takeUnfinished(command, refused.ticket(), reading);
    }
    switch (command) {
      case CreateTicket create -> park(id, create.system(), null, create.fields(), refused);
      case UpdateTicket update ->
          park(id, update.system(), update.ticket(), update.desired(), refused);
      case AddComment comment ->
          story.happened(
              new FieldParked(
                  id,
                  comment.system(),
                  comment.ticket(),
                  Reconciler.parkedAs(comment.marker()),
                  "",
                  refused.cause()));
      case Command.CloseDuplicate close ->
          story.happened(new DuplicateLeftOpen(id, close.ticket(), refused.cause()));
      case RefreshTicket refresh ->
          story.happened(
              new FieldParked(id, refresh.system(), refresh.ticket(), null, "", refused.cause()));
      case Command.SendNotice notice ->
          story.happened(new NoticeRefused(id, notice.id(), refused.cause(), story.now()));
    }
  }

  /// Only what was refused is parked; the other fields go on (design D5).
  private void park(
      IncidentId id,
      String system,
      @Nullable TicketRef ticket,
      Fields desired,
      Outcome.Refused refused) {
    var named =
        refused.causes().keySet().stream()
            .filter(field -> desired.get(field).isPresent())
            .sorted()
            .toList();
    if (named.isEmpty()) {
      if (ticket == null || desired.isEmpty()) {
        story.happened(new FieldParked(id, system, ticket, null, "", refused.cause()));
        return;
      }
      for (var field : desired.names()) {
        parkField(id, system, ticket, field, desired, refused.cause());
      }
      return;
    }
    for (var field : named) {
      parkField(id, system, ticket, field, desired, refused.causes().getOrDefault(field, ""));
    }
  }

  private void parkField(
      IncidentId id,
      String system,
      @Nullable TicketRef ticket,
      Field field,
      Fields desired,
      String cause) {
    story.happened(new FieldParked(id, system, ticket, field, desired.getOrEmpty(field), cause));
  }

  /// Soon again, to find what the attempt has done; a second write is the sink's to delay until the
  /// first has settled.
  private Instant unknownUntil(Command command, Instant reachedAt) {
    var backOff = story.now().plus(story.config().limits().retryAfter(command.attempt().number()));
    var settled =
        story
            .config()
            .system(command.system())
            .map(system -> system.settled(reachedAt).plusMillis(1))
            .orElse(backOff);
    var soonest = story.now().plus(story.config().limits().firstRetry());
    return backOff.isBefore(settled) ? backOff : settled.isAfter(soonest) ? settled : soonest;
  }

  private void postpone(
      Outstanding outstanding,
      String cause,
      Outcome.@Nullable Trouble trouble,
      @Nullable Instant reachedAt,
      Instant until) {
    var command = outstanding.command();
    story.happened(
        new CommandPostponed(
            story.view().incidentOf(outstanding).id(),
            command.id(),
            cause,
            trouble,
            reachedAt,
            until));
    story.happened(new TimerSet(Timers.retry(command), until));
  }

  /// What was sent and is known as it was read back. Where something newer is known, nobody can
  /// tell from it what the tool has made of the hub's value.
  private Fields asReadBack(Ticket ticket, Fields sent) {
    if (story.view().get(Unread.key(ticket.ref())).isPresent()) {
      return sent;
    }
    var known = story.view().shadow(ticket.ref()).map(Shadow::fields).orElse(Fields.NONE);
    return sent.where((field, _) -> known.get(field).equals(ticket.fields().get(field)));
  }

  private void settle(IncidentId id, Command command, Settlement settlement, Fields sent) {
    story.happened(new CommandSettled(id, command.id(), settlement, sent));
  }

  private void noteCondition(String system, Outcome outcome) {
    var trouble = outcome instanceof Outcome.Unavailable unavailable ? unavailable.trouble() : null;
    var cause = outcome instanceof Outcome.Unavailable unavailable ? unavailable.cause() : "";
    if (outcome instanceof Outcome.Unknown) {
      return;
    }
    if (story.view().system(system).trouble() != trouble) {
      story.happened(new SystemConditionChanged(system, trouble, cause, story.now()));
    }
  }
}
