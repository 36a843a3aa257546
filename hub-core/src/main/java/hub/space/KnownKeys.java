package hub.space;

import hub.incident.IncidentEvent.TicketChanged;
import hub.incident.IncidentEvent.TicketLinked;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.incident.Story;
import hub.ticket.TicketRef;
import java.util.Objects;
import java.util.Optional;

/// A person may write a key before the hub knows its ticket. When that ticket comes to be known, or
/// gets that key by a move, whoever shows the key is looked at again: it may belong elsewhere, and
/// then it goes (R5b.1).
final class KnownKeys {

  private final Story story;

  KnownKeys(Story story) {
    this.story = story;
  }

  /// Looks at all that has happened in this step.
  ///
  /// @param before the view before it
  void follow(SpaceView before) {
    for (var event : story.events()) {
      if (event instanceof TicketLinked linked) {
        known(before, linked.ticket(), linked.key());
      } else if (event instanceof TicketChanged changed) {
        known(before, changed.ticket().ref(), changed.ticket().key());
      }
    }
  }

  private void known(SpaceView before, TicketRef ticket, String key) {
    if (before.ticketByKey(ticket.system(), key).filter(ticket::equals).isPresent()) {
      return;
    }
    story.view().referringTo(ticket.system(), key).stream()
        .map(story.view()::shadow)
        .flatMap(Optional::stream)
        .map(Shadow::incident)
        .filter(Objects::nonNull)
        .forEach(story::touch);
  }
}
