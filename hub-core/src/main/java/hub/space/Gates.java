package hub.space;

import hub.contact.Scope;
import hub.delivery.NoticeKind;
import hub.delivery.Recipient.RoleHolder;
import hub.incident.Gate;
import hub.incident.Incident;
import hub.incident.IncidentEvent.GateBypassed;
import hub.incident.IncidentEvent.GateSatisfied;
import hub.incident.IncidentId;
import hub.incident.SpaceView;
import hub.incident.Story;
import hub.reconciliation.GateKeeper;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Role;
import hub.ticket.Status;
import java.util.List;

/// Records that a person has gone past a gate, and gives the responsible role a task (invariant 8).
/// The act itself is not undone.
final class Gates {

  static final Field GATE = new Field("gate");

  private final Story story;

  Gates(Story story) {
    this.story = story;
  }

  void follow(SpaceView before, IncidentId id) {
    var incident = story.view().incident(id).filter(Incident::isOpen);
    if (incident.isEmpty() || !incident.get().id().equals(id)) {
      return;
    }
    var passed = new GateKeeper(story.view(), story.config()).passed(incident.get());
    for (var breach : story.view().breaches(id)) {
      if (!passed.contains(breach.gate())) {
        story.happened(new GateSatisfied(id, breach.gate()));
      }
    }
    passed.stream()
        .filter(gate -> story.view().breach(id, gate).isEmpty())
        .filter(gate -> isNews(before, id, gate))
        .forEach(gate -> bypassed(incident.get(), gate));
  }

  /// A ticket that was closed long before the hub saw it has bypassed nothing.
  private static boolean isNews(SpaceView before, IncidentId id, Gate gate) {
    return switch (gate) {
      case PENDING_RELEASE_NEEDS_RFC -> true;
      case CLOSING_NEEDS_REPORT, CLOSING_NEEDS_SOLUTION ->
          before
              .get(Incident.key(id), Incident.class)
              .filter(known -> !known.value(Field.STATUS).equals(Status.CLOSED.name()))
              .isPresent();
    };
  }

  private void bypassed(Incident incident, Gate gate) {
    var status = incident.fields().get(Field.STATUS);
    if (status == null) {
      return;
    }
    var number = story.nextSequence();
    story.happened(new GateBypassed(incident.id(), gate, status.ticket(), story.now()));
    if (Contacts.wasThereBefore(story, status)) {
      return;
    }
    for (var role : responsible(incident, gate)) {
      new Notices(story)
          .tell(
              incident,
              "gate/%d/%s".formatted(number, role),
              NoticeKind.TASK,
              new RoleHolder(role),
              "gate-bypassed",
              Fields.of(GATE, gate.name()).with(Contacts.RULE, gate.rule()));
    }
  }

  private List<Role> responsible(Incident incident, Gate gate) {
    var contacts = story.config().contacts();
    return switch (gate) {
      case PENDING_RELEASE_NEEDS_RFC, CLOSING_NEEDS_SOLUTION -> List.of(Role.NATIONAL_SERVICE_DESK);
      case CLOSING_NEEDS_REPORT -> {
        var scope = contacts == null ? Scope.NSP : Contacts.scope(incident, contacts);
        yield switch (scope) {
          case NSP -> List.of(Role.NSP_INCIDENT_MANAGER);
          case FMK -> List.of(Role.FMK_INCIDENT_MANAGER);
          case BOTH -> List.of(Role.NSP_INCIDENT_MANAGER, Role.FMK_INCIDENT_MANAGER);
        };
      }
    };
  }
}
