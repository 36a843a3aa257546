package hub.service.search;

import static hub.service.search.TimelineEntry.Weight.NORMAL;
import static hub.service.search.TimelineEntry.Weight.QUIET;
import static hub.service.search.TimelineEntry.Weight.TROUBLE;

import hub.delivery.Command;
import hub.engine.format.RecordedEvent;
import hub.incident.Entry.Outstanding;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.service.search.TimelineEntry.Weight;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An event in one sentence. Personal content stays out of the sentence, so that an erasure can
/// take it away and leave the story whole.
final class TimelineWords {

  private final SpaceView before;

  /// @param before the state that the event was added to
  private TimelineWords(SpaceView before) {
    this.before = before;
  }

  static TimelineEntry of(RecordedEvent recorded, SpaceView before) {
    var event = recorded.event();
    var words = new TimelineWords(before);
    var line =
        switch (event) {
          case IncidentEvent.OfIncident ofIncident -> words.ofIncident(ofIncident);
          case IncidentEvent.OfSpace ofSpace -> words.ofSpace(ofSpace);
        };
    return new TimelineEntry(
        recorded.sequence(),
        Wording.kebab(event.getClass().getSimpleName()),
        recorded.observedAt(),
        recorded.claimedAt(),
        incidentOf(event),
        line.system,
        line.ticket,
        line.words,
        line.changedTexts,
        line.text,
        line.person,
        line.weight,
        recorded.cause());
  }

  private static @Nullable IncidentId incidentOf(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.OfIncident ofIncident -> ofIncident.incident();
      case IncidentEvent.OfSpace _ -> null;
    };
  }

  private Line ofIncident(IncidentEvent.OfIncident event) {
    return switch (event) {
      case IncidentEvent.IncidentOpened(_, var ticket, _) ->
          about(ticket, NORMAL, "The incident was opened for a ticket in " + ticket.system());
      case IncidentEvent.TicketLinked linked -> linked(linked);
      case IncidentEvent.RelatedTicketNamed(_, var ticket, var reference) ->
          about(ticket, NORMAL, "%s refers to %s".formatted(label(ticket), reference));
      case IncidentEvent.RfcLinked(_, var rfc, var key, var via) ->
          about(rfc, NORMAL, "%s names %s".formatted(Wording.ticket(rfc, key), label(via)));
      case IncidentEvent.RfcUnlinked(_, var rfc, var key, var via) ->
          about(
              rfc,
              NORMAL,
              "%s and %s no longer name each other"
                  .formatted(Wording.ticket(rfc, key), label(via)));
      case IncidentEvent.RfcStateChanged(_, var rfc, var key, var state) ->
          about(
              rfc,
              NORMAL,
              "%s: %s".formatted(Wording.ticket(rfc, key), Wording.name(state.name())));
      case IncidentEvent.TicketChanged(_, var ticket, _) -> changed(ticket);
      case IncidentEvent.TicketSeen(_, var ticket, _, _) ->
          about(ticket, QUIET, "%s was read again, unchanged".formatted(label(ticket)));
      case IncidentEvent.FieldChanged changed -> fieldChanged(changed);
      case IncidentEvent.ConflictRecorded conflict -> conflict(conflict);
      case IncidentEvent.ConflictSettled settled -> settled(settled);
      case IncidentEvent.ChangeNotRelayed declined -> declined(declined);
      case IncidentEvent.CommentAdded(_, var ticket, var comment) ->
          comment(ticket, "A comment was added to ", comment);
      case IncidentEvent.CommentEdited(_, var ticket, var comment) ->
          comment(ticket, "A comment was edited in ", comment);
      case IncidentEvent.CommentDeleted(_, var ticket, _) ->
          about(ticket, NORMAL, "A comment was deleted in " + label(ticket));
      case IncidentEvent.ExplanationOwed owed -> owed(owed);
      case IncidentEvent.CommentMirrored(_, var ticket, _, _) ->
          about(ticket, QUIET, "A mirrored comment was seen in " + label(ticket));
      case IncidentEvent.CommandIssued(_, var command, _) -> issued(command);
      case IncidentEvent.CommandSettled(_, var command, var settlement, _) ->
          settled(command, settlement);
      case IncidentEvent.CommandPostponed postponed -> postponed(postponed);
      case IncidentEvent.CommandHeld(_, var system, var cause) ->
          in(system, NORMAL, "A change for %s waits: %s".formatted(system, cause));
      case IncidentEvent.CommandReleased(_, var system) ->
          in(system, QUIET, "Changes for %s no longer wait".formatted(system));
      case IncidentEvent.FieldParked parked -> parked(parked);
      case IncidentEvent.FieldReleased released -> released(released);
      case IncidentEvent.FieldFrozen frozen -> frozen(frozen);
      case IncidentEvent.IncidentsMerged(_, var absorbed, var reason) ->
          Line.of(NORMAL, "%s was merged into this incident: %s".formatted(absorbed, reason));
      case IncidentEvent.IncidentUnmerged unmerged -> unmerged(unmerged);
      case IncidentEvent.CorrelationConflictRaised(_, var ticket, var cause) ->
          about(ticket, TROUBLE, "References of %s disagree: %s".formatted(label(ticket), cause));
      case IncidentEvent.CorrelationConflictSettled settled -> settled(settled);
      case IncidentEvent.DuplicateDetected duplicate -> duplicate(duplicate);
      case IncidentEvent.IncidentErased(_, var actor) ->
          Line.of(NORMAL, "Persons and texts were erased by " + actor);
      case IncidentEvent.Restated _ -> restated();
      case IncidentEvent.OfProcess ofProcess -> process(ProcessWords.of(ofProcess));
    };
  }

  private static Line process(ProcessWords told) {
    return new Line(null, null, told.words(), List.of(), told.text(), told.person(), told.weight());
  }

  private Line owed(IncidentEvent.ExplanationOwed owed) {
    return about(
        owed.ticket(),
        QUIET,
        "%s is to be told that the %s is decided in %s"
            .formatted(label(owed.ticket()), Wording.of(owed.field()), owed.owner()));
  }

  private static Line restated() {
    return Line.of(QUIET, "Sealed anew, because a related incident was erased");
  }

  private Line ofSpace(IncidentEvent.OfSpace event) {
    return switch (event) {
      case IncidentEvent.TimerSet(var timer, _) -> Line.of(QUIET, "Timer set: " + timer);
      case IncidentEvent.TimerFired(var timer, _) -> Line.of(QUIET, "Timer ran out: " + timer);
      case IncidentEvent.PollAdvanced(var system, _, _) ->
          in(system, QUIET, system + " was polled");
      case IncidentEvent.SystemPaused(var system, var actor) ->
          in(system, NORMAL, "%s was paused by %s".formatted(system, actor));
      case IncidentEvent.SystemResumed(var system, var actor) ->
          in(system, NORMAL, "%s was resumed by %s".formatted(system, actor));
      case IncidentEvent.SystemRewound(var system, var ticket, Version known, Version seen) ->
          in(
              system,
              TROUBLE,
              "%s went back from version %d to %d: restored from backup?"
                  .formatted(label(ticket), known.value(), seen.value()));
      case IncidentEvent.SystemConditionChanged(var system, var trouble, var cause, _) ->
          trouble == null
              ? in(system, NORMAL, system + " works again")
              : in(system, TROUBLE, "%s cannot be used: %s".formatted(system, cause));
      case IncidentEvent.RfcSeen seen ->
          about(seen.rfc(), QUIET, Wording.ticket(seen.rfc(), seen.key()) + " was read");
      case IncidentEvent.ConfigurationAdopted(var hash) ->
          Line.of(QUIET, "Configuration adopted: " + hash);
      case IncidentEvent.InputSetAside(_, var reason) ->
          Line.of(QUIET, "An input was set aside: " + reason);
    };
  }

  private static Line settled(IncidentEvent.ConflictSettled settled) {
    var words =
        "%s settled the conflict over the %s"
            .formatted(Wording.capital(settled.actor()), Wording.of(settled.field()));
    return valued(words, settled.field(), settled.value());
  }

  private Line declined(IncidentEvent.ChangeNotRelayed declined) {
    return about(
        declined.ticket(),
        TROUBLE,
        "The change of the %s in %s is not carried on%s: %s"
            .formatted(
                Wording.of(declined.field()),
                label(declined.ticket()),
                declined.isTolerated() ? "" : " and will be written back",
                declined.reason()));
  }

  private Line frozen(IncidentEvent.FieldFrozen frozen) {
    return about(
        frozen.ticket(),
        TROUBLE,
        "The %s of %s went to and fro %d times and is left alone"
            .formatted(Wording.of(frozen.field()), label(frozen.ticket()), frozen.writes()));
  }

  private Line unmerged(IncidentEvent.IncidentUnmerged unmerged) {
    var tickets = unmerged.tickets().stream().map(this::label).collect(Collectors.joining(", "));
    return Line.of(NORMAL, "Separated from %s with %s".formatted(unmerged.from(), tickets));
  }

  private Line settled(IncidentEvent.CorrelationConflictSettled settled) {
    var ticket = settled.ticket();
    return about(
        ticket,
        NORMAL,
        settled.isKeptApart()
            ? "%s is kept apart: %s".formatted(label(ticket), settled.reason())
            : "References of %s agree again: %s".formatted(label(ticket), settled.reason()));
  }

  private Line duplicate(IncidentEvent.DuplicateDetected found) {
    return about(
        found.duplicate(),
        TROUBLE,
        "%s was made twice; %s stays, the other is closed"
            .formatted(label(found.duplicate()), label(found.stays())));
  }

  private Line linked(IncidentEvent.TicketLinked linked) {
    var how =
        switch (linked.reason()) {
          case FIRST_SEEN -> "as the first ticket";
          case MARKER -> "because it carries the hub's mark";
          case REFERENCE -> "because of a reference";
          case CREATED_BY_HUB -> "because the hub created it";
          case BY_HAND -> "by hand";
          case UNMERGED -> "after the incidents were separated";
        };
    var ticket = linked.ticket();
    var label = new TicketLabel(ticket, linked.key());
    var isPlain = linked.reason() == LinkReason.FIRST_SEEN || linked.detail().isEmpty();
    return new Line(
        ticket.system(),
        label,
        "%s was linked %s%s"
            .formatted(
                Wording.ticket(ticket, linked.key()),
                how,
                isPlain ? "" : " (" + linked.detail() + ")"),
        List.of(),
        "",
        null,
        NORMAL);
  }

  private Line changed(Ticket ticket) {
    var ref = ticket.ref();
    return switch (ticket.presence()) {
      case DELETED -> about(ref, TROUBLE, label(ref) + " was deleted");
      case NOT_VISIBLE -> about(ref, TROUBLE, label(ref) + " can no longer be seen");
      case PRESENT -> {
        var known = before.shadow(ref).map(Shadow::fields).orElse(Fields.NONE);
        yield new Line(
            ref.system(),
            new TicketLabel(ref, ticket.key()),
            Wording.ticket(ref, ticket.key()) + ": " + differences(known, ticket.fields()),
            known.isEmpty() ? List.of() : changedTexts(known, ticket.fields()),
            "",
            ticket.lastChange() == null ? null : ticket.lastChange().by(),
            NORMAL);
      }
    };
  }

  private static String differences(Fields known, Fields now) {
    if (known.isEmpty()) {
      return "first read";
    }
    var words = new ArrayList<String>();
    now.where((field, value) -> field.isCoded() && !known.getOrEmpty(field).equals(value))
        .values()
        .forEach((field, value) ->
            words.add(
                "%s %s → %s"
                    .formatted(
                        Wording.of(field),
                        shown(field, known.getOrEmpty(field)),
                        shown(field, value))));
    return words.isEmpty() ? "changed" : String.join(", ", words);
  }

  private static List<Field> changedTexts(Fields known, Fields now) {
    return List.copyOf(
        now.where((field, value) -> !field.isCoded() && !known.getOrEmpty(field).equals(value))
            .names());
  }

  private static String shown(Field field, String value) {
    return value.isEmpty() ? "none" : Wording.value(field, value);
  }

  private Line fieldChanged(IncidentEvent.FieldChanged changed) {
    var field = changed.field();
    var rule = changed.ruleId().isEmpty() ? "" : " (rule " + changed.ruleId() + ")";
    var line =
        valued(
            "The incident's %s comes from %s%s"
                .formatted(Wording.of(field), label(changed.ticket()), rule),
            field,
            changed.value());
    // The first value of each field repeats what the first ticket says.
    var isFirst =
        before
            .incident(changed.incident())
            .filter(incident -> incident.fields().containsKey(field))
            .isEmpty();
    var ticket = changed.ticket();
    return new Line(
        ticket.system(),
        new TicketLabel(ticket, key(ticket)),
        line.words,
        List.of(),
        line.text,
        changed.by(),
        isFirst ? QUIET : NORMAL);
  }

  private Line conflict(IncidentEvent.ConflictRecorded conflict) {
    var field = conflict.field();
    var values =
        field.isCoded()
            ? " “%s” from %s was kept, “%s” from %s was not"
                .formatted(
                    shown(field, conflict.kept()),
                    conflict.keptFrom().system(),
                    shown(field, conflict.lost()),
                    conflict.lostFrom().system())
            : " the value from %s was kept, the one from %s was not"
                .formatted(conflict.keptFrom().system(), conflict.lostFrom().system());
    return Line.of(
        TROUBLE,
        "Conflict over the %s:%s (%s)".formatted(Wording.of(field), values, conflict.reason()));
  }

  private static Line valued(String words, Field field, String value) {
    return field.isCoded()
        ? Line.of(NORMAL, words + ": " + shown(field, value))
        : new Line(null, null, words, List.of(), value, null, NORMAL);
  }

  private Line comment(TicketRef ticket, String words, Comment comment) {
    return new Line(
        ticket.system(),
        new TicketLabel(ticket, key(ticket)),
        words + label(ticket),
        List.of(),
        comment.text(),
        comment.author(),
        NORMAL);
  }

  private Line issued(Command command) {
    return command(
        command, command instanceof Command.RefreshTicket ? QUIET : NORMAL, "The hub asks: ");
  }

  private Line settled(String id, Settlement settlement) {
    var words =
        switch (settlement) {
          case DELIVERED -> "Done: ";
          case REFUSED -> "Refused: ";
          case OUTDATED -> "Not written, the ticket had changed meanwhile: ";
          case SUPERSEDED -> "No longer wanted: ";
          case TICKET_GONE -> "The ticket is gone: ";
        };
    var weight =
        switch (settlement) {
          case REFUSED, TICKET_GONE -> TROUBLE;
          case DELIVERED, OUTDATED, SUPERSEDED -> NORMAL;
        };
    return before
        .outstanding(id)
        .map(Outstanding::command)
        .map(command -> command(command, weight, words))
        .orElseGet(() -> Line.of(weight, words + id));
  }

  private Line postponed(IncidentEvent.CommandPostponed postponed) {
    var words = "Not yet (%s): ".formatted(postponed.cause());
    return before
        .outstanding(postponed.command())
        .map(Outstanding::command)
        .map(command -> command(command, TROUBLE, words))
        .orElseGet(() -> Line.of(TROUBLE, words + postponed.command()));
  }

  private Line command(Command command, Weight weight, String words) {
    var sentence = words + what(command);
    return switch (command) {
      case Command.CreateTicket create -> in(create.system(), weight, sentence);
      case Command.UpdateTicket update -> about(update.ticket(), weight, sentence);
      case Command.AddComment comment -> about(comment.ticket(), weight, sentence);
      case Command.CloseDuplicate close -> about(close.ticket(), weight, sentence);
      case Command.RefreshTicket refresh -> about(refresh.ticket(), weight, sentence);
      case Command.SendNotice notice -> in(notice.system(), weight, sentence);
    };
  }

  private String what(Command command) {
    return what(command, before);
  }

  /// A command in words, without personal content.
  static String what(Command command, SpaceView view) {
    return switch (command) {
      case Command.CreateTicket create ->
          "create a ticket in %s (rule %s)".formatted(create.system(), create.ruleId());
      case Command.UpdateTicket update ->
          "set %s on %s".formatted(values(update.desired()), label(view, update.ticket()));
      case Command.AddComment comment -> "add a comment to " + label(view, comment.ticket());
      case Command.CloseDuplicate close ->
          "close %s as duplicate of %s"
              .formatted(label(view, close.ticket()), close.keyThatStays());
      case Command.RefreshTicket refresh ->
          "read %s again".formatted(label(view, refresh.ticket()));
      case Command.SendNotice notice ->
          "send the notice \"%s\" to %s"
              .formatted(Wording.name(notice.kind().name()), Wording.recipient(notice.recipient()));
    };
  }

  private static String values(Fields fields) {
    var words = new ArrayList<String>();
    fields
        .values()
        .forEach((field, value) ->
            words.add(
                field.isCoded()
                    ? "%s to %s".formatted(Wording.of(field), shown(field, value))
                    : Wording.of(field)));
    return String.join(", ", words);
  }

  private Line parked(IncidentEvent.FieldParked parked) {
    var what = parked.field() == null ? "the ticket" : "the " + Wording.of(parked.field());
    var ticket = parked.ticket();
    return ticket == null
        ? in(
            parked.system(),
            TROUBLE,
            "%s refuses %s of a new ticket: %s".formatted(parked.system(), what, parked.cause()))
        : about(
            ticket,
            TROUBLE,
            "%s refuses %s of %s: %s"
                .formatted(parked.system(), what, label(ticket), parked.cause()));
  }

  private Line released(IncidentEvent.FieldReleased released) {
    var what = released.field() == null ? "The ticket" : "The " + Wording.of(released.field());
    var ticket = released.ticket();
    var words =
        "%s may be tried again in %s: %s".formatted(what, released.system(), released.reason());
    return ticket == null ? in(released.system(), NORMAL, words) : about(ticket, NORMAL, words);
  }

  private Line about(TicketRef ticket, Weight weight, String words) {
    return new Line(
        ticket.system(), new TicketLabel(ticket, key(ticket)), words, List.of(), "", null, weight);
  }

  private static Line in(String system, Weight weight, String words) {
    return new Line(system, null, words, List.of(), "", null, weight);
  }

  private String label(TicketRef ticket) {
    return label(before, ticket);
  }

  private static String label(SpaceView view, TicketRef ticket) {
    return Wording.ticket(ticket, key(view, ticket));
  }

  private String key(TicketRef ticket) {
    return key(before, ticket);
  }

  static String key(SpaceView view, TicketRef ticket) {
    return view.shadow(ticket).map(Shadow::ticketKey).orElse("");
  }

  /// An entry before it gets its place in time.
  private record Line(
      @Nullable String system,
      @Nullable TicketLabel ticket,
      String words,
      List<Field> changedTexts,
      String text,
      @Nullable String person,
      Weight weight) {

    static Line of(Weight weight, String words) {
      return new Line(null, null, words, List.of(), "", null, weight);
    }
  }
}
