package hub.incident;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which incidents have shared a story, by merge or unmerge, however far removed.
///
/// What was said while they were one is sealed with one key, so they can only be forgotten
/// together; what a relative keeps is restated under a key of its own (design D12).
public final class Kinship {

  private static final String INCIDENTS = "incident/";

  private Kinship() {}

  /// The incident and all its relatives. Erasures are rare, so looking at every incident is not too
  /// much.
  public static SortedSet<IncidentId> of(SpaceView view, IncidentId id) {
    var next = neighbours(view);
    var kin = new TreeSet<IncidentId>();
    var toVisit = new ArrayDeque<>(List.of(id));
    while (!toVisit.isEmpty()) {
      var one = toVisit.pop();
      if (kin.add(one)) {
        toVisit.addAll(next.getOrDefault(one, Collections.emptySortedSet()));
      }
    }
    return kin;
  }

  private static Map<IncidentId, SortedSet<IncidentId>> neighbours(SpaceView view) {
    var neighbours = new HashMap<IncidentId, SortedSet<IncidentId>>();
    for (var entry : view.scan(INCIDENTS)) {
      if (entry instanceof Incident incident) {
        if (incident.mergedInto() != null) {
          join(neighbours, incident.id(), incident.mergedInto());
        }
        if (incident.unmergedFrom() != null) {
          join(neighbours, incident.id(), incident.unmergedFrom());
        }
      }
    }
    return neighbours;
  }

  private static void join(
      Map<IncidentId, SortedSet<IncidentId>> neighbours, IncidentId one, IncidentId other) {
    neighbours.computeIfAbsent(one, _ -> new TreeSet<>()).add(other);
    neighbours.computeIfAbsent(other, _ -> new TreeSet<>()).add(one);
  }
}
