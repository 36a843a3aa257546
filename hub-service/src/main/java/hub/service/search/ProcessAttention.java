package hub.service.search;

import hub.incident.GateBreach;
import hub.incident.Incident;
import hub.incident.Notice;
import hub.ticket.Field;
import java.util.ArrayList;
import java.util.List;

/// What of the process around an incident needs a person. Contact tasks have a page of their own.
final class ProcessAttention {

  private ProcessAttention() {}

  static List<AttentionItem> of(
      Incident incident, List<Notice> notices, List<GateBreach> breaches) {
    var items = new ArrayList<AttentionItem>();
    for (var notice : notices) {
      if (notice.end() != null && !notice.end().isSent()) {
        items.add(refused(incident, notice, notice.end()));
      }
    }
    breaches.stream()
        .filter(breach -> breach.overriddenBy() == null)
        .forEach(breach -> items.add(bypassed(incident, breach)));
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
        end.refusal(),
        "%s is not told.".formatted(Wording.capital(Wording.recipient(notice.recipient()))),
        List.of(),
        List.of(AttentionAction.RETRY),
        null);
  }

  private static AttentionItem bypassed(Incident incident, GateBreach breach) {
    var what =
        switch (breach.gate()) {
          case PENDING_RELEASE_NEEDS_RFC ->
              "It is pending a release, but refers to no RFC (R11.4).";
          case CLOSING_NEEDS_REPORT ->
              "It was closed before its incident report was approved (R15.1).";
        };
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
        what,
        "The status stays in that tool and goes to no other.",
        List.of(),
        List.of(),
        null);
  }
}
