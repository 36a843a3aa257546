package hub.service.search;

import hub.incident.Entry;
import hub.incident.IncidentId;
import hub.incident.SpaceView;
import java.util.List;

/// A folded state that knows what belongs to an incident.
interface KnownState extends SpaceView {

  @Override
  default List<Entry> scan(String prefix) {
    return range(prefix, prefix + Character.MAX_VALUE);
  }

  /// Everything that belongs to an incident but its comments, in the order of the keys.
  List<Entry> ofIncident(IncidentId id);

  /// The incidents that were merged into this one.
  List<IncidentId> mergedInto(IncidentId id);
}
