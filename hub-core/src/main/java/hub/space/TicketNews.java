package hub.space;

import hub.correlation.Correlator;
import hub.delivery.Command.CreateTicket;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.Explanation;
import hub.incident.Entry.LateValue;
import hub.incident.Entry.OpenAttempt;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.Slot;
import hub.incident.Entry.Unread;
import hub.incident.Entry.WriteCount;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.CommentDeleted;
import hub.incident.IncidentEvent.CommentEdited;
import hub.incident.IncidentEvent.CommentMirrored;
import hub.incident.IncidentEvent.CorrelationConflictRaised;
import hub.incident.IncidentEvent.CorrelationConflictSettled;
import hub.incident.IncidentEvent.IncidentsMerged;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.RelatedTicketNamed;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.reconciliation.FieldArbiter;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Reference;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people have changed in a ticket: fields, comments and references.
final class TicketNews {

  private final Story story;
  private final FieldArbiter arbiter;

  /// What is known of the time in which a ticket was changed, and what it may hold of the hub's
  /// that nobody has seen there yet.
  ///
  /// @param values of writes without an answer
  /// @param writes by field: how often the hub and people have written it lately
  /// @param since when the ticket was last seen without them, and whole
  /// @param seenAt sequence of the event that told so; 0 if nobody knows
  /// @param until what is claimed for later is no time
  /// @param hasOneClock whether the tool's clock was not set since the ticket was seen before
  record Late(
      List<LateValue> values,
      Map<Field, WriteCount> writes,
      Instant since,
      long seenAt,
      Instant until,
      boolean hasOneClock) {

    /// As it is before the ticket is looked at.
    static Late before(Story story, Shadow shadow, Reading reading) {
      var ticket = shadow.ticket();
      var whole =
          story
              .view()
              .get(Unread.key(ticket), Unread.class)
              .orElseGet(() -> new Unread(ticket, shadow.reading(), shadow.seenAt()));
      return new Late(
          story.view().lateValues(ticket),
          shadow.writes(),
          whole.seen().began(),
          whole.seenAt(),
          reading.ended().plus(Reading.UNNOTICED),
          reading.hasClockOf(whole.seen()));
    }

    /// As it is with a ticket that nobody has looked at before.
    static Late unknown(Reading reading) {
      return new Late(
          List.of(), Map.of(), Instant.MIN, 0, reading.ended().plus(Reading.UNNOTICED), true);
    }

    /// Whether the hub has written a field more than once since. What becomes of the last write is
    /// known where this is asked, and what became of those before it may not be.
    boolean mayBeOurs(Field field) {
      return writes.getOrDefault(field, WriteCount.NONE).byHub().stream()
              .filter(write -> write.at().isAfter(since))
              .count()
          > 1;
    }

    /// Whether a change was made after this.
    boolean isProvedAfter(Instant settled, Instant claimed) {
      return claimed.isAfter(settled) && hasOneClock && !claimed.isAfter(until);
    }

    /// Whether a change can have been made then. If not, the tool's clock went wrong, and was set
    /// before anybody could see by how much.
    boolean isTime(Instant claimed) {
      return !claimed.plus(Reading.UNNOTICED).isBefore(since) && !claimed.isAfter(until);
    }
  }

  TicketNews(Story story) {
    this.story = story;
    this.arbiter = new FieldArbiter(story.config());
  }

  /// A ticket has become a member. What it says is weighed as changes made without knowledge of the
  /// incident; a ticket that the hub made says what the hub wrote, so only its coded fields can be
  /// anybody's news, and only where they hold something else than was written. In which status a
  /// workflow begins is the tool's matter, but where work has begun somebody has begun it: a site
  /// maps the first status of its workflow to what that is, such as RECEIVED or ASSIGNED.
  void joined(IncidentId id, Ticket ticket, Reading reading, boolean isMadeByHub) {
    var written = isMadeByHub ? writtenInto(id, ticket) : Fields.NONE;
    var unknown = Late.unknown(reading);
    ticket
        .fields()
        .values()
        .forEach((field, value) -> {
          var isNews =
              isMadeByHub
                  ? field.isCoded() && (!field.equals(Field.STATUS) || Status.isBegun(value))
                  : !value.isEmpty();
          var before = written.get(field);
          if (isNews && !field.isOfOneTicket() && !isHeld(ticket.ref(), field, before, value)) {
            judge(id, ticket, field, before.orElse(null), value, reading.began(), unknown);
          }
        });
    comments(id, ticket);
    references(id, null, ticket);
  }

  /// What the create under way has put into a ticket. The incident may have moved on since.
  private Fields writtenInto(IncidentId id, Ticket ticket) {
    return story
        .view()
        .outstanding(Slot.forCreate(id, ticket.ref().system()))
        .map(Outstanding::command)
        .or(() ->
            story
                .view()
                .get(OpenAttempt.key(ticket.marker()), OpenAttempt.class)
                .map(OpenAttempt::command))
        .map(command ->
            command instanceof CreateTicket create && create.marker().equals(ticket.marker())
                ? create.fields()
                : Fields.NONE)
        .orElse(Fields.NONE);
  }

  private boolean isHeld(TicketRef ticket, Field field, Optional<String> before, String value) {
    return before
        .filter(known -> story.config().isSame(ticket.system(), field, known, value))
        .isPresent();
  }

  /// A member was seen to hold something else.
  ///
  /// @param late what the hub's own writes might still have brought into it
  void changed(IncidentId id, Shadow before, Late late, Ticket ticket) {
    ticket
        .fields()
        .values()
        .forEach((field, value) -> {
          var known = before.fields().get(field);
          if (field.isOfOneTicket() || isHeld(ticket.ref(), field, known, value)) {
            return;
          }
          if (isLate(late, ticket, field, value)) {
            story.happened(
                new InputSetAside(
                    ticket.label(),
                    "its %s is what a write of the hub without an answer brought late"
                        .formatted(field)));
            return;
          }
          judge(id, ticket, field, known.orElse(null), value, story.now(), late);
        });
    comments(id, ticket);
    references(id, before, ticket);
  }

  /// Whether a write of the hub without an answer explains the value. It may take effect until its
  /// system has settled; what turns up in a ticket after that, or is provably later, is a person's.
  private boolean isLate(Late late, Ticket ticket, Field field, String value) {
    var system = story.config().system(ticket.ref().system()).orElseThrow();
    var proof = story.config().limits().orderProof();
    var claimed = ticket.changeOf(field).filter(Change::isExact).map(Change::at);
    return late.values().stream()
        .filter(written -> written.field().equals(field))
        .filter(written -> system.isSame(field, written.value(), value))
        .map(written -> system.settled(written.reachedAt()))
        .anyMatch(settled ->
            late.since().isBefore(settled)
                && claimed.filter(at -> late.isProvedAfter(settled.plus(proof), at)).isEmpty());
  }

  /// Messages of a conversation; none of them replaces another.
  void said(IncidentId id, TicketRef ticket, List<Comment> messages) {
    var known =
        story.view().comments(id).stream()
            .filter(comment -> comment.origin().equals(ticket))
            .map(CommentRecord::id)
            .collect(Collectors.toSet());
    messages.stream()
        .filter(message -> known.add(message.id()))
        .forEach(message -> story.happened(new CommentAdded(id, ticket, message)));
  }

  private void judge(
      IncidentId id,
      Ticket ticket,
      Field field,
      @Nullable String before,
      String value,
      Instant upperBound,
      Late late) {
    // A ticket that is not a member, such as a duplicate, has no say.
    var incident = story.view().incident(id).orElseThrow();
    if (!incident.members().containsKey(ticket.ref())) {
      return;
    }
    var told = ticket.changeOf(field).orElseGet(() -> new Change(upperBound, null, false));
    var claimed = late.isTime(told.at()) ? told : new Change(upperBound, told.by(), false);
    arbiter
        .judge(
            incident,
            new FieldArbiter.Seen(
                ticket.ref(), field, before, late.seenAt(), value, late.mayBeOurs(field), claimed))
        .forEach(story::happened);
  }

  /// Its tool went back in time. Only a comment that nobody knew can be somebody's news.
  void restored(IncidentId id, Ticket ticket) {
    var incident = story.view().incident(id).orElseThrow();
    if (incident.members().containsKey(ticket.ref())) {
      var unmarked = ticket.comments().stream().filter(comment -> !comment.isMirror()).toList();
      said(id, ticket.ref(), unmarked);
    }
  }

  private void comments(IncidentId id, Ticket ticket) {
    var isMember = story.view().incident(id).orElseThrow().members().containsKey(ticket.ref());
    if (!isMember) {
      return;
    }
    for (var comment : ticket.comments()) {
      if (comment.isMirror()) {
        mirrored(id, ticket.ref(), comment.marker());
      }
    }
    ownComments(id, ticket);
  }

  private void ownComments(IncidentId id, Ticket ticket) {
    var all = story.view().comments(id);
    var known =
        all.stream()
            .filter(comment -> comment.origin().equals(ticket.ref()))
            .collect(Collectors.toMap(CommentRecord::id, Function.identity()));
    for (var comment : ticket.comments()) {
      if (!comment.isMirror()) {
        own(id, ticket.ref(), comment, known.get(comment.id()));
      }
    }
    if (!ticket.commentsRead()) {
      // Some of them were shown; what was not may still be there.
      return;
    }
    var present = ticket.comments().stream().map(Comment::id).collect(Collectors.toSet());
    known.values().stream()
        .filter(comment -> !comment.isDeleted() && !present.contains(comment.id()))
        .forEach(comment -> story.happened(new CommentDeleted(id, ticket.ref(), comment.id())));
  }

  private void own(
      IncidentId id, TicketRef ticket, Comment comment, @Nullable CommentRecord known) {
    if (known == null) {
      story.happened(new CommentAdded(id, ticket, comment));
    } else if (!known.text().equals(comment.text())
        || known.isRestricted() != comment.isRestricted()
        || known.isDeleted()) {
      story.happened(new CommentEdited(id, ticket, comment));
    }
  }

  /// A mirror is in the ticket: it was read there, or its write was acknowledged.
  void mirrored(IncidentId id, TicketRef ticket, String marker) {
    var parts = COMMENT_MARKER.matcher(marker);
    if (!parts.matches() || !parts.group("space").equals(story.config().space().id())) {
      return;
    }
    var number = Long.parseLong(parts.group("number"));
    var revision = Integer.parseInt(parts.group("revision"));
    var isAwaited =
        story.view().comments(id).stream()
            .filter(comment -> comment.number() == number)
            .anyMatch(comment -> comment.mirrored().getOrDefault(ticket, 0) < revision);
    if (isAwaited || story.view().get(Explanation.key(ticket, number)).isPresent()) {
      story.happened(new CommentMirrored(id, ticket, number, revision));
    }
  }

  /// See [CommentRecord#marker]. Bounded, because tools' users can write what they like.
  private static final Pattern COMMENT_MARKER =
      Pattern.compile("(?<space>.{1,64})-c(?<number>\\d{1,18})-r(?<revision>\\d{1,6})");

  private void references(IncidentId id, @Nullable Shadow before, Ticket ticket) {
    var incident = story.view().incident(id).orElseThrow();
    if (!incident.members().containsKey(ticket.ref())) {
      return;
    }
    ticket.references().stream()
        .filter(reference -> reference.kind() == Reference.Kind.RELATED)
        .map(reference -> reference.system() + ":" + reference.key())
        .filter(reference -> !incident.related().contains(reference))
        .forEach(reference -> story.happened(new RelatedTicketNamed(id, ticket.ref(), reference)));
    same(incident, ticket);
    new Rfcs(story).named(id, before, ticket);
  }

  /// Counterpart fields that point to another incident: merge, or a conflict for a person.
  private void same(Incident incident, Ticket ticket) {
    var correlator = new Correlator(story.view(), story.config());
    var shadow = story.view().shadow(ticket.ref()).orElseThrow();
    var elsewhere = correlator.referredElsewhere(shadow, incident.id());
    if (elsewhere.isEmpty()) {
      if (incident.correlationConflicts().containsKey(ticket.ref())) {
        story.happened(
            new CorrelationConflictSettled(
                incident.id(), ticket.ref(), "its references agree now", false));
      }
      return;
    }
    for (var other : elsewhere.entrySet()) {
      var one = story.view().incident(incident.id()).orElseThrow();
      var two = story.view().incident(other.getKey()).orElseThrow();
      if (one.id().equals(two.id())) {
        continue;
      }
      var obstacle = correlator.obstacleToMerge(one, two);
      if (obstacle.isEmpty()) {
        story.happened(
            IncidentsMerged.of(one.id(), two.id(), ticket.label() + ": " + other.getValue()));
      } else if (!obstacle.get().equals(one.correlationConflicts().get(ticket.ref()))) {
        story.happened(new CorrelationConflictRaised(one.id(), ticket.ref(), obstacle.get()));
      }
    }
  }
}
