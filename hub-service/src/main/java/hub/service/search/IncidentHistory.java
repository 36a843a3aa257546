package hub.service.search;

import hub.config.HubConfig;
import hub.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Incidents as they were, folded from the log.
///
/// Only the events that can matter are read: those of the incident, and of whatever shares a
/// ticket, a merge or a key with it, however far removed ([Threads]). The index says where they
/// lie. So the cost grows with the incident's own story, not with the log.
public final class IncidentHistory {

  /// A story of more events is not folded while somebody waits.
  static final int MOST_EVENTS = 20_000;

  private final IncidentIndex index;
  private final HubConfig config;
  private final EventSource events;

  IncidentHistory(IncidentIndex index, HubConfig config, EventSource events) {
    this.index = index;
    this.config = config;
    this.events = events;
  }

  /// What there was at a moment.
  public sealed interface Past {

    /// The incident as it was.
    ///
    /// @param events how many were folded
    record Known(IncidentDetail detail, int events) implements Past {}

    /// It did not exist yet.
    record NotYet(Instant began) implements Past {}

    /// There is no incident of that number.
    record Missing() implements Past {}

    /// Its story is too long to be folded while somebody waits.
    record TooLong(int events) implements Past {}
  }

  /// The incident after the last event of its story that the hub had observed by that moment; the
  /// one that went on then, if it had been merged.
  public Past incident(IncidentId id, Instant moment) {
    var story = index.look(state -> story(state, id));
    if (story.size() > MOST_EVENTS) {
      return new Past.TooLong(story.size());
    }
    var own = story.stream().filter(trace -> trace.threads().contains(Threads.of(id))).toList();
    if (own.isEmpty()) {
      return new Past.Missing();
    }
    var last =
        story.stream()
            .filter(trace -> !trace.at().isAfter(moment))
            .mapToLong(EventTrace::sequence)
            .max()
            .orElse(0);
    if (own.getFirst().sequence() > last) {
      return new Past.NotYet(own.getFirst().at());
    }
    var fold = fold(story.stream().filter(trace -> trace.sequence() <= last).toList());
    return fold.incident(id)
        .<Past>map(incident -> {
          var detail = IncidentSearch.detail(fold, config, incident, fold.digest(incident.id()));
          return new Past.Known(isErased(id) ? detail.erased() : detail, fold.traces().size());
        })
        .orElseGet(() -> new Past.NotYet(own.getFirst().at()));
  }

  private Fold fold(List<EventTrace> story) {
    var positions = new TreeSet<Long>();
    story.forEach(trace -> positions.add(trace.position()));
    var fold = new Fold(FoldBase.NOTHING);
    events.at(positions).forEach(fold::add);
    return fold;
  }

  /// What is forgotten now is forgotten for every moment.
  private boolean isErased(IncidentId id) {
    return index.look(
        state -> state.incident(id).filter(incident -> incident.isErased()).isPresent());
  }

  /// All events that the incident's state can depend on, in the order of the log.
  private static List<EventTrace> story(IndexedState state, IncidentId id) {
    var story = new HashSet<EventTrace>();
    var known = new HashSet<String>();
    Set<String> next = Set.of(Threads.of(id));
    while (!next.isEmpty() && story.size() <= MOST_EVENTS) {
      known.addAll(next);
      var found = state.tracesOf(next);
      story.addAll(found);
      var further = new HashSet<String>();
      found.forEach(trace -> further.addAll(trace.threads()));
      further.removeAll(known);
      next = further;
    }
    var ordered = new ArrayList<>(story);
    ordered.sort(Comparator.comparingLong(EventTrace::sequence));
    return ordered;
  }
}
