package hub.service.search;

import hub.incident.Entry;
import hub.incident.IncidentId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a fold goes on from: a state, and what the projection made of it.
interface FoldBase extends KnownState {

  /// Where every history begins.
  FoldBase NOTHING = new Nothing();

  Optional<IncidentDigest> digest(IncidentId id);

  /// The stories of some incidents in the order of their events.
  List<TimelineEntry> timelineOf(Set<IncidentId> ids);

  /// An event by its sequence.
  Optional<TimelineEntry> event(long sequence);

  /// The last event by which a command was asked of a tool, or held back.
  Optional<TimelineEntry> asking(String command);

  /// What the notices of some incidents said.
  List<ToldFacts> toldOf(Set<IncidentId> ids);

  Optional<SystemActivity> activity(String system);

  /// A state before the first event.
  record Nothing() implements FoldBase {

    @Override
    public Optional<Entry> get(String key) {
      return Optional.empty();
    }

    @Override
    public List<Entry> range(String from, String to) {
      return List.of();
    }

    @Override
    public List<Entry> ofIncident(IncidentId id) {
      return List.of();
    }

    @Override
    public List<IncidentId> mergedInto(IncidentId id) {
      return List.of();
    }

    @Override
    public Optional<IncidentDigest> digest(IncidentId id) {
      return Optional.empty();
    }

    @Override
    public List<TimelineEntry> timelineOf(Set<IncidentId> ids) {
      return List.of();
    }

    @Override
    public Optional<TimelineEntry> event(long sequence) {
      return Optional.empty();
    }

    @Override
    public Optional<TimelineEntry> asking(String command) {
      return Optional.empty();
    }

    @Override
    public List<ToldFacts> toldOf(Set<IncidentId> ids) {
      return List.of();
    }

    @Override
    public Optional<SystemActivity> activity(String system) {
      return Optional.empty();
    }
  }
}
