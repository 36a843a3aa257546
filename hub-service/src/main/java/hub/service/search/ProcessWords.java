package hub.service.search;

import static hub.service.search.TimelineEntry.Weight.NORMAL;
import static hub.service.search.TimelineEntry.Weight.QUIET;
import static hub.service.search.TimelineEntry.Weight.TROUBLE;

import hub.incident.Gate;
import hub.incident.IncidentEvent;
import hub.service.search.TimelineEntry.Weight;
import hub.ticket.Role;
import org.jspecify.annotations.Nullable;

/// What happened in the process around an incident, in words.
///
/// @param text what a person wrote, or empty
/// @param person whom it names; null for nobody
record ProcessWords(Weight weight, String words, String text, @Nullable String person) {

  static ProcessWords of(IncidentEvent.OfProcess event) {
    return switch (event) {
      case IncidentEvent.ContactTaskOpened(_, _, var level, var role, var rule, _, _) ->
          told(NORMAL, "%s is to be contacted: %s (%s)".formatted(name(role), level, rule));
      case IncidentEvent.ContactReminded _ ->
          told(NORMAL, "Nobody has acknowledged the contact; the role is reminded (O-9)");
      case IncidentEvent.ContactEscalated(_, _, var to, _) ->
          told(TROUBLE, "Nobody has acknowledged; %s is contacted too (O-9)".formatted(name(to)));
      case IncidentEvent.ContactReached(_, _, var reached, var how, _, _) ->
          new ProcessWords(NORMAL, "The contact was acknowledged by " + how, "", reached);
      case IncidentEvent.ContactWaiverRecorded(_, _, var reason, var actor, _) ->
          new ProcessWords(NORMAL, "The contact was waived by " + actor, reason, null);
      case IncidentEvent.NoticeDue due ->
          told(QUIET, "%s for %s is due".formatted(kind(due), recipient(due)));
      case IncidentEvent.NoticeSent(_, _, _, var recipients, _) ->
          told(NORMAL, "A notice was sent to %d %s".formatted(recipients, addresses(recipients)));
      case IncidentEvent.NoticeRefused(_, _, var cause, _) ->
          told(TROUBLE, "A notice cannot be sent: " + cause);
      case IncidentEvent.NoticeReleased(_, _, var actor) ->
          told(NORMAL, "A notice is to be sent again, asked by " + actor);
      case IncidentEvent.GateBypassed(_, var gate, var ticket, _) ->
          told(TROUBLE, "%s in %s; not carried on".formatted(gate(gate), ticket.system()));
      case IncidentEvent.GateSatisfied(_, var gate) -> told(NORMAL, "No longer so: " + gate(gate));
      case IncidentEvent.GateOverridden(_, var gate, var reason, var actor) ->
          new ProcessWords(
              NORMAL, "%s: carried on by order of %s".formatted(gate(gate), actor), reason, null);
    };
  }

  private static ProcessWords told(Weight weight, String words) {
    return new ProcessWords(weight, words, "", null);
  }

  private static String name(Role role) {
    return Wording.name(role.name());
  }

  private static String kind(IncidentEvent.NoticeDue due) {
    return "The notice \"%s\"".formatted(Wording.name(due.kind().name()));
  }

  private static String recipient(IncidentEvent.NoticeDue due) {
    return Wording.recipient(due.recipient());
  }

  private static String addresses(int count) {
    return count == 1 ? "address" : "addresses";
  }

  private static String gate(Gate gate) {
    return switch (gate) {
      case PENDING_RELEASE_NEEDS_RFC -> "Pending Release without an RFC (R11.4)";
      case CLOSING_NEEDS_REPORT -> "Closed without an approved report (R15.1)";
    };
  }
}
