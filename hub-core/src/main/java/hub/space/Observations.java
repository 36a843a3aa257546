package hub.space;

import hub.config.CounterpartRule;
import hub.correlation.Correlator;
import hub.correlation.Verdict;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.UpdateTicket;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Slot;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.DuplicateDetected;
import hub.incident.IncidentEvent.FieldReleased;
import hub.incident.IncidentEvent.IncidentOpened;
import hub.incident.IncidentEvent.IncidentsMerged;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentEvent.SystemRewound;
import hub.incident.IncidentEvent.TicketChanged;
import hub.incident.IncidentEvent.TicketLinked;
import hub.incident.IncidentEvent.TicketSeen;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.reconciliation.WriteLimit;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the hub makes of a ticket that is shown to it (design D5, §5).
final class Observations {

  private final Story story;

  Observations(Story story) {
    this.story = story;
  }

  /// A ticket was shown by webhook, poll or read-back.
  void observed(Ticket ticket, Reading reading) {
    if (story.config().system(ticket.ref().system()).isEmpty()) {
      setAside(ticket, "no system of this name is configured");
      return;
    }
    var invalid = ValidValues.firstInvalid(ticket.fields());
    if (invalid.isPresent()) {
      setAside(ticket, "the mapping gives %s a value it cannot have".formatted(invalid.get()));
      return;
    }
    if (story.config().holdsRfcs(ticket.ref().system())) {
      new Rfcs(story).observed(ticket, reading);
      return;
    }
    var conversations = new Conversations(story);
    var isMessage = conversations.isMessage(ticket);
    var shadow = isMessage ? conversations.of(ticket) : story.view().shadow(ticket.ref());
    if (shadow.isEmpty()) {
      if (isMessage && ticket.fields().isEmpty()) {
        setAside(ticket, "a message of a conversation that is not known");
        return;
      }
      firstSeen(isMessage ? ticket.withSomeComments(List.of()) : ticket, reading);
      return;
    }
    var owner = ownerOf(shadow.get());
    if (owner == null) {
      setAside(ticket, "its incident is closed to the hub");
      return;
    }
    var known = story.view().incident(owner).orElseThrow();
    if (known.isErased()) {
      setAside(ticket, "its incident was erased");
      return;
    }
    if (isMessage) {
      conversations.said(owner, shadow.get(), ticket);
    } else {
      seenAgain(owner, shadow.get(), ticket, reading);
    }
  }

  private void firstSeen(Ticket ticket, Reading reading) {
    if (ticket.presence() != Ticket.Presence.PRESENT) {
      setAside(ticket, "it is gone and was never seen");
      return;
    }
    switch (new Correlator(story.view(), story.config()).judge(ticket)) {
      case Verdict.Opens _ -> open(ticket, reading);
      case Verdict.BelongsTo belongs -> {
        var isMadeByHub = belongs.reason() == LinkReason.MARKER;
        link(belongs.incident(), ticket, reading, belongs.reason(), belongs.detail(), isMadeByHub);
        for (var other : belongs.merges()) {
          merge(belongs.incident(), other, ticket.label() + " names both");
        }
      }
      case Verdict.IsDuplicate duplicate ->
          duplicate(duplicate.incident(), duplicate.stays(), ticket, reading);
      case Verdict.IsNoIncident(var reason) -> setAside(ticket, reason);
    }
  }

  private void open(Ticket ticket, Reading reading) {
    var id = new IncidentId(story.view().space().incidents() + 1);
    story.happened(new IncidentOpened(id, ticket.ref(), story.now()));
    link(id, ticket, reading, LinkReason.FIRST_SEEN, "", false);
  }

  /// Makes a ticket a member and takes over what it says, as far as that is news.
  void link(
      IncidentId id,
      Ticket ticket,
      Reading reading,
      LinkReason reason,
      String detail,
      boolean isMadeByHub) {
    story.happened(new TicketLinked(id, ticket.ref(), ticket.key(), reason, detail, isMadeByHub));
    story.happened(new TicketChanged(id, ticket.withoutComments(), reading));
    new TicketNews(story).joined(id, ticket, reading, isMadeByHub);
  }

  /// A ticket of the hub's own that has no place: its shadow is kept, and it is closed.
  void duplicate(IncidentId id, TicketRef stays, Ticket ticket, Reading reading) {
    story.happened(new TicketChanged(id, ticket.withoutComments(), reading));
    closeDuplicate(id, stays, ticket.ref());
  }

  /// Of two tickets made for one purpose the other stays; this one is closed, once (design D7).
  void closeDuplicate(IncidentId id, TicketRef stays, TicketRef duplicate) {
    if (story.view().outstanding(Slot.of(duplicate)).isPresent()) {
      return;
    }
    story.happened(new DuplicateDetected(id, stays, duplicate));
    close(id, stays, duplicate);
  }

  /// Somebody has changed a duplicate that its tool refused to have closed, or asks for it: tried
  /// again.
  void closeLeftOpen(TicketRef duplicate) {
    story
        .view()
        .get(OpenDuplicate.key(duplicate), OpenDuplicate.class)
        .ifPresent(open -> closeWaiting(open.incident(), duplicate));
  }

  /// The time has come to look whether a duplicate may be closed that could not be before.
  void closeWaiting(IncidentId id, TicketRef duplicate) {
    var incident = story.view().incident(id).filter(Incident::isOpen);
    var stays = incident.map(known -> known.memberIn(duplicate.system()));
    if (stays.filter(other -> !other.equals(duplicate)).isPresent()
        && story.view().incidentOf(duplicate).isEmpty()
        && story.view().outstanding(Slot.of(duplicate)).isEmpty()) {
      close(incident.get().id(), stays.get(), duplicate);
    }
  }

  private void close(IncidentId id, TicketRef stays, TicketRef duplicate) {
    var keyThatStays = story.view().shadow(stays).map(Shadow::ticketKey).orElse(stays.id());
    var command =
        new CloseDuplicate(
            "%s/%s/close-duplicate".formatted(id, duplicate),
            id.number(),
            duplicate,
            keyThatStays,
            Attempt.FIRST);
    if (WriteLimit.holdCause(story, command) != null) {
      Timers.closeLater(story, id, duplicate);
      return;
    }
    story.happened(new CommandIssued(id, command, story.now()));
  }

  private void seenAgain(IncidentId id, Shadow shadow, Ticket ticket, Reading reading) {
    if (ticket.presence() != Ticket.Presence.PRESENT) {
      if (shadow.presence() != ticket.presence() && reading.startedAfter(shadow.reading())) {
        story.happened(new TicketChanged(id, ticket, reading));
        closeLeftOpen(ticket.ref());
      }
      return;
    }
    switch (Newness.of(shadow, ticket, reading)) {
      case NEWER -> accept(id, shadow, ticket, reading, true);
      case SAME -> {
        if (!isSameContent(shadow, ticket)) {
          accept(id, shadow, ticket, reading, true);
        }
      }
      case OLDER -> setAside(ticket, "an older version than the one known");
      case UNCERTAIN -> readAgain(id, shadow, ticket);
      case REWOUND -> {
        rewound(story, shadow, ticket);
        accept(id, shadow, ticket, reading, false);
      }
    }
  }

  /// A tool went back in time: its writes pause until an operator answers (design D5).
  static void rewound(Story story, Shadow shadow, Ticket ticket) {
    var system = ticket.ref().system();
    if (story.view().system(system).rewound() == null) {
      story.happened(new SystemRewound(system, ticket.ref(), shadow.version(), ticket.version()));
    }
  }

  /// Takes a newer view of a ticket: the shadow, and what people have changed.
  ///
  /// @param isNews false where the tool went back in time, so that nobody has changed anything
  void accept(IncidentId id, Shadow shadow, Ticket ticket, Reading reading, boolean isNews) {
    var settled = isNews ? withoutFieldsUnderWay(story, ticket) : ticket;
    var late = TicketNews.Late.before(story, shadow, reading);
    if (isSameContent(shadow, settled)) {
      story.happened(new TicketSeen(id, ticket.ref(), ticket.version(), reading));
    } else {
      story.happened(new TicketChanged(id, settled.withoutComments(), reading));
    }
    if (isNews) {
      // While the hub itself is at it, another version may be its own doing.
      var isOtherVersion =
          !settled.version().equals(shadow.version())
              && story.view().outstanding(Slot.of(ticket.ref())).isEmpty();
      release(id, shadow, settled, isOtherVersion);
      if (shadow.incident() == null && !isSameContent(shadow, settled)) {
        closeLeftOpen(ticket.ref());
      }
      new TicketNews(story).changed(id, shadow, late, settled);
    } else {
      new TicketNews(story).restored(id, ticket);
    }
    story.touch(id);
  }

  /// Somebody has changed the ticket, so what its tool refused may be taken now (design D5). A
  /// request refused as a whole, a comment or a create is tried again only where the ticket says
  /// something else than before: nobody counts those, and a tool may count a refusal as a version.
  ///
  /// @param isOtherVersion whether it was changed, be it in what the hub does not see
  void release(IncidentId id, Shadow before, Ticket ticket, boolean isOtherVersion) {
    var isOther = !isSameContent(before, ticket);
    var system = ticket.ref().system();
    for (var field : before.parked().keySet()) {
      if (isOther || (isOtherVersion && before.writes().containsKey(field))) {
        released(id, system, ticket.ref(), field);
      }
    }
    if (isOther) {
      story.config().counterparts().stream()
          .filter(rule -> rule.from().equals(system))
          .map(CounterpartRule::create)
          .distinct()
          .map(created -> story.view().get(ParkedCreate.key(id, created), ParkedCreate.class))
          .flatMap(Optional::stream)
          .filter(parked -> parked.fields().containsKey(Shadow.WHOLE))
          .forEach(parked -> released(id, parked.system(), null, Shadow.WHOLE));
    }
  }

  private void released(IncidentId id, String system, @Nullable TicketRef ticket, Field field) {
    story.happened(
        new FieldReleased(
            id, system, ticket, field.equals(Shadow.WHOLE) ? null : field, "a ticket was changed"));
  }

  /// Fields that a sink is writing right now are judged when it reports: until then nobody can tell
  /// the hub's write from a person's.
  static Ticket withoutFieldsUnderWay(Story story, Ticket ticket) {
    var underWay =
        story
            .view()
            .outstanding(Slot.of(ticket.ref()))
            .filter(outstanding -> outstanding.due() == null)
            .map(outstanding -> outstanding.command())
            .map(command -> command instanceof UpdateTicket update ? update.desired() : Fields.NONE)
            .map(Fields::names)
            .orElse(Set.of());
    return ticket.withFields(ticket.fields().where((field, _) -> !underWay.contains(field)));
  }

  static boolean isSameContent(Shadow shadow, Ticket ticket) {
    return shadow.isPresent()
        && shadow.ticketKey().equals(ticket.key())
        && shadow.fields().with(ticket.fields()).equals(shadow.fields());
  }

  /// Without a usable version, an overlapping read may be the older view (design D5).
  private void readAgain(IncidentId id, Shadow shadow, Ticket ticket) {
    setAside(ticket, "it cannot be told whether this is newer; it is read again");
    if (story.view().outstanding(Slot.of(shadow.ticket())).isEmpty()
        && story.view().system(shadow.ticket().system()).holdCause() == null) {
      story.happened(
          new CommandIssued(id, new Reconciler(story).refresh(id, shadow.ticket()), story.now()));
    }
  }

  /// The incident a known ticket belongs to; for a duplicate the one it was made for. Null if there
  /// is none.
  private @Nullable IncidentId ownerOf(Shadow shadow) {
    if (shadow.incident() != null) {
      return story.view().incident(shadow.incident()).map(Incident::id).orElse(null);
    }
    return story
        .view()
        .marker(shadow.marker())
        .flatMap(marker -> story.view().incident(marker.incident()))
        .map(Incident::id)
        .orElse(null);
  }

  private void merge(IncidentId one, IncidentId other, String reason) {
    var first = story.view().incident(one).orElseThrow().id();
    var second = story.view().incident(other).orElseThrow().id();
    if (!first.equals(second)) {
      story.happened(IncidentsMerged.of(first, second, reason));
    }
  }

  private void setAside(Ticket ticket, String reason) {
    story.happened(new InputSetAside(ticket.label(), reason));
  }
}
