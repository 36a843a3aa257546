package hub.service.search;

import hub.incident.Entry;
import hub.incident.IncidentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A base that is asked for the same thing once only. What one run of events folds belongs to a few
/// incidents, whose entries are looked at with each of them.
final class RememberedBase implements FoldBase {

  private final FoldBase base;
  private final Map<String, Optional<Entry>> entries = new HashMap<>();
  private final Map<Range, List<Entry>> ranges = new HashMap<>();
  private final Map<IncidentId, List<Entry>> incidents = new HashMap<>();

  /// @param base one consistent view, that never changes
  RememberedBase(FoldBase base) {
    this.base = base;
  }

  private record Range(String from, String to) {}

  @Override
  public Optional<Entry> get(String key) {
    return entries.computeIfAbsent(key, base::get);
  }

  @Override
  public List<Entry> range(String from, String to) {
    return ranges.computeIfAbsent(new Range(from, to), _ -> base.range(from, to));
  }

  @Override
  public List<Entry> ofIncident(IncidentId id) {
    return incidents.computeIfAbsent(id, base::ofIncident);
  }

  @Override
  public List<IncidentId> mergedInto(IncidentId id) {
    return base.mergedInto(id);
  }

  @Override
  public Optional<IncidentDigest> digest(IncidentId id) {
    return base.digest(id);
  }

  @Override
  public List<TimelineEntry> timelineOf(Set<IncidentId> ids) {
    return base.timelineOf(ids);
  }

  @Override
  public Optional<TimelineEntry> event(long sequence) {
    return base.event(sequence);
  }

  @Override
  public Optional<TimelineEntry> asking(String command) {
    return base.asking(command);
  }

  @Override
  public List<ToldFacts> toldOf(Set<IncidentId> ids) {
    return base.toldOf(ids);
  }

  @Override
  public Optional<SystemActivity> activity(String system) {
    return base.activity(system);
  }
}
