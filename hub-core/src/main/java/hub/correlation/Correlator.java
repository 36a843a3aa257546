package hub.correlation;

import hub.config.HubConfig;
import hub.correlation.Verdict.BelongsTo;
import hub.correlation.Verdict.IsDuplicate;
import hub.correlation.Verdict.IsNoIncident;
import hub.correlation.Verdict.Opens;
import hub.incident.Entry.MarkerRecord;
import hub.incident.Entry.Slot;
import hub.incident.Incident;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Finds out which incident a ticket belongs to (design §5).
///
/// Only references of kind *same* count: the hub's marker and the counterpart fields, in either
/// direction.
public final class Correlator {

  private final SpaceView view;
  private final HubConfig config;

  public Correlator(SpaceView view, HubConfig config) {
    this.view = view;
    this.config = config;
  }

  /// Judges a ticket that is in no incident yet.
  public Verdict judge(Ticket ticket) {
    var byMarker = view.marker(ticket.marker());
    if (byMarker.isPresent()) {
      return judgeMarked(ticket, byMarker.get());
    }
    var candidates = referred(ticket.ref(), ticket.key(), ticket.fields());
    if (candidates.isEmpty()) {
      return config
              .system(ticket.ref().system())
              .filter(s -> s.mayOpen(ticket.fields()))
              .isPresent()
          ? new Opens()
          : new IsNoIncident("tickets of its system and kind open no incident");
    }
    var lowest = candidates.firstEntry();
    var target = incident(lowest.getKey());
    if (isFull(target, ticket.ref().system())) {
      return new Opens();
    }
    var merges = candidates.keySet().stream().skip(1).toList();
    for (var other : merges) {
      if (obstacleToMerge(target, incident(other)).isPresent()) {
        return new Opens();
      }
    }
    return new BelongsTo(target.id(), LinkReason.REFERENCE, lowest.getValue(), merges);
  }

  private Verdict judgeMarked(Ticket ticket, MarkerRecord marker) {
    var incident = incident(marker.incident());
    var known = marker.ticket();
    if (known != null && !known.equals(ticket.ref()) && isPresent(known)) {
      return new IsDuplicate(incident.id(), known);
    }
    if (!incident.isOpen()) {
      return new IsNoIncident("its incident is closed to the hub");
    }
    var other = placeTaken(incident, ticket.ref());
    if (other.isPresent()) {
      return new IsDuplicate(incident.id(), other.get());
    }
    return new BelongsTo(incident.id(), LinkReason.MARKER, ticket.marker(), List.of());
  }

  /// The incidents that a member's present references point to, other than its own, lowest first,
  /// with the reason.
  public NavigableMap<IncidentId, String> referredElsewhere(Shadow shadow, IncidentId own) {
    var all = referred(shadow.ticket(), shadow.ticketKey(), shadow.fields());
    all.remove(own);
    return all;
  }

  private NavigableMap<IncidentId, String> referred(TicketRef ref, String key, Fields fields) {
    var found = new TreeMap<IncidentId, String>();
    fields.values().entrySet().stream()
        .filter(field -> !field.getValue().isBlank())
        .filter(field -> !isDenied(ref, field))
        .forEach(field -> addReferred(found, field));
    if (!key.isEmpty()) {
      view.referringTo(ref.system(), key).stream()
          .filter(by -> !by.equals(ref))
          .filter(by -> !isDenied(by, ref.system(), key))
          .map(view::incidentOf)
          .flatMap(Optional::stream)
          .filter(Incident::isOpen)
          .forEach(incident -> found.put(incident.id(), "a member shows " + key));
    }
    return found;
  }

  private boolean isDenied(TicketRef ticket, Map.Entry<Field, String> field) {
    return field
        .getKey()
        .counterpartSystem()
        .filter(system -> isDenied(ticket, system, field.getValue()))
        .isPresent();
  }

  /// Whether a person has declared wrong that the ticket refers to that key.
  private boolean isDenied(TicketRef ticket, String system, String key) {
    return view.shadow(ticket)
        .filter(shadow -> shadow.denied().contains(system + ":" + key))
        .isPresent();
  }

  private void addReferred(Map<IncidentId, String> found, Map.Entry<Field, String> field) {
    field
        .getKey()
        .counterpartSystem()
        .flatMap(system -> view.ticketByKey(system, field.getValue()))
        .flatMap(view::incidentOf)
        .filter(Incident::isOpen)
        .ifPresent(incident -> found.put(incident.id(), "it shows " + field.getValue()));
  }

  /// Why two incidents cannot be one; empty if they can.
  public Optional<String> obstacleToMerge(Incident one, Incident other) {
    if (!one.isOpen() || !other.isOpen()) {
      return Optional.of("%s or %s is closed to the hub".formatted(one.id(), other.id()));
    }
    return config.systems().entrySet().stream()
        .filter(system ->
            taken(one, system.getKey()) + taken(other, system.getKey())
                > system.getValue().atMost())
        .findFirst()
        .map(system ->
            "%s and %s would have more than %d ticket in %s"
                .formatted(one.id(), other.id(), system.getValue().atMost(), system.getKey()));
  }

  /// Whether an incident can take no further ticket of a system.
  public boolean isFull(Incident incident, String system) {
    return config
        .system(system)
        .filter(settings -> taken(incident, system) >= settings.atMost())
        .isPresent();
  }

  /// The member that has the place a created ticket was made for, if there is no other.
  public Optional<TicketRef> placeTaken(Incident incident, TicketRef created) {
    var system = created.system();
    var isTaken =
        config
            .system(system)
            .filter(settings -> incident.countIn(system) >= settings.atMost())
            .isPresent();
    return isTaken && !incident.members().containsKey(created)
        ? Optional.ofNullable(incident.memberIn(system))
        : Optional.empty();
  }

  /// Tickets in a system, an outstanding create counting as one.
  private long taken(Incident incident, String system) {
    var creates = view.outstanding(Slot.forCreate(incident.id(), system)).isPresent() ? 1 : 0;
    return incident.countIn(system) + creates;
  }

  private boolean isPresent(TicketRef ticket) {
    return view.shadow(ticket).filter(Shadow::isPresent).isPresent();
  }

  private Incident incident(IncidentId id) {
    return view.incident(id).orElseThrow();
  }
}
