package hub.world;

import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.CommentEdited;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.RfcLinked;
import hub.incident.IncidentEvent.RfcStateChanged;
import hub.incident.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts writes and changes to the moment, where the hub counts by minutes, and takes for a change
/// by people whatever the hub may take for one.
final class Overruns {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  /// The hub counts changes by whole minutes, and for one longer: a write comes after its change.
  private static final Duration OF_CHANGES = WINDOW.plusMinutes(2);

  private final Map<String, List<Instant>> writes = new HashMap<>();
  private final List<Instant> changes = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return found;
  }

  /// @param limit writes to one system; 0 for none
  void note(Input input, List<IncidentEvent> events, Instant now, int limit) {
    var fields =
        events.stream()
            .filter(FieldChanged.class::isInstance)
            .map(changed -> ((FieldChanged) changed).ticket())
            .distinct()
            .count();
    var others = events.stream().filter(Overruns::isOtherChange).count();
    for (var change = 0; change < fields + others; change++) {
      changes.add(now);
    }
    var resumed = input instanceof Input.ResumeRequested(_, var system) ? system : "";
    writes.remove(resumed);
    for (var event : events) {
      // What waited until a person let it go on goes by that person's word.
      if (event instanceof CommandIssued(_, var command, _)
          && command.isWrite()
          && command.attempt().number() == 1
          && !command.system().equals(resumed)) {
        written(command.system(), now, limit);
      }
    }
  }

  private static boolean isOtherChange(IncidentEvent event) {
    return event instanceof CommentAdded
        || event instanceof CommentEdited
        || event instanceof RfcLinked
        || event instanceof RfcStateChanged;
  }

  private void written(String system, Instant now, int limit) {
    var all = writes.computeIfAbsent(system, _ -> new ArrayList<>());
    all.add(now);
    var byHub = lately(all, WINDOW, now);
    var byPeople = lately(changes, OF_CHANGES, now);
    if (limit > 0 && byHub > limit && byHub > byPeople) {
      found.add(
          "%d writes to %s in ten minutes, against %d changes by people"
              .formatted(byHub, system, byPeople));
    }
  }

  private static long lately(List<Instant> all, Duration window, Instant now) {
    return all.stream().filter(at -> at.isAfter(now.minus(window))).count();
  }
}
