package hub.space;

import hub.delivery.NoticeKind;
import hub.delivery.Recipient;
import hub.incident.Incident;
import hub.incident.IncidentEvent.NoticeDue;
import hub.incident.Notice;
import hub.incident.NoticeFacts;
import hub.incident.Story;
import hub.ticket.Fields;
import java.util.stream.Stream;

/// Decides that somebody is to be told something; the reconciler sees to it that it is sent.
final class Notices {

  private final Story story;

  Notices(Story story) {
    this.story = story;
  }

  /// Tells somebody once for each purpose.
  ///
  /// @param purpose unique within the incident, such as `stakeholders/P1`
  /// @param more facts beside those of the incident
  void tell(
      Incident incident,
      String purpose,
      NoticeKind kind,
      Recipient recipient,
      String template,
      Fields more) {
    var contacts = story.config().contacts();
    var system = contacts == null ? null : contacts.system();
    if (system == null || isTold(incident, system, purpose)) {
      return;
    }
    story.happened(
        new NoticeDue(
            incident.id(),
            "%s/%s/%s".formatted(story.config().space().id(), incident.id(), purpose),
            purpose,
            system,
            kind,
            recipient,
            template,
            NoticeFacts.of(story.view(), story.config().space().id(), incident).with(more),
            story.now()));
  }

  private boolean isTold(Incident incident, String system, String purpose) {
    return Stream.concat(
            story.view().dueNotices(incident.id()).stream()
                .filter(notice -> notice.system().equals(system)),
            story.view().doneNotices(incident.id()).stream())
        .map(Notice::purpose)
        .anyMatch(purpose::equals);
  }
}
