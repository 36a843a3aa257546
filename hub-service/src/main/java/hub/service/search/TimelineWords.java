package hub.service.search;

import static hub.service.search.TimelineEntry.Weight.NORMAL;
import static hub.service.search.TimelineEntry.Weight.QUIET;
import static hub.service.search.TimelineEntry.Weight.TROUBLE;

import hub.delivery.Command;
import hub.engine.format.RecordedEvent;
import hub.incident.Entry.FieldValue;
import hub.incident.Entry.Outstanding;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.service.backfill.BackfillCheckpoint;
import hub.service.search.TimelineEntry.Weight;
import hub.service.words.Told;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An event in one sentence. Personal content stays out of the sentence, so that an erasure can
/// take it away and leave the story whole.
final class TimelineWords {

  private static final Set<Field> MILESTONES = Set.of(Field.PRIORITY, Field.STATUS, Field.ASSIGNEE);

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
        isMilestone(event),
        recorded.cause(),
        null,
        null,
        null,
        decided(event));
  }

  /// Whether the story in short tells it.
  private static boolean isMilestone(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.FieldChanged changed -> MILESTONES.contains(changed.field());
      case IncidentEvent.NoticeDue _ -> false;
      case IncidentEvent.OfProcess _ -> true;
      case IncidentEvent.IncidentOpened _, IncidentEvent.TicketLinked _ -> true;
      case IncidentEvent.IncidentsMerged _, IncidentEvent.IncidentUnmerged _ -> true;
      case IncidentEvent.RfcLinked _, IncidentEvent.RfcUnlinked _ -> true;
      case IncidentEvent.RfcStateChanged _ -> true;
      case IncidentEvent.OfIncident _, IncidentEvent.OfSpace _ -> false;
    };
  }

  /// The field whose value an event decides.
  private static @Nullable Field decided(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.FieldChanged changed -> changed.field();
      case IncidentEvent.ConflictRecorded conflict -> conflict.field();
      case IncidentEvent.ConflictSettled settled -> settled.field();
      case IncidentEvent.OfIncident _, IncidentEvent.OfSpace _ -> null;
    };
  }

  private static @Nullable IncidentId incidentOf(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.OfIncident ofIncident -> ofIncident.incident();
      case IncidentEvent.OfSpace _ -> null;
    };
  }

  private static Line erased(IncidentEvent.IncidentErased erased) {
    return Line.of(
        NORMAL,
        erased.reason().isEmpty()
            ? Told.of("event.erased", erased.actor())
            : Told.of("event.erased.why", erased.actor(), erased.reason()));
  }

  private Line ofIncident(IncidentEvent.OfIncident event) {
    return switch (event) {
      case IncidentEvent.IncidentOpened(_, var ticket, _) ->
          about(ticket, NORMAL, Told.of("event.opened", ticket.system()));
      case IncidentEvent.TicketLinked linked -> linked(linked);
      case IncidentEvent.RelatedTicketNamed(_, var ticket, var reference) ->
          about(ticket, NORMAL, Told.of("event.named", label(ticket), reference));
      case IncidentEvent.RfcLinked(_, var rfc, var key, var via) ->
          about(rfc, NORMAL, Told.of("event.rfc.linked", Wording.ticket(rfc, key), label(via)));
      case IncidentEvent.RfcUnlinked(_, var rfc, var key, var via) ->
          about(rfc, NORMAL, Told.of("event.rfc.unlinked", Wording.ticket(rfc, key), label(via)));
      case IncidentEvent.RfcStateChanged(_, var rfc, var key, var state) ->
          about(
              rfc,
              NORMAL,
              Told.of("event.rfc.state", Wording.ticket(rfc, key), Wording.named(state.name())));
      case IncidentEvent.TicketChanged(_, var ticket, _) -> changed(ticket);
      case IncidentEvent.TicketSeen(_, var ticket, _, _) ->
          about(ticket, QUIET, Told.of("event.seen", label(ticket)));
      case IncidentEvent.FieldChanged changed -> fieldChanged(changed);
      case IncidentEvent.ConflictRecorded conflict -> conflict(conflict);
      case IncidentEvent.ConflictSettled settled -> settled(settled);
      case IncidentEvent.ChangeNotRelayed declined -> declined(declined);
      case IncidentEvent.CommentAdded(_, var ticket, var comment) ->
          comment(ticket, "event.comment.added", comment);
      case IncidentEvent.CommentEdited(_, var ticket, var comment) ->
          comment(ticket, "event.comment.edited", comment);
      case IncidentEvent.CommentDeleted(_, var ticket, _) ->
          about(ticket, NORMAL, Told.of("event.comment.deleted", label(ticket)));
      case IncidentEvent.ExplanationOwed owed -> owed(owed);
      case IncidentEvent.NoteOwed note -> owed(note);
      case IncidentEvent.CommentMirrored(_, var ticket, _, _) ->
          about(ticket, QUIET, Told.of("event.comment.mirrored", label(ticket)));
      case IncidentEvent.CommandIssued(_, var command, _) -> issued(command);
      case IncidentEvent.CommandSettled(_, var command, var settlement, _) ->
          settled(command, settlement);
      case IncidentEvent.CommandPostponed postponed -> postponed(postponed);
      case IncidentEvent.CommandHeld(_, var system, var cause) ->
          in(system, NORMAL, Told.of("event.held", system, RecordedReasons.told(cause)));
      case IncidentEvent.CommandReleased(_, var system) ->
          in(system, QUIET, Told.of("event.released", system));
      case IncidentEvent.FieldParked parked -> parked(parked);
      case IncidentEvent.FieldReleased released -> released(released);
      case IncidentEvent.FieldFrozen frozen -> frozen(frozen);
      case IncidentEvent.IncidentsMerged(_, var absorbed, var reason) ->
          Line.of(NORMAL, Told.of("event.merged", absorbed, RecordedReasons.told(reason)));
      case IncidentEvent.IncidentUnmerged unmerged -> unmerged(unmerged);
      case IncidentEvent.CorrelationConflictRaised(_, var ticket, var cause) ->
          about(
              ticket,
              TROUBLE,
              Told.of("event.disagree", label(ticket), RecordedReasons.told(cause)));
      case IncidentEvent.CorrelationConflictSettled settled -> settled(settled);
      case IncidentEvent.DuplicateDetected duplicate -> duplicate(duplicate);
      case IncidentEvent.DuplicateLeftOpen open -> leftOpen(open);
      case IncidentEvent.IncidentErased erased -> erased(erased);
      case IncidentEvent.Restated _ -> restated();
      case IncidentEvent.OfProcess ofProcess -> process(ProcessWords.of(ofProcess, before));
    };
  }

  private static Line process(ProcessWords told) {
    return new Line(null, null, told.words(), List.of(), told.text(), told.person(), told.weight());
  }

  private Line owed(IncidentEvent.ExplanationOwed owed) {
    return about(
        owed.ticket(),
        QUIET,
        Told.of("event.owed", label(owed.ticket()), Wording.of(owed.field()), owed.owner()));
  }

  private Line owed(IncidentEvent.NoteOwed note) {
    return about(
        note.ticket(), QUIET, Told.of("event.owed.note", label(note.ticket()), note.words()));
  }

  private static Line restated() {
    return Line.of(QUIET, Told.of("event.restated"));
  }

  private Line ofSpace(IncidentEvent.OfSpace event) {
    return switch (event) {
      case IncidentEvent.TimerSet(var timer, _) ->
          Line.of(QUIET, Told.of("event.timer.set", timer));
      case IncidentEvent.TimerFired(var timer, _) ->
          Line.of(QUIET, Told.of("event.timer.fired", timer));
      case IncidentEvent.SystemConnected(var system, _) ->
          in(system, NORMAL, Told.of("event.connected", system));
      case IncidentEvent.PollAdvanced(var poller, _, _) -> polled(poller);
      case IncidentEvent.SystemPaused(var system, var actor) ->
          in(system, NORMAL, Told.of("event.paused", system, actor));
      case IncidentEvent.SystemResumed(var system, var actor, _) ->
          in(system, NORMAL, Told.of("event.resumed", system, actor));
      case IncidentEvent.WriteLimitReached(var system, var writes, var changes, _) ->
          in(system, TROUBLE, Told.of("event.write-limit", system, "" + writes, "" + changes));
      case IncidentEvent.SystemRewound(var system, var ticket, Version known, Version seen) ->
          in(
              system,
              TROUBLE,
              Told.of("event.rewound", label(ticket), "" + known.value(), "" + seen.value()));
      case IncidentEvent.SystemConditionChanged(var system, var trouble, var cause, _) ->
          trouble == null
              ? in(system, NORMAL, Told.of("event.works", system))
              : in(system, TROUBLE, Told.of("event.trouble", system, RecordedReasons.told(cause)));
      case IncidentEvent.RfcSeen seen ->
          about(
              seen.rfc(), QUIET, Told.of("event.rfc.seen", Wording.ticket(seen.rfc(), seen.key())));
      case IncidentEvent.ConfigurationAdopted(var hash) ->
          Line.of(QUIET, Told.of("event.configuration", hash));
      case IncidentEvent.InputSetAside(_, var reason) ->
          Line.of(QUIET, Told.of("event.set-aside", RecordedReasons.told(reason)));
    };
  }

  private static Line polled(String poller) {
    var system = BackfillCheckpoint.system(poller);
    return system.equals(poller)
        ? in(system, QUIET, Told.of("event.polled", system))
        : in(system, QUIET, Told.of("event.backfilled", system));
  }

  private static Line settled(IncidentEvent.ConflictSettled settled) {
    var words =
        Told.of(
            "event.conflict.settled",
            Wording.capital(settled.actor()),
            Wording.of(settled.field()));
    return valued(words, settled.field(), settled.value());
  }

  private Line declined(IncidentEvent.ChangeNotRelayed declined) {
    return about(
        declined.ticket(),
        TROUBLE,
        Told.of(
            declined.isTolerated() ? "event.declined" : "event.declined.written-back",
            Wording.of(declined.field()),
            label(declined.ticket()),
            RecordedReasons.told(declined.reason())));
  }

  private Line frozen(IncidentEvent.FieldFrozen frozen) {
    return about(
        frozen.ticket(),
        TROUBLE,
        Told.of(
            "event.frozen", Wording.of(frozen.field()), label(frozen.ticket()), frozen.writes()));
  }

  private Line unmerged(IncidentEvent.IncidentUnmerged unmerged) {
    var tickets = listed(unmerged.tickets().stream().map(this::label).toList());
    return Line.of(NORMAL, Told.of("event.unmerged", unmerged.from(), tickets));
  }

  private Line settled(IncidentEvent.CorrelationConflictSettled settled) {
    var ticket = settled.ticket();
    return about(
        ticket,
        NORMAL,
        Told.of(
            settled.isKeptApart() ? "event.disagree.apart" : "event.disagree.settled",
            label(ticket),
            RecordedReasons.told(settled.reason())));
  }

  private Line duplicate(IncidentEvent.DuplicateDetected found) {
    return about(
        found.duplicate(),
        TROUBLE,
        Told.of("event.duplicate", label(found.duplicate()), label(found.stays())));
  }

  private Line leftOpen(IncidentEvent.DuplicateLeftOpen open) {
    return about(
        open.ticket(),
        TROUBLE,
        Told.of("event.duplicate.open", label(open.ticket()), open.cause()));
  }

  private Line linked(IncidentEvent.TicketLinked linked) {
    var ticket = linked.ticket();
    var label = new TicketLabel(ticket, linked.key());
    var isPlain = linked.reason() == LinkReason.FIRST_SEEN || linked.detail().isEmpty();
    return new Line(
        ticket.system(),
        label,
        Told.of("event.linked." + linked.reason(), Wording.ticket(ticket, linked.key()))
            .then(Told.quoted(isPlain ? "" : " (" + linked.detail() + ")")),
        List.of(),
        "",
        null,
        NORMAL);
  }

  private Line changed(Ticket ticket) {
    var ref = ticket.ref();
    return switch (ticket.presence()) {
      case DELETED -> about(ref, TROUBLE, Told.of("event.deleted", label(ref)));
      case NOT_VISIBLE -> about(ref, TROUBLE, Told.of("event.not-visible", label(ref)));
      case PRESENT -> {
        var known = before.shadow(ref).map(Shadow::fields).orElse(Fields.NONE);
        yield new Line(
            ref.system(),
            new TicketLabel(ref, ticket.key()),
            differences(Wording.ticket(ref, ticket.key()), known, ticket.fields()),
            known.isEmpty() ? List.of() : changedTexts(known, ticket.fields()),
            "",
            ticket.lastChange() == null ? null : ticket.lastChange().by(),
            NORMAL);
      }
    };
  }

  private static Told differences(Told ticket, Fields known, Fields now) {
    if (known.isEmpty()) {
      return Told.of("event.first-read", ticket);
    }
    var changes = new ArrayList<Told>();
    now.where((field, value) -> field.isCoded() && !known.getOrEmpty(field).equals(value))
        .values()
        .forEach((field, value) ->
            changes.add(
                Told.of(
                    "change",
                    Wording.of(field),
                    shown(field, known.getOrEmpty(field)),
                    shown(field, value))));
    return changes.isEmpty()
        ? Told.of("event.changed", ticket)
        : Told.of("event.differs", ticket, listed(changes));
  }

  private static Told listed(List<Told> parts) {
    return new Told(
        parts.stream().map(Told::en).collect(Collectors.joining(", ")),
        parts.stream().map(Told::da).collect(Collectors.joining(", ")));
  }

  private static List<Field> changedTexts(Fields known, Fields now) {
    return List.copyOf(
        now.where((field, value) -> !field.isCoded() && !known.getOrEmpty(field).equals(value))
            .names());
  }

  private static Told shown(Field field, String value) {
    return value.isEmpty() ? Told.of("none") : Wording.value(field, value);
  }

  private Line fieldChanged(IncidentEvent.FieldChanged changed) {
    var field = changed.field();
    var known =
        before
            .incident(changed.incident())
            .flatMap(incident -> Optional.ofNullable(incident.fields().get(field)))
            .map(FieldValue::value)
            .orElse(null);
    var words = words(changed, known);
    var line =
        words != null ? Line.of(NORMAL, words) : valued(source(changed), field, changed.value());
    var ticket = changed.ticket();
    return new Line(
        ticket.system(),
        new TicketLabel(ticket, key(ticket)),
        line.words,
        List.of(),
        line.text,
        changed.by(),
        // The first value of each field repeats what the first ticket says.
        known == null && !field.equals(Field.PRIORITY) ? QUIET : NORMAL);
  }

  /// What people follow an incident by has words of its own; null for every other field.
  private @Nullable Told words(IncidentEvent.FieldChanged changed, @Nullable String known) {
    var field = changed.field();
    var value = changed.value();
    if (value.isEmpty()) {
      return null;
    }
    var label = label(changed.ticket());
    if (field.equals(Field.STATUS)) {
      return Told.of("event.status", shown(field, value), label);
    }
    if (field.equals(Field.ASSIGNEE)) {
      return Told.of("event.assignee", shown(field, value), label);
    }
    if (!field.equals(Field.PRIORITY)) {
      return null;
    }
    if (known == null || known.isEmpty()) {
      return Told.of("event.priority.first", shown(field, value), label);
    }
    if (value.equals(known)) {
      return Told.of("event.priority.confirmed", shown(field, value), label);
    }
    // P1 is before P4.
    var isRaised = value.compareTo(known) < 0;
    return Told.of(
        isRaised ? "event.priority.raised" : "event.priority.lowered",
        shown(field, known),
        shown(field, value),
        label);
  }

  private Told source(IncidentEvent.FieldChanged changed) {
    var field = Wording.of(changed.field());
    var ticket = label(changed.ticket());
    return changed.ruleId().isEmpty()
        ? Told.of("event.field", field, ticket)
        : Told.of("event.field.rule", field, ticket, changed.ruleId());
  }

  private Line conflict(IncidentEvent.ConflictRecorded conflict) {
    var field = conflict.field();
    var kept = conflict.keptFrom().system();
    var lost = conflict.lostFrom().system();
    return Line.of(
        TROUBLE,
        field.isCoded()
            ? Told.of(
                "event.conflict.values",
                Wording.of(field),
                shown(field, conflict.kept()),
                kept,
                shown(field, conflict.lost()),
                lost,
                RecordedReasons.told(conflict.reason()))
            : Told.of(
                "event.conflict",
                Wording.of(field),
                kept,
                lost,
                RecordedReasons.told(conflict.reason())));
  }

  private static Line valued(Told words, Field field, String value) {
    return field.isCoded()
        ? Line.of(NORMAL, words.then(Told.quoted(": ")).then(shown(field, value)))
        : new Line(null, null, words, List.of(), value, null, NORMAL);
  }

  private Line comment(TicketRef ticket, String key, Comment comment) {
    return new Line(
        ticket.system(),
        new TicketLabel(ticket, key(ticket)),
        Told.of(key, label(ticket)),
        List.of(),
        comment.text(),
        comment.author(),
        NORMAL);
  }

  private Line issued(Command command) {
    return command(
        command, command instanceof Command.RefreshTicket ? QUIET : NORMAL, "event.asks");
  }

  private Line settled(String id, Settlement settlement) {
    var key = "event.settled." + settlement;
    var weight =
        switch (settlement) {
          case REFUSED, TICKET_GONE -> TROUBLE;
          case DELIVERED, OUTDATED, SUPERSEDED -> NORMAL;
        };
    return before
        .outstanding(id)
        .map(Outstanding::command)
        .map(command -> command(command, weight, key))
        .orElseGet(() -> Line.of(weight, Told.of(key, id)));
  }

  private Line postponed(IncidentEvent.CommandPostponed postponed) {
    return before
        .outstanding(postponed.command())
        .map(Outstanding::command)
        .map(command ->
            command(command, TROUBLE, "event.postponed", RecordedReasons.told(postponed.cause())))
        .orElseGet(() ->
            Line.of(
                TROUBLE,
                Told.of(
                    "event.postponed",
                    RecordedReasons.told(postponed.cause()),
                    postponed.command())));
  }

  private Line command(Command command, Weight weight, String key, Object... first) {
    var arguments = new ArrayList<Object>(List.of(first));
    arguments.add(what(command, before));
    var sentence = Told.of(key, arguments.toArray());
    return switch (command) {
      case Command.CreateTicket create -> in(create.system(), weight, sentence);
      case Command.UpdateTicket update -> about(update.ticket(), weight, sentence);
      case Command.AddComment comment -> about(comment.ticket(), weight, sentence);
      case Command.CloseDuplicate close -> about(close.ticket(), weight, sentence);
      case Command.RefreshTicket refresh -> about(refresh.ticket(), weight, sentence);
      case Command.SendNotice notice -> in(notice.system(), weight, sentence);
    };
  }

  /// A command in words, without personal content.
  static Told what(Command command, SpaceView view) {
    return switch (command) {
      case Command.CreateTicket create ->
          Told.of("command.create", create.system(), create.ruleId());
      case Command.UpdateTicket update ->
          Told.of("command.update", values(update.desired()), label(view, update.ticket()));
      case Command.AddComment comment -> Told.of("command.comment", label(view, comment.ticket()));
      case Command.CloseDuplicate close ->
          Told.of("command.close", label(view, close.ticket()), close.keyThatStays());
      case Command.RefreshTicket refresh ->
          Told.of("command.refresh", label(view, refresh.ticket()));
      case Command.SendNotice notice ->
          Told.of(
              "command.notice",
              Wording.named(notice.kind().name()),
              Wording.recipient(notice.recipient()));
    };
  }

  private static Told values(Fields fields) {
    var parts = new ArrayList<Told>();
    fields
        .values()
        .forEach((field, value) ->
            parts.add(
                field.isCoded()
                    ? Told.of("value", Wording.of(field), shown(field, value))
                    : Wording.of(field)));
    return listed(parts);
  }

  private Line parked(IncidentEvent.FieldParked parked) {
    var what = which(parked.field());
    var system = parked.system();
    var ticket = parked.ticket();
    return ticket == null
        ? in(system, TROUBLE, Told.of("event.parked.new", system, what, parked.cause()))
        : about(
            ticket, TROUBLE, Told.of("event.parked", system, what, label(ticket), parked.cause()));
  }

  private Line released(IncidentEvent.FieldReleased released) {
    var system = released.system();
    var ticket = released.ticket();
    var what = which(released.field()).capital();
    var words = Told.of("event.unparked", what, system, RecordedReasons.told(released.reason()));
    return ticket == null ? in(system, NORMAL, words) : about(ticket, NORMAL, words);
  }

  private static Told which(@Nullable Field field) {
    return field == null
        ? Told.of("event.the-ticket")
        : Told.of("event.the-field", Wording.of(field));
  }

  private Line about(TicketRef ticket, Weight weight, Told words) {
    return new Line(
        ticket.system(), new TicketLabel(ticket, key(ticket)), words, List.of(), "", null, weight);
  }

  private static Line in(String system, Weight weight, Told words) {
    return new Line(system, null, words, List.of(), "", null, weight);
  }

  private Told label(TicketRef ticket) {
    return label(before, ticket);
  }

  private static Told label(SpaceView view, TicketRef ticket) {
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
      Told words,
      List<Field> changedTexts,
      String text,
      @Nullable String person,
      Weight weight) {

    static Line of(Weight weight, Told words) {
      return new Line(null, null, words, List.of(), "", null, weight);
    }
  }
}
