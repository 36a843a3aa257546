package hub.incident;

import hub.incident.ContactTask.Ending;
import hub.ticket.Fields;
import hub.ticket.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How events of the process change the state: contacts, notices, gates.
final class ProcessEvolution {

  private ProcessEvolution() {}

  static void opened(Draft draft, IncidentEvent.ContactTaskOpened event) {
    draft.put(
        new ContactTask(
            event.incident(),
            event.task(),
            event.level(),
            event.ruleId(),
            event.basis(),
            event.at(),
            List.of(event.role()),
            1,
            event.at(),
            false,
            null));
  }

  static void reminded(Draft draft, IncidentEvent.ContactReminded event) {
    task(draft, event.incident(), event.task(), task -> task.reminded(event.at()));
  }

  static void escalated(Draft draft, IncidentEvent.ContactEscalated event) {
    task(
        draft,
        event.incident(),
        event.task(),
        task -> {
          var roles = new ArrayList<Role>(task.contacted());
          roles.add(event.to());
          return task.withContacted(roles, event.at());
        });
  }

  static void reached(Draft draft, IncidentEvent.ContactReached event) {
    var ending = new Ending(false, event.reached(), event.how(), event.actor(), event.at());
    task(draft, event.incident(), event.task(), task -> task.ended(ending));
  }

  static void waived(Draft draft, IncidentEvent.ContactWaiverRecorded event) {
    var ending = new Ending(true, "", event.reason(), event.actor(), event.at());
    task(draft, event.incident(), event.task(), task -> task.ended(ending));
  }

  private static void task(
      Draft draft, IncidentId id, long number, UnaryOperator<ContactTask> change) {
    draft.contactTask(id, number).map(change).ifPresent(draft::put);
  }

  static void due(Draft draft, IncidentEvent.NoticeDue event) {
    draft.put(
        new Notice(
            event.incident(),
            event.notice(),
            event.purpose(),
            event.system(),
            event.kind(),
            event.recipient(),
            event.template(),
            event.facts(),
            event.at(),
            null));
  }

  static void sent(Draft draft, IncidentEvent.NoticeSent event) {
    // What was said needs no keeping: it can be written again from the incident.
    var end = new Notice.End(event.messageId(), event.recipients(), "", event.at());
    find(draft.notices(event.incident()), event.notice())
        .ifPresent(known -> draft.move(known.key(), known.withFacts(Fields.NONE).ended(end)));
  }

  static void refused(Draft draft, IncidentEvent.NoticeRefused event) {
    find(draft.notices(event.incident()), event.notice())
        .ifPresent(known -> {
          // One that came back had a name, by which late answers still find it.
          var name = known.end() == null ? "" : known.end().messageId();
          var end = new Notice.End(name, 0, event.cause(), event.at());
          draft.move(known.key(), known.ended(end));
        });
  }

  static void released(Draft draft, IncidentEvent.NoticeReleased event) {
    find(draft.doneNotices(event.incident()), event.notice())
        .ifPresent(known -> draft.move(known.key(), known.ended(null)));
  }

  static void bypassed(Draft draft, IncidentEvent.GateBypassed event) {
    draft.put(new GateBreach(event.incident(), event.gate(), event.ticket(), event.at(), null));
  }

  static void overridden(Draft draft, IncidentEvent.GateOverridden event) {
    draft
        .breach(event.incident(), event.gate())
        .ifPresent(known ->
            draft.put(
                new GateBreach(
                    known.incident(), known.gate(), known.ticket(), known.since(), event.actor())));
  }

  /// What was absorbed goes on in the survivor.
  static void merged(Draft draft, IncidentId from, IncidentId to) {
    for (var task : draft.contactTasks(from)) {
      draft.move(task.key(), task.inIncident(to));
    }
    for (var notice : draft.notices(from)) {
      draft.move(notice.key(), notice.inIncident(to));
    }
    for (var breach : draft.breaches(from)) {
      draft.remove(breach.key());
    }
  }

  /// Nobody is told of what is forgotten.
  static void erased(Draft draft, IncidentId id) {
    for (var task : draft.contactTasks(id)) {
      draft.put(task.saying(ErasureEvolution.ERASED, ErasureEvolution.ERASED));
    }
    for (var notice : draft.notices(id)) {
      if (notice.isDue()) {
        draft.remove(notice.key());
      } else {
        draft.put(notice.withFacts(Fields.NONE));
      }
    }
  }

  static void restated(Draft draft, IncidentEvent.ContactRestated event) {
    task(
        draft, event.incident(), event.task(), task -> task.saying(event.reached(), event.words()));
  }

  static void restated(Draft draft, IncidentEvent.NoticeRestated event) {
    find(draft.notices(event.incident()), event.notice())
        .ifPresent(notice -> draft.put(notice.withFacts(event.facts())));
  }

  private static Optional<Notice> find(List<Notice> notices, String id) {
    return notices.stream().filter(notice -> notice.id().equals(id)).findFirst();
  }
}
