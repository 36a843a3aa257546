package hub.reconciliation;

import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.incident.Entry.FieldValue;
import hub.incident.Incident;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.ChangeNotRelayed;
import hub.incident.IncidentEvent.ConflictRecorded;
import hub.incident.IncidentEvent.ConflictSettled;
import hub.incident.IncidentEvent.ExplanationOwed;
import hub.incident.IncidentEvent.FieldChanged;
import hub.ticket.Change;
import hub.ticket.Field;
import hub.ticket.Priority;
import hub.ticket.Status;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person's change of one field means for the incident: taken over, declined, or in conflict
/// (design D6).
public final class FieldArbiter {

  private final HubConfig config;

  public FieldArbiter(HubConfig config) {
    this.config = config;
  }

  /// A change that a person made in a tool.
  ///
  /// @param before what the tool held before; null if the ticket was not known
  /// @param claimed who and when, as the tool claims
  public record Seen(
      TicketRef ticket, Field field, @Nullable String before, String value, Change claimed) {}

  /// The events that the change leads to; none if it agrees with the incident.
  public List<IncidentEvent> judge(Incident incident, Seen seen) {
    var current = incident.fields().get(seen.field());
    var policy = config.policy(seen.field());
    if (current == null) {
      return List.of(taken(incident, seen, ""));
    }
    if (isSame(seen, current.value()) || policy.mode() == FieldPolicy.Mode.ONCE) {
      return List.of();
    }
    if (policy.mode() == FieldPolicy.Mode.OWNER && !seen.ticket().system().equals(policy.owner())) {
      return takenBack(incident, seen, policy.owner());
    }
    if (seen.field().equals(Field.STATUS)) {
      return judgeStatus(incident, seen, current);
    }
    return knewOf(seen, current) ? overtakes(incident, seen) : collides(incident, seen, current);
  }

  /// The owner's value is written back, once, with a comment that says why (design D5).
  private List<IncidentEvent> takenBack(Incident incident, Seen seen, @Nullable String owner) {
    var reason = "the field belongs to " + owner;
    var declined = declined(incident, seen, reason, false);
    var isWritten =
        config
            .system(seen.ticket().system())
            .filter(system -> system.writes().contains(seen.field()))
            .filter(system -> system.out().containsKey(seen.field()))
            .isPresent();
    return isWritten && owner != null
        ? List.of(declined, new ExplanationOwed(incident.id(), seen.ticket(), seen.field(), owner))
        : List.of(declined);
  }

  private List<IncidentEvent> judgeStatus(Incident incident, Seen seen, FieldValue current) {
    var from = Status.valueOf(current.value());
    var to = Status.valueOf(seen.value());
    if (!to.isBehind(from)) {
      var isSideways = !from.isBehind(to) && !knewOf(seen, current);
      return isSideways ? collides(incident, seen, current) : List.of(taken(incident, seen, ""));
    }
    // Set without knowledge of the incident's status, it is simply behind, and is brought forward;
    // unless the tool that gave the status cannot tell the two apart, and this one can.
    if (!knewOf(seen, current)) {
      return isFiner(seen, current) ? List.of(taken(incident, seen, "")) : List.of();
    }
    return config
        .ruleForStep(from, to)
        .map(rule -> List.<IncidentEvent>of(taken(incident, seen, rule)))
        .orElseGet(() ->
            List.of(
                declined(incident, seen, "no rule moves %s back to %s".formatted(from, to), true)));
  }

  /// Whether the incident's value comes from a tool to which the seen one is the same.
  private boolean isFiner(Seen seen, FieldValue current) {
    return config.isSame(current.ticket().system(), seen.field(), current.value(), seen.value());
  }

  /// Whether the person saw the incident's value when changing it.
  private boolean knewOf(Seen seen, FieldValue current) {
    var before = seen.before();
    return seen.ticket().equals(current.ticket())
        || (before != null
            && config.isSame(seen.ticket().system(), seen.field(), before, current.value()));
  }

  private List<IncidentEvent> overtakes(Incident incident, Seen seen) {
    return incident.conflicts().containsKey(seen.field())
        ? List.of(
            taken(incident, seen, ""),
            new ConflictSettled(incident.id(), seen.field(), seen.value(), "a later change"))
        : List.of(taken(incident, seen, ""));
  }

  private List<IncidentEvent> collides(Incident incident, Seen seen, FieldValue current) {
    var claimed = seen.claimed();
    var isEmptied = current.value().isEmpty() || seen.value().isEmpty();
    if (isEmptied) {
      return current.value().isEmpty() ? List.of(taken(incident, seen, "")) : List.of();
    }
    var isLater = claimed.isExact() && isProof(current.claimedAt(), claimed.at());
    var isEarlier = current.isExact() && isProof(claimed.at(), current.claimedAt());
    if (isLater || isEarlier) {
      return isLater ? List.of(taken(incident, seen, "")) : List.of();
    }
    var wins =
        isBySeverity(seen.field())
            ? Priority.valueOf(seen.value()).isMoreSevereThan(Priority.valueOf(current.value()))
            : isLaterClaim(seen, current);
    var reason =
        isBySeverity(seen.field())
            ? "the order cannot be proved, so the more severe counts"
            : "the order cannot be proved, so the later claim counts";
    return wins
        ? List.of(
            taken(incident, seen, ""),
            new ConflictRecorded(
                incident.id(),
                seen.field(),
                seen.value(),
                seen.ticket(),
                current.value(),
                current.ticket(),
                reason))
        : List.of(
            new ConflictRecorded(
                incident.id(),
                seen.field(),
                current.value(),
                current.ticket(),
                seen.value(),
                seen.ticket(),
                reason));
  }

  /// Equal claims are decided by the tickets' identities, so that the order of arrival does not
  /// matter.
  private static boolean isLaterClaim(Seen seen, FieldValue current) {
    var byTime = seen.claimed().at().compareTo(current.claimedAt());
    return byTime != 0 ? byTime > 0 : seen.ticket().compareTo(current.ticket()) > 0;
  }

  private boolean isBySeverity(Field field) {
    return field.equals(Field.PRIORITY)
        || config.policy(field).mode() == FieldPolicy.Mode.MOST_SEVERE;
  }

  private boolean isProof(Instant earlier, Instant later) {
    return Duration.between(earlier, later).compareTo(config.limits().orderProof()) > 0;
  }

  private boolean isSame(Seen seen, String value) {
    return config.isSame(seen.ticket().system(), seen.field(), seen.value(), value);
  }

  private static FieldChanged taken(Incident incident, Seen seen, String rule) {
    return new FieldChanged(
        incident.id(),
        seen.field(),
        seen.value(),
        seen.ticket(),
        seen.claimed().at(),
        seen.claimed().isExact(),
        seen.claimed().by(),
        rule);
  }

  private static ChangeNotRelayed declined(
      Incident incident, Seen seen, String reason, boolean isTolerated) {
    return new ChangeNotRelayed(incident.id(), seen.ticket(), seen.field(), reason, isTolerated);
  }
}
