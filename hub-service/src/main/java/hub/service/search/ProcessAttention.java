package hub.service.search;

import hub.incident.ContactTask;
import hub.incident.GateBreach;
import hub.incident.Incident;
import hub.incident.Notice;
import hub.service.words.Told;
import hub.ticket.Field;
import java.util.ArrayList;
import java.util.List;

/// What of the process around an incident needs a person.
final class ProcessAttention {

  private ProcessAttention() {}

  static List<AttentionItem> of(
      Incident incident,
      List<Notice> notices,
      List<GateBreach> breaches,
      List<ContactTask> contacts) {
    var items = new ArrayList<AttentionItem>();
    for (var notice : notices) {
      if (notice.end() != null && !notice.end().isSent()) {
        items.add(refused(incident, notice, notice.end()));
      }
    }
    breaches.stream()
        .filter(breach -> breach.overriddenBy() == null)
        .forEach(breach -> items.add(bypassed(incident, breach)));
    contacts.stream()
        .filter(ContactTask::isOpen)
        .filter(task -> task.attempts() > 1)
        .forEach(task -> items.add(overdue(incident, task, notices)));
    return items;
  }

  private static AttentionItem refused(Incident incident, Notice notice, Notice.End end) {
    return new AttentionItem(
        "%s/%s/%s".formatted(incident.id(), AttentionKind.NOTICE_REFUSED, notice.purpose()),
        AttentionKind.NOTICE_REFUSED,
        end.at(),
        incident.id(),
        incident.value(Field.TITLE),
        notice.system(),
        null,
        "",
        null,
        Told.quoted(end.refusal()),
        Told.of("matter.NOTICE_REFUSED.else", Wording.recipient(notice.recipient())).capital(),
        List.of(),
        List.of(AttentionAction.RETRY),
        null,
        null);
  }

  private static AttentionItem bypassed(Incident incident, GateBreach breach) {
    return new AttentionItem(
        "%s/%s".formatted(incident.id(), breach.gate()),
        AttentionKind.GATE_BYPASSED,
        breach.since(),
        incident.id(),
        incident.value(Field.TITLE),
        breach.ticket().system(),
        breach.ticket(),
        "",
        null,
        Told.of("matter.GATE_BYPASSED." + breach.gate()),
        Told.of("matter.GATE_BYPASSED.else"),
        List.of(),
        List.of(),
        null,
        null);
  }

  /// It has been reminded of, so the first wait is over (O-9).
  private static AttentionItem overdue(Incident incident, ContactTask task, List<Notice> notices) {
    var isTold =
        notices.stream()
            .filter(notice -> notice.end() != null && notice.end().isSent())
            .anyMatch(notice -> ProcessSearch.isAbout(notice, task));
    return new AttentionItem(
        "%s/%s/%d".formatted(incident.id(), AttentionKind.CONTACT_OVERDUE, task.number()),
        AttentionKind.CONTACT_OVERDUE,
        task.openedAt(),
        incident.id(),
        incident.value(Field.TITLE),
        null,
        null,
        "",
        null,
        Told.of(
            isTold ? "matter.CONTACT_OVERDUE.cause" : "matter.CONTACT_OVERDUE.cause.unsent",
            Wording.named(task.role().name()),
            task.level().name()),
        Told.of("matter.CONTACT_OVERDUE.else"),
        List.of(),
        List.of(AttentionAction.SHOW_CONTACT),
        null,
        task.number());
  }
}
