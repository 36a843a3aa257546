package hub.service.history;

import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Kinship;
import hub.incident.SpaceView;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Incidents that were erased, and those that shared a story with one: what was recorded of them
/// cannot be compared with what was decided.
public final class Forgotten implements Predicate<IncidentId> {

  private final Set<IncidentId> incidents = new HashSet<>();

  /// Looks once at the present state.
  public Forgotten(SpaceView present) {
    for (var entry : present.scan("incident/")) {
      if (entry instanceof Incident incident
          && incident.isErased()
          && !incidents.contains(incident.id())) {
        incidents.addAll(Kinship.of(present, incident.id()));
      }
    }
  }

  @Override
  public boolean test(IncidentId id) {
    return incidents.contains(id);
  }
}
