package hub.space;

import static java.util.Objects.requireNonNullElse;

import hub.config.ContactsConfig.Teller;
import hub.delivery.NoticeKind;
import hub.delivery.Recipient.RoleHolder;
import hub.incident.Entry.Member;
import hub.incident.Incident;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.incident.SpaceView;
import hub.incident.Story;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Role;
import hub.ticket.TicketRef;
import java.time.Instant;

/// Steps 18a and 18b: a supplier has found an incident itself, and the national desk is told of it.
/// Whether users feel it is then the question of step N/A.
final class Discoveries {

  private static final Field FOUND_IN = new Field("foundIn");

  private final Story story;

  Discoveries(Story story) {
    this.story = story;
  }

  /// Tells the national desk of an incident that has just been opened by a supplier's ticket.
  void follow(SpaceView before, IncidentId id) {
    var config = story.config().contacts();
    if (config == null
        || config.discoveriesToldBy() != Teller.HUB
        || before.get(Incident.key(id), Incident.class).isPresent()) {
      return;
    }
    story
        .view()
        .incident(id)
        .filter(incident -> incident.isOpen() && !Contacts.isOver(incident))
        .ifPresent(incident ->
            incident.members().forEach((ticket, member) -> found(incident, ticket, member)));
  }

  private void found(Incident incident, TicketRef ticket, Member member) {
    var rule = rule(ticket.system());
    if (rule.isEmpty() || member.reason() != LinkReason.FIRST_SEEN || !isNews(ticket)) {
      return;
    }
    new Notices(story)
        .tell(
            incident,
            "discovered",
            NoticeKind.DISCOVERED,
            new RoleHolder(Role.NATIONAL_SERVICE_DESK),
            "discovered",
            Fields.of(Contacts.RULE, rule)
                .with(FOUND_IN, ticket.system())
                .with(Field.USER_IMPACT, incident.value(Field.USER_IMPACT)));
  }

  private String rule(String system) {
    return switch (story.config().role(system)) {
      case SUPPLIER -> "R18a.2";
      case OPERATIONS -> "R18b.1";
      case NATIONAL_DESK, CHANGE, LOCAL_DESK, ANNOUNCEMENTS, JOURNAL -> "";
    };
  }

  /// Not what a supplier's tool held already when the hub first looked into it.
  private boolean isNews(TicketRef ticket) {
    var createdAt =
        story.view().shadow(ticket).map(shadow -> shadow.createdAt()).orElse(Instant.MAX);
    return !Contacts.wasThereBefore(
        story, ticket.system(), requireNonNullElse(createdAt, Instant.MAX));
  }
}
