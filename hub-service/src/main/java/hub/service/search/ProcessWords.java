package hub.service.search;

import static hub.service.search.TimelineEntry.Weight.NORMAL;
import static hub.service.search.TimelineEntry.Weight.QUIET;
import static hub.service.search.TimelineEntry.Weight.TROUBLE;

import hub.delivery.NoticeKind;
import hub.incident.Gate;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.SpaceView;
import hub.service.search.TimelineEntry.Weight;
import hub.service.words.Told;
import hub.ticket.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened in the process around an incident, in words.
///
/// @param text what a person wrote, or empty
/// @param person whom it names; null for nobody
record ProcessWords(Weight weight, Told words, String text, @Nullable String person) {

  /// @param before the state that the event was added to
  static ProcessWords of(IncidentEvent.OfProcess event, SpaceView before) {
    return switch (event) {
      case IncidentEvent.ContactTaskOpened(_, _, var level, var role, var rule, _, _) ->
          told(NORMAL, "process.contact", name(role), level.name(), rule);
      case IncidentEvent.ContactReminded(var incident, var task, _) ->
          before
              .contactTask(incident, task)
              .map(known -> told(NORMAL, "process.reminded.role", name(known.role())))
              .orElseGet(() -> told(NORMAL, "process.reminded"));
      case IncidentEvent.ContactEscalated(_, _, var to, _) ->
          told(TROUBLE, "process.escalated", name(to));
      case IncidentEvent.ContactReached(_, _, var reached, var how, _, _) ->
          new ProcessWords(NORMAL, Told.of("process.reached", Wording.way(how)), "", reached);
      case IncidentEvent.ContactWaiverRecorded(_, _, var reason, var actor, _) ->
          new ProcessWords(NORMAL, Told.of("process.waived", actor), reason, null);
      case IncidentEvent.NoticeDue due ->
          told(QUIET, "process.notice.due", kind(due.kind()), Wording.recipient(due.recipient()));
      case IncidentEvent.NoticeSent sent ->
          due(before, sent.incident(), sent.notice())
              .map(notice ->
                  told(
                      NORMAL,
                      "process.notice.sent",
                      kind(notice.kind()),
                      Wording.recipient(notice.recipient()),
                      sent.recipients()))
              .orElseGet(() -> told(NORMAL, "process.notice.sent.unknown", sent.recipients()));
      case IncidentEvent.NoticeRefused refused ->
          due(before, refused.incident(), refused.notice())
              .map(notice ->
                  told(
                      TROUBLE,
                      "process.notice.refused.to",
                      kind(notice.kind()),
                      Wording.recipient(notice.recipient()),
                      refused.cause()))
              .orElseGet(() -> told(TROUBLE, "process.notice.refused", refused.cause()));
      case IncidentEvent.NoticeReleased(_, _, var actor) ->
          told(NORMAL, "process.notice.released", actor);
      case IncidentEvent.GateBypassed(_, var gate, var ticket, _) ->
          told(TROUBLE, "process.bypassed", gate(gate), ticket.system());
      case IncidentEvent.GateSatisfied(_, var gate) ->
          told(NORMAL, "process.satisfied", gate(gate));
      case IncidentEvent.GateOverridden(_, var gate, var reason, var actor) ->
          new ProcessWords(NORMAL, Told.of("process.overridden", gate(gate), actor), reason, null);
    };
  }

  private static ProcessWords told(Weight weight, String key, Object... arguments) {
    return new ProcessWords(weight, Told.of(key, arguments), "", null);
  }

  private static Optional<Notice> due(SpaceView before, IncidentId incident, String notice) {
    return before.dueNotices(incident).stream()
        .filter(known -> known.id().equals(notice))
        .findFirst();
  }

  private static Told name(Role role) {
    return Wording.named(role.name());
  }

  private static Told kind(NoticeKind kind) {
    return Wording.named(kind.name());
  }

  private static Told gate(Gate gate) {
    return Wording.named(gate.name());
  }
}
