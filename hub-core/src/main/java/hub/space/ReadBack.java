package hub.space;

import hub.incident.IncidentEvent.TicketChanged;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;

/// The ticket as a sink read it back after its write.
///
/// In the fields that were sent, what the tool holds now counts as the hub's, however the tool has
/// put it. In all others a difference is a person's change.
final class ReadBack {

  private final Story story;

  ReadBack(Story story) {
    this.story = story;
  }

  void take(IncidentId id, Shadow before, Ticket ticket, Fields sent, Reading reading) {
    story.happened(new TicketChanged(id, ticket.withoutComments(), reading));
    var byPeople =
        ticket.withFields(ticket.fields().where((field, _) -> sent.get(field).isEmpty()));
    new TicketNews(story).changed(id, before, byPeople);
  }
}
