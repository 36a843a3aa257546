package hub.space;

import hub.incident.ContactTask;
import hub.incident.Incident;
import hub.incident.IncidentEvent.ContactReached;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.NoticeRefused;
import hub.incident.IncidentId;
import hub.incident.Input.NoticeAnswered;
import hub.incident.Input.NoticeReturned;
import hub.incident.Notice;
import hub.incident.Story;
import java.util.Optional;

/// What comes back after a notice: a person's answer, which acknowledges a contact, or the report
/// that it did not arrive.
final class Answers {

  private final Story story;

  Answers(Story story) {
    this.story = story;
  }

  void answered(NoticeAnswered answer) {
    var notice = notice(answer.incident(), answer.notice());
    if (notice.isEmpty()) {
      return;
    }
    var task = task(notice.get());
    if (task.isEmpty()) {
      setAside(notice.get().incident(), "the answered notice asks nobody for an answer");
    } else if (!task.get().isOpen()) {
      setAside(
          notice.get().incident(),
          "the contact task %d has ended already".formatted(task.get().number()));
    } else {
      story.happened(
          new ContactReached(
              notice.get().incident(),
              task.get().number(),
              answer.from().isBlank() ? task.get().role().name() : answer.from(),
              "a reply to the mail",
              "mail-reply",
              story.now()));
    }
  }

  /// Whoever it was for does not know: that is shown, and the next role is contacted at once.
  void returned(NoticeReturned report) {
    var notice = notice(report.incident(), report.notice()).filter(Answers::isSent);
    if (notice.isEmpty()) {
      return;
    }
    var id = notice.get().incident();
    story.happened(new NoticeRefused(id, notice.get().id(), report.cause(), story.now()));
    var attempt = Contacts.attempt(notice.get());
    task(notice.get())
        .filter(ContactTask::isOpen)
        .filter(task -> attempt.filter(last -> last.number() == task.attempts()).isPresent())
        .ifPresent(
            task -> new Contacts(story).returned(story.view().incident(id).orElseThrow(), task));
  }

  private static boolean isSent(Notice notice) {
    return notice.end() != null && notice.end().isSent();
  }

  private Optional<ContactTask> task(Notice notice) {
    return Contacts.attempt(notice)
        .flatMap(attempt -> story.view().contactTask(notice.incident(), attempt.task()));
  }

  private Optional<Notice> notice(IncidentId id, String messageId) {
    var incident = story.view().incident(id).filter(Incident::isOpen);
    var found =
        incident.stream()
            .flatMap(known -> story.view().doneNotices(known.id()).stream())
            .filter(notice -> notice.end() != null && notice.end().messageId().equals(messageId))
            .findFirst();
    if (found.isEmpty()) {
      setAside(id, "it is about a notice that is not known");
    }
    return found;
  }

  private void setAside(IncidentId id, String reason) {
    story.happened(new InputSetAside(id.toString(), reason));
  }
}
