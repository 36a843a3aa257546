package hub.reconciliation;

import hub.config.CounterpartRule;
import hub.config.SystemConfig;
import hub.delivery.Command;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.Explanation;
import hub.incident.Entry.Held;
import hub.incident.Entry.OpenAttempt;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Slot;
import hub.incident.Entry.Unread;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandHeld;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommandReleased;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.FieldFrozen;
import hub.incident.IncidentEvent.FieldReleased;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Desired state minus shadow = commands; none is a good answer (design D5).
///
/// Level-triggered: it looks at what is, never at what has happened, so lost webhooks, outages and
/// restarts heal by themselves. At most one command is under way for a ticket.
public final class Reconciler {

  private final Story story;

  public Reconciler(Story story) {
    this.story = story;
  }

  /// Brings an incident's tickets on their way to what they should say.
  public void reconcile(IncidentId id) {
    var incident = story.view().incident(id);
    if (incident.isEmpty() || !incident.get().isOpen()) {
      return;
    }
    for (var rule : story.config().counterparts()) {
      create(incident.get(), rule);
    }
    for (var ticket : incident.get().members().keySet()) {
      reconcile(story.view().incident(id).orElseThrow(), ticket);
    }
    for (var rfc : incident.get().rfcs()) {
      reconcile(story.view().incident(id).orElseThrow(), rfc);
    }
    notices(incident.get());
  }

  /// Sends what is due to be told, unless its system takes nothing now: then it stays due.
  private void notices(Incident incident) {
    for (var notice : story.view().dueNotices(incident.id())) {
      if (story.config().system(notice.system()).isPresent()
          && holdCause(story, notice.system()) == null
          && !isBusy(Slot.forNotice(notice.system(), notice.id()))) {
        story.happened(
            new CommandIssued(
                incident.id(),
                new SendNotice(
                    notice.id(),
                    incident.id().number(),
                    notice.system(),
                    notice.kind(),
                    notice.recipient(),
                    notice.template(),
                    notice.facts(),
                    Attempt.FIRST),
                story.now()));
      }
    }
  }

  private void reconcile(Incident incident, TicketRef ticket) {
    var shadow = story.view().shadow(ticket).orElse(null);
    var system = story.config().system(ticket.system());
    if (shadow == null || !shadow.isPresent() || system.isEmpty() || isBusy(Slot.of(ticket))) {
      return;
    }
    var update =
        story.view().get(Unread.key(ticket), Unread.class).isPresent()
            ? Optional.<Command>of(refresh(incident.id(), ticket))
            : update(incident, shadow, Attempt.FIRST);
    var due = update.isPresent() ? update : comment(incident, shadow);
    issueOrHold(incident, ticket.system(), due.orElse(null));
  }

  /// The command to look at a ticket again.
  public Command refresh(IncidentId id, TicketRef ticket) {
    return new RefreshTicket(
        "%s/%s/refresh/%d".formatted(id, ticket, story.nextSequence()),
        id.number(),
        ticket,
        Attempt.FIRST);
  }

  /// A command that was given up before goes on as it was: an earlier attempt may have made what it
  /// asked for then.
  private Command continued(Command due) {
    return story
        .view()
        .get(OpenAttempt.key(due.id()), OpenAttempt.class)
        .map(OpenAttempt::command)
        .map(open -> {
          var attempt = open.attempt();
          return open.again(new Attempt(attempt.number() + 1, attempt.lastMayHaveReachedAt()));
        })
        .orElse(due);
  }

  /// The update that would bring a ticket to what it should say; empty if it says so, or may not be
  /// made to.
  public Optional<Command> update(Incident incident, Shadow shadow, Attempt attempt) {
    var system = story.config().system(shadow.ticket().system()).orElseThrow();
    var desired = new DesiredFields(story.view(), story.config()).of(incident, shadow);
    releaseOvertaken(incident, shadow, desired);
    var current = story.view().shadow(shadow.ticket()).orElseThrow();
    var differing =
        desired.where((field, value) ->
            !system.isSame(field, value, current.fields().getOrEmpty(field))
                && !current.isOurs(field, value)
                && !isParked(current, field)
                && !current.frozen().contains(field));
    var toWrite = differing.where((field, _) -> !freezesNow(incident, current, field));
    if (toWrite.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UpdateTicket(
            "%s/%s/update/%d".formatted(incident.id(), shadow.ticket(), story.nextSequence()),
            incident.id().number(),
            shadow.ticket(),
            system.isConversation() ? known(current) : current.fields().only(toWrite.names()),
            toWrite,
            attempt));
  }

  /// What a sink must know of a ticket that its tool cannot show it.
  private static Fields known(Shadow shadow) {
    return shadow.fields().without(Field.DESCRIPTION);
  }

  /// A refused value that is no longer wanted, or was refused under another configuration, may be
  /// tried again.
  private void releaseOvertaken(Incident incident, Shadow shadow, Fields desired) {
    var configuration = story.view().space().configuration();
    shadow
        .parked()
        .forEach((field, parking) -> {
          var isWholeOrComment = desired.get(field).isEmpty();
          var isOvertaken =
              !isWholeOrComment && !desired.getOrEmpty(field).equals(parking.desired());
          var isOtherConfiguration = !parking.configuration().equals(configuration);
          if (isOvertaken || isOtherConfiguration) {
            story.happened(
                new FieldReleased(
                    incident.id(),
                    shadow.ticket().system(),
                    shadow.ticket(),
                    field.equals(Shadow.WHOLE) ? null : field,
                    isOvertaken ? "another value is wanted" : "another configuration"));
          }
        });
  }

  private static boolean isParked(Shadow shadow, Field field) {
    return shadow.parked().containsKey(field) || shadow.parked().containsKey(Shadow.WHOLE);
  }

  private boolean freezesNow(Incident incident, Shadow shadow, Field field) {
    var count = shadow.writes().get(field);
    var limits = story.config().limits();
    if (count == null
        || !count.isFlapping(limits.flappingWrites(), story.now().minus(limits.flappingWindow()))) {
      return false;
    }
    story.happened(new FieldFrozen(incident.id(), shadow.ticket(), field, count.byHub().size()));
    return true;
  }

  private Optional<Command> comment(Incident incident, Shadow shadow) {
    if (shadow.parked().containsKey(Shadow.WHOLE)) {
      return Optional.empty();
    }
    var owed = owed(shadow).stream().findFirst();
    if (owed.isPresent()) {
      return owed.map(explanation ->
          comment(
              incident,
              shadow,
              explanation.marker(story.config().space().id()),
              explanation.words()));
    }
    return story.view().comments(incident.id()).stream()
        .filter(comment -> isDueIn(incident, comment, shadow))
        .findFirst()
        .map(comment -> mirror(incident, comment, shadow));
  }

  /// What the hub has to say in a ticket for itself.
  private List<Explanation> owed(Shadow shadow) {
    var space = story.config().space().id();
    return story.view().scan(Explanation.prefix(shadow.ticket())).stream()
        .map(Explanation.class::cast)
        .filter(owed -> !shadow.parked().containsKey(parkedAs(owed.marker(space))))
        .toList();
  }

  /// Whether a mirror that could not be made yet is still wanted: its comment may have left the
  /// incident.
  public boolean isStillDue(Incident incident, AddComment command) {
    var space = story.config().space().id();
    return incident.members().containsKey(command.ticket())
        && story
            .view()
            .shadow(command.ticket())
            .filter(Shadow::isPresent)
            .filter(shadow ->
                owed(shadow).stream().anyMatch(owed -> owed.marker(space).equals(command.marker()))
                    || story.view().comments(incident.id()).stream()
                        .filter(comment -> comment.marker(space).equals(command.marker()))
                        .anyMatch(comment -> isDueIn(incident, comment, shadow)))
            .isPresent();
  }

  private boolean isDueIn(Incident incident, CommentRecord comment, Shadow shadow) {
    return !comment.isRestricted()
        && !comment.isDeleted()
        && !comment.origin().equals(shadow.ticket())
        && incident.members().containsKey(comment.origin())
        && comment.mirrored().getOrDefault(shadow.ticket(), 0) < comment.revision()
        && !shadow.parked().containsKey(parkedAs(comment.marker(story.config().space().id())))
        && story.config().mirrorsComments(comment.origin().system(), shadow.ticket().system());
  }

  /// The name under which a refused comment is parked.
  public static Field parkedAs(String marker) {
    return new Field("comment." + marker);
  }

  private Command mirror(Incident incident, CommentRecord comment, Shadow shadow) {
    var marker = comment.marker(story.config().space().id());
    var origin =
        story.view().shadow(comment.origin()).map(Shadow::label).orElse(comment.origin().system());
    var edited = comment.revision() == 1 ? "" : " (edited)";
    return comment(
        incident,
        shadow,
        marker,
        "%s, %s%s:%n%s"
            .formatted(comment.author(), origin, edited, comment.text())
            .replace("\r\n", "\n"));
  }

  private AddComment comment(Incident incident, Shadow shadow, String marker, String text) {
    var isConversation =
        story
            .config()
            .system(shadow.ticket().system())
            .filter(SystemConfig::isConversation)
            .isPresent();
    return new AddComment(
        incident.id() + "/" + shadow.ticket() + "/comment/" + marker,
        incident.id().number(),
        shadow.ticket(),
        marker,
        text,
        isConversation ? known(shadow) : null,
        Attempt.FIRST);
  }

  private void create(Incident incident, CounterpartRule rule) {
    var origin = incident.memberIn(rule.from());
    var system = story.config().system(rule.create());
    if (origin == null
        || system.isEmpty()
        || incident.memberIn(rule.create()) != null
        || !incident.correlationConflicts().isEmpty()
        || !mayBeget(incident, origin)
        || isBusy(Slot.forCreate(incident.id(), rule.create()))) {
      return;
    }
    var shadow = story.view().shadow(origin).orElse(null);
    if (shadow == null || !shadow.isPresent() || !rule.appliesTo(shadow.fields())) {
      return;
    }
    var shown = shadow.fields().getOrEmpty(Field.counterpart(rule.create()));
    // Somebody has written the key of a ticket not yet seen: it is awaited, not made again.
    if (!shown.isBlank() && story.view().ticketByKey(rule.create(), shown).isEmpty()) {
      return;
    }
    releaseOvertaken(incident, rule);
    var parked =
        story.view().get(ParkedCreate.key(incident.id(), rule.create()), ParkedCreate.class);
    if (parked.isPresent() && parked.get().fields().containsKey(Shadow.WHOLE)) {
      return;
    }
    var command = create(incident, shadow, rule, system.get(), parked.orElse(null));
    if (issueOrHold(incident, rule.create(), command)) {
      adoptSetValues(incident, origin, rule);
    }
  }

  /// What a tool refused of a create may be tried again like what it refused of an update.
  private void releaseOvertaken(Incident incident, CounterpartRule rule) {
    var configuration = story.view().space().configuration();
    story.view().get(ParkedCreate.key(incident.id(), rule.create()), ParkedCreate.class).stream()
        .flatMap(parked -> parked.fields().entrySet().stream())
        .forEach(refused -> {
          var field = refused.getKey();
          var parking = refused.getValue();
          var isOvertaken =
              isOfIncident(rule.create(), field)
                  && !incident.value(field).equals(parking.desired());
          if (isOvertaken || !parking.configuration().equals(configuration)) {
            story.happened(
                new FieldReleased(
                    incident.id(),
                    rule.create(),
                    null,
                    field.equals(Shadow.WHOLE) ? null : field,
                    isOvertaken ? "another value is wanted" : "another configuration"));
          }
        });
  }

  /// Whether a create takes the field from the incident: not a key, and set by no rule.
  private boolean isOfIncident(String created, Field field) {
    return !field.equals(Shadow.WHOLE)
        && field.counterpartSystem().isEmpty()
        && story.config().counterparts().stream()
            .filter(rule -> rule.create().equals(created))
            .noneMatch(rule -> rule.set().containsKey(field));
  }

  /// A record that the hub made never begets a counterpart, and neither does one taken out of
  /// another incident.
  private static boolean mayBeget(Incident incident, TicketRef origin) {
    var member = incident.members().get(origin);
    return member != null && !member.isMadeByHub() && member.reason() != LinkReason.UNMERGED;
  }

  private CreateTicket create(
      Incident incident,
      Shadow origin,
      CounterpartRule rule,
      SystemConfig system,
      @Nullable ParkedCreate parked) {
    var values = new TreeMap<Field, String>();
    for (var field : system.out().keySet()) {
      var value = rule.set().getOrDefault(field, incident.value(field));
      if (!value.isEmpty() && system.canHold(field, value)) {
        values.put(field, value);
      }
    }
    values.put(Field.counterpart(origin.ticket().system()), origin.ticketKey());
    values.keySet().retainAll(system.out().keySet());
    if (!new GateKeeper(story.view(), story.config()).mayCarryStatus(incident)) {
      values.remove(Field.STATUS);
    }
    if (parked != null) {
      values.keySet().removeAll(parked.fields().keySet());
    }
    var marker =
        "hub-%s-%d-%s-%d"
            .formatted(
                story.config().space().id(),
                incident.id().number(),
                rule.create(),
                incident.generations().getOrDefault(rule.create(), 0) + 1);
    return new CreateTicket(
        marker,
        incident.id().number(),
        rule.create(),
        marker,
        new Fields(values),
        rule.rule(),
        Attempt.FIRST);
  }

  private void adoptSetValues(Incident incident, TicketRef origin, CounterpartRule rule) {
    rule.set()
        .forEach((field, value) -> {
          if (!incident.value(field).equals(value)) {
            story.happened(
                new FieldChanged(
                    incident.id(), field, value, origin, story.now(), true, null, rule.rule()));
          }
        });
  }

  /// Issues a command, or records that it is held back. True if it was issued.
  private boolean issueOrHold(Incident incident, String system, @Nullable Command due) {
    var held = story.view().get(Held.key(system, incident.id()), Held.class);
    if (due == null) {
      if (held.isPresent()) {
        story.happened(new CommandReleased(incident.id(), system));
      }
      return false;
    }
    var command = continued(due);
    var cause = WriteLimit.holdCause(story, command);
    if (cause == null) {
      story.happened(new CommandIssued(incident.id(), command, story.now()));
      return true;
    }
    if (held.filter(known -> known.cause().equals(cause)).isEmpty()) {
      story.happened(new CommandHeld(incident.id(), system, cause));
    }
    return false;
  }

  /// Why nothing is written to a system now; null if it is.
  public static @Nullable String holdCause(Story story, String system) {
    var isObserved =
        story
            .config()
            .system(system)
            .filter(settings -> settings.mode() == SystemConfig.Mode.OBSERVE)
            .isPresent();
    return isObserved ? "the system is observed only" : story.view().system(system).holdCause();
  }

  private boolean isBusy(Slot slot) {
    return story.view().outstanding(slot).isPresent();
  }
}
