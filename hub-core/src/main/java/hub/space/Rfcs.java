package hub.space;

import hub.incident.Entry.InboundReference;
import hub.incident.Entry.RfcLink;
import hub.incident.Incident;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.RfcLinked;
import hub.incident.IncidentEvent.RfcSeen;
import hub.incident.IncidentEvent.RfcStateChanged;
import hub.incident.IncidentEvent.RfcUnlinked;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.reconciliation.RfcReferences;
import hub.ticket.Field;
import hub.ticket.KeyList;
import hub.ticket.Reading;
import hub.ticket.RfcState;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// RFCs and problems (process.md step 11): which incidents wait for them, and what their release
/// means.
///
/// Only the configured causing reference links: [Field#CAUSED_BY] of the RFC, or [Field#rfc] of a
/// member. Many to many, never a member, and nothing is merged because of it (design §5).
final class Rfcs {

  /// The case that led to the RFC is registered as Pending Release.
  private static final String HELD_BACK = "R11.4";

  /// The RFC followed its own flow, and is over.
  private static final String RELEASED = "R11.2";

  private final Story story;

  Rfcs(Story story) {
    this.story = story;
  }

  /// An RFC was shown by webhook or poll.
  void observed(Ticket rfc, Reading reading) {
    var known = story.view().shadow(rfc.ref()).orElse(null);
    if (known == null && rfc.presence() == Presence.PRESENT) {
      seen(null, Observations.withoutFieldsUnderWay(story, rfc), reading);
    } else if (known == null) {
      setAside(rfc, "it is gone and was never seen");
    } else if (rfc.presence() != Presence.PRESENT) {
      if (known.presence() != rfc.presence() && reading.startedAfter(known.reading())) {
        seen(known, rfc, reading);
      }
    } else {
      switch (Newness.of(known, rfc, reading)) {
        case NEWER, SAME -> seen(known, Observations.withoutFieldsUnderWay(story, rfc), reading);
        case OLDER, UNCERTAIN -> setAside(rfc, "it is not newer than what is known");
        case REWOUND -> Observations.rewound(story, known, rfc);
      }
    }
  }

  /// An RFC was read back after the hub wrote to it.
  void readBack(Ticket rfc, Reading reading) {
    seen(story.view().shadow(rfc.ref()).orElse(null), rfc, reading);
  }

  private void seen(@Nullable Shadow before, Ticket rfc, Reading reading) {
    var coded = rfc.withFields(rfc.fields().where((field, _) -> field.isCoded()));
    if (before != null && Observations.isSameContent(before, coded)) {
      return;
    }
    story.happened(RfcSeen.of(coded, reading));
    var now = story.view().shadow(rfc.ref()).orElseThrow();
    var namedBefore = before == null ? new TreeSet<TicketRef>() : causes(before);
    var namedNow = causes(now);
    for (var member : without(namedBefore, namedNow)) {
      story.view().incidentOf(member).ifPresent(incident -> unlink(incident, now, member));
    }
    for (var member : without(namedNow, namedBefore)) {
      story.view().incidentOf(member).ifPresent(incident -> link(incident, now, member));
    }
    if (before == null || !before.ticketKey().equals(now.ticketKey())) {
      for (var member : story.view().referringTo(rfc.ref().system(), now.ticketKey())) {
        story.view().incidentOf(member).ifPresent(incident -> link(incident, now, member));
      }
    }
    if (before != null && before.rfcState() != now.rfcState()) {
      stateChanged(now);
    }
    story.view().waitingFor(rfc.ref()).forEach(link -> story.touch(link.incident()));
  }

  /// A ticket has become a member, or shows other RFCs than before.
  ///
  /// @param before null for a new member
  void named(IncidentId id, @Nullable Shadow before, Ticket member) {
    for (var system : story.config().systems().keySet()) {
      var field = Field.rfc(system);
      if (story.config().holdsRfcs(system) && member.fields().get(field).isPresent()) {
        var namedBefore = before == null ? new TreeSet<TicketRef>() : rfcs(system, before, field);
        var namedNow = rfcs(system, story.view().shadow(member.ref()).orElseThrow(), field);
        without(namedBefore, namedNow).forEach(rfc -> unlink(incident(id), rfc(rfc), member.ref()));
        without(namedNow, namedBefore).forEach(rfc -> link(incident(id), rfc(rfc), member.ref()));
      }
    }
    if (before == null || !before.ticketKey().equals(member.key())) {
      story.view().referringTo(InboundReference.ANY_SYSTEM, member.key()).stream()
          .map(this::rfc)
          .forEach(rfc -> link(incident(id), rfc, member.ref()));
    }
  }

  private void link(Incident incident, Shadow rfc, TicketRef via) {
    if (!incident.isOpen() || isLinked(incident, rfc)) {
      return;
    }
    story.happened(new RfcLinked(incident.id(), rfc.ticket(), rfc.ticketKey(), via));
    if (rfc.rfcState() == RfcState.OPEN && isUnsolved(incident)) {
      move(incident, rfc, Status.PENDING_RELEASE, HELD_BACK);
    }
  }

  private void unlink(Incident incident, Shadow rfc, TicketRef via) {
    if (isLinked(incident, rfc)) {
      story.happened(new RfcUnlinked(incident.id(), rfc.ticket(), rfc.ticketKey(), via));
    }
  }

  private void stateChanged(Shadow rfc) {
    for (var link : story.view().waitingFor(rfc.ticket())) {
      var incident = story.view().incident(link.incident()).filter(Incident::isOpen);
      if (link.isLinked() && incident.isPresent()) {
        story.happened(
            new RfcStateChanged(link.incident(), rfc.ticket(), rfc.ticketKey(), rfc.rfcState()));
        if (rfc.rfcState() == RfcState.RELEASED && isLastToHold(incident.get())) {
          move(incident.get(), rfc, Status.IN_PROGRESS, RELEASED);
        }
      }
    }
  }

  /// Several RFCs may hold one incident; the last one released counts. A rejected one holds nothing
  /// and releases nothing.
  private boolean isLastToHold(Incident incident) {
    return incident.value(Field.STATUS).equals(Status.PENDING_RELEASE.name())
        && story.view().rfcs(incident).stream().noneMatch(rfc -> rfc.rfcState() == RfcState.OPEN);
  }

  private void move(Incident incident, Shadow rfc, Status to, String rule) {
    if (!incident.value(Field.STATUS).equals(to.name())) {
      story.happened(
          new FieldChanged(
              incident.id(), Field.STATUS, to.name(), rfc.ticket(), story.now(), true, null, rule));
    }
  }

  /// On a resolved or closed incident a causing reference only links.
  private static boolean isUnsolved(Incident incident) {
    return !Status.isOver(incident.value(Field.STATUS));
  }

  private boolean isLinked(Incident incident, Shadow rfc) {
    return story
        .view()
        .get(RfcLink.key(rfc.ticket(), incident.id()), RfcLink.class)
        .filter(RfcLink::isLinked)
        .isPresent();
  }

  /// The known tickets that an RFC names as its cause.
  private SequencedSet<TicketRef> causes(Shadow rfc) {
    var references = new RfcReferences(story.view(), story.config());
    return KeyList.of(rfc.fields().getOrEmpty(Field.CAUSED_BY)).keys().stream()
        .flatMap(references::tickets)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The known RFCs that a member names.
  private SequencedSet<TicketRef> rfcs(String system, Shadow member, Field field) {
    return KeyList.of(member.fields().getOrEmpty(field)).keys().stream()
        .map(key -> story.view().ticketByKey(system, key))
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SequencedSet<TicketRef> without(
      SequencedSet<TicketRef> some, SequencedSet<TicketRef> others) {
    var left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  private Incident incident(IncidentId id) {
    return story.view().incident(id).orElseThrow();
  }

  private Shadow rfc(TicketRef rfc) {
    return story.view().shadow(rfc).orElseThrow();
  }

  private void setAside(Ticket rfc, String reason) {
    story.happened(new InputSetAside(rfc.label(), reason));
  }
}
