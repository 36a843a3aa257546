package hub.reconciliation;

import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.incident.Incident;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Status;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a member ticket should say: the incident's values, as far as the hub may write them there.
///
/// The dashboard shows the same, so that operations see what the hub means and not a second
/// opinion.
public final class DesiredFields {

  private final SpaceView view;
  private final HubConfig config;

  public DesiredFields(SpaceView view, HubConfig config) {
    this.view = view;
    this.config = config;
  }

  /// All canonical fields that the hub wants in a ticket, whether it holds them already or not.
  public Fields of(Incident incident, Shadow shadow) {
    var system = config.system(shadow.ticket().system());
    return system.isEmpty() ? Fields.NONE : of(incident, shadow, system.get());
  }

  private Fields of(Incident incident, Shadow shadow, SystemConfig system) {
    var desired = new TreeMap<Field, String>();
    for (var field : system.holdsRfcs() ? Set.of(Field.CAUSED_BY) : system.out().keySet()) {
      // A field that the tool does not show cannot be compared, and so is not written.
      if (shadow.fields().get(field).isPresent()) {
        wanted(incident, shadow, system, field).ifPresent(value -> desired.put(field, value));
      }
    }
    return new Fields(desired);
  }

  private Optional<String> wanted(
      Incident incident, Shadow shadow, SystemConfig system, Field field) {
    var counterpart = field.counterpartSystem();
    if (counterpart.isPresent()) {
      return counterpartKey(incident, shadow, field, counterpart.get());
    }
    if (field.equals(Field.CASE_NUMBER)) {
      return Optional.of(incident.id().caseNumber(config.space().id()));
    }
    if (field.equals(Field.CAUSED_BY)) {
      return Optional.of(new RfcReferences(view, config).causes(shadow));
    }
    if (field.rfcSystem().isPresent()) {
      return Optional.of(
          new RfcReferences(view, config).rfcs(incident, shadow, field.rfcSystem().get()));
    }
    var value = incident.fields().get(field);
    if (value == null
        || !system.writes().contains(field)
        || !system.canHold(field, value.value())
        || config.policy(field).mode() == FieldPolicy.Mode.ONCE
        // A person has set it otherwise in this tool, and nothing has happened since.
        || shadow.tolerated().getOrDefault(field, -1L) == value.sequence()) {
      return Optional.empty();
    }
    if (field.equals(Field.STATUS)
        && (isForbiddenStep(shadow, system, value.value())
            || !new GateKeeper(view, config).mayCarryStatus(incident))) {
      return Optional.empty();
    }
    return Optional.of(value.value());
  }

  /// R5b.1: every ticket shows the key of its counterpart. A key of a ticket that belongs elsewhere
  /// is removed.
  private Optional<String> counterpartKey(
      Incident incident, Shadow shadow, Field field, String system) {
    if (!incident.correlationConflicts().isEmpty()) {
      return Optional.empty();
    }
    var member = incident.memberIn(system);
    if (member != null) {
      return view.shadow(member).map(Shadow::ticketKey).filter(key -> !key.isEmpty());
    }
    var shown = shadow.fields().getOrEmpty(field);
    return view.ticketByKey(system, shown).isPresent() ? Optional.of("") : Optional.empty();
  }

  /// The hub moves no status backwards without a rule (design D5).
  private boolean isForbiddenStep(Shadow shadow, SystemConfig system, String value) {
    var from = shadow.fields().getOrEmpty(Field.STATUS);
    if (from.isEmpty() || value.isEmpty() || system.isSame(Field.STATUS, from, value)) {
      return false;
    }
    var held = Status.valueOf(system.held(Field.STATUS, value));
    var now = Status.valueOf(from);
    return held.isBehind(now) && config.ruleForStep(now, Status.valueOf(value)).isEmpty();
  }
}
