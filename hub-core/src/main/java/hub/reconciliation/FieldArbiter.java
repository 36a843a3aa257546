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
  /// @param seenAt sequence of the event that told so; 0 if nobody knows
  /// @param mayBeOurs whether the value can be the hub's own, of a write that it knows nothing of
  /// @param claimed who and when, as the tool claims
  public record Seen(
      TicketRef ticket,
      Field field,
      @Nullable String before,
      long seenAt,
      String value,
      boolean mayBeOurs,
      Change claimed) {}

  /// The events that the change leads to; none if it agrees with the incident and proves nothing.
  public List<IncidentEvent> judge(Incident incident, Seen seen) {
    var current = incident.fields().get(seen.field());
    var policy = config.policy(seen.field());
    if (current == null) {
      return List.of(taken(incident, seen, ""));
    }
    if (policy.mode() == FieldPolicy.Mode.ONCE) {
      return List.of();
    }
    if (isSame(seen, current.value())) {
      return isConfirmed(seen, current, policy)
          ? List.of(confirmed(incident, seen, current))
          : List.of();
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

  /// Whether the person saw the incident's value when changing it. A ticket that has not been seen
  /// since the incident got its value may have held an equal one before.
  private boolean knewOf(Seen seen, FieldValue current) {
    var before = seen.before();
    return seen.ticket().equals(current.ticket())
        || (before != null
            && config.isSame(seen.ticket().system(), seen.field(), before, current.value())
            && (seen.field().equals(Field.STATUS)
                || seen.seenAt() > current.sequence()
                || isLater(seen, current)));
  }

  /// Whether somebody has set in another ticket, and later, what the incident holds already. Older
  /// news of the first one, read after it, must not count as the last word. Nobody enters the same
  /// text twice; that is the hub's own.
  private static boolean isConfirmed(Seen seen, FieldValue current, FieldPolicy policy) {
    return seen.before() != null
        && seen.field().isCoded()
        && !seen.mayBeOurs()
        && policy.mode() != FieldPolicy.Mode.OWNER
        && !seen.field().equals(Field.STATUS)
        && !seen.ticket().equals(current.ticket())
        && seen.claimed().at().isAfter(current.claimedAt());
  }

  private boolean isLater(Seen seen, FieldValue current) {
    var claimed = seen.claimed();
    return claimed.isExact() && isProof(current.claimedAt(), claimed.at());
  }

  private boolean isEarlier(Seen seen, FieldValue current) {
    return current.isExact() && isProof(seen.claimed().at(), current.claimedAt());
  }

  private List<IncidentEvent> overtakes(Incident incident, Seen seen) {
    return incident.conflicts().containsKey(seen.field())
        ? List.of(
            taken(incident, seen, ""),
            new ConflictSettled(incident.id(), seen.field(), seen.value(), "a later change"))
        : List.of(taken(incident, seen, ""));
  }

  private List<IncidentEvent> collides(Incident incident, Seen seen, FieldValue current) {
    var isEmptied = current.value().isEmpty() || seen.value().isEmpty();
    if (isEmptied) {
      return current.value().isEmpty() ? List.of(taken(incident, seen, "")) : List.of();
    }
    var isLater = isLater(seen, current);
    if (isLater || isEarlier(seen, current)) {
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
    return changed(incident, seen, seen.value(), rule);
  }

  /// In the incident's own form, which the other ticket's tool may not be able to hold.
  private static FieldChanged confirmed(Incident incident, Seen seen, FieldValue current) {
    return changed(incident, seen, current.value(), "");
  }

  private static FieldChanged changed(Incident incident, Seen seen, String value, String rule) {
    return new FieldChanged(
        incident.id(),
        seen.field(),
        value,
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
