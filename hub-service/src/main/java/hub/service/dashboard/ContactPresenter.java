package hub.service.dashboard;

import hub.incident.ContactTask;
import hub.incident.GateBreach;
import hub.incident.Notice;
import hub.service.dashboard.Views.ContactRow;
import hub.service.dashboard.Views.GateLine;
import hub.service.dashboard.Views.NoticeLine;
import hub.service.search.ContactView;
import hub.service.search.Wording;
import hub.service.words.Words;
import hub.ticket.Status;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays out whom the process contacts, what it tells them, and what went past its gates.
final class ContactPresenter {

  private final DashboardHub hub;
  private final Presenter presenter;
  private final Words words;
  private final SiteTime time;
  private final boolean isTelling;

  /// @param isTelling whether the site names a system that sends notices
  ContactPresenter(DashboardHub hub, Presenter presenter, SiteTime time, boolean isTelling) {
    this.hub = hub;
    this.presenter = presenter;
    this.words = presenter.words();
    this.time = time;
    this.isTelling = isTelling;
  }

  /// The element of a contact task.
  static String id(long task) {
    return "contact-" + task;
  }

  ContactRow row(ContactView view) {
    var task = view.task();
    var role = presenter.named(task.role().name());
    return new ContactRow(
        id(task.number()),
        Long.toString(task.number()),
        look(view),
        presenter.name(view.incident()),
        task.level().name(),
        Presenter.tone(task.level().name()),
        words.say(
            task.isOpen() ? "contacts.is" : "contacts.was", role, task.level(), task.ruleId()),
        task.basis(),
        task.contacted().size() == 1 ? null : words.say("contacts.chain", chain(task)),
        time.when(task.openedAt()),
        next(view),
        view.notices().stream().map(this::notice).toList(),
        view.notices().isEmpty() && !isTelling ? words.say("contacts.nobody-told") : null,
        ending(task));
  }

  private Look look(ContactView view) {
    var ending = view.task().ending();
    if (ending != null) {
      return ending.isWaived()
          ? new Look(words.say("contacts.waived"), "calm", "dot")
          : new Look(words.say("contacts.reached"), "good", "check");
    }
    return view.isOverdue()
        ? new Look(words.say("contacts.overdue"), "bad", "phone")
        : new Look(words.say("contacts.running"), "info", "hourglass");
  }

  private String chain(ContactTask task) {
    return task.contacted().stream()
        .map(role -> presenter.named(role.name()))
        .collect(Collectors.joining(" → "));
  }

  private @Nullable String next(ContactView view) {
    if (!view.task().isOpen()) {
      return null;
    }
    var next = view.next();
    if (next == null) {
      return words.say(
          hub.config().contacts() != null && Status.isOver(view.incident().status())
              ? "contacts.next.over"
              : "contacts.next.nobody");
    }
    var kind = next.isReminder() ? "reminder" : "escalation";
    var role = presenter.named(next.role().name());
    return next.at().isAfter(hub.now())
        ? words.say("contacts.next." + kind, role, time.when(next.at()).clock())
        : words.say("contacts.next.late." + kind, role);
  }

  private @Nullable String ending(ContactTask task) {
    var ending = task.ending();
    if (ending == null) {
      return null;
    }
    var at = time.when(ending.at()).clock();
    return ending.isWaived()
        ? words.say("contacts.ended.waived", at, ending.by(), ending.words())
        : words.say(
            "contacts.ended.reached",
            ending.reached(),
            Wording.way(ending.words()).in(words.language()),
            at,
            ending.by());
  }

  NoticeLine notice(Notice notice) {
    var text = hub.preview(notice, words.say("notices.preview.link"));
    return new NoticeLine(
        ActionButton.id("notice", notice.id()),
        words.say(
            "notices.to",
            presenter.named(notice.kind().name()),
            Wording.recipient(notice.recipient())),
        state(notice),
        look(notice),
        text.map(written -> written.subject()).orElse(null),
        text.map(written -> written.body()).orElse(null));
  }

  private String state(Notice notice) {
    var end = notice.end();
    if (end == null) {
      return words.say("notices.due", time.when(notice.dueSince()).clock());
    }
    return end.isSent()
        ? words.say("notices.sent", time.when(end.at()).clock(), end.recipients())
        : words.say("notices.refused", end.refusal());
  }

  private static Look look(Notice notice) {
    var end = notice.end();
    if (end == null) {
      return new Look("", "info", "hourglass");
    }
    return end.isSent() ? new Look("", "good", "check") : new Look("", "bad", "letter");
  }

  GateLine gate(GateBreach breach) {
    var since = time.when(breach.since()).clock();
    var system = breach.ticket().system();
    return new GateLine(
        breach.gate().name(),
        presenter.named(breach.gate().name()),
        breach.overriddenBy() == null
            ? words.say("gates.since", system, since)
            : words.say("gates.overridden", system, since, breach.overriddenBy()),
        breach.overriddenBy() == null);
  }
}
