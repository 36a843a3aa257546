package hub.service.search;

import hub.engine.format.Cause;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentId;
import hub.service.search.TimelineEntry.Weight;
import hub.service.words.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says of each event on whose behalf it happened, and whether it is somebody's doing.
///
/// What the hub asks of a tool follows from what a person did in the same input. What it asks again
/// later, and what it asks when a tool has confirmed, follows from what the first did.
final class Accounts {

  private static final String TIMER_FIRED = "timer-fired";
  private static final String ISSUED = "command-issued";
  private static final String SETTLED = "command-settled";
  private static final String RELEASED = "command-released";
  private static final Set<String> BY_PEOPLE =
      Set.of("field-changed", "comment-added", "comment-edited", "comment-deleted");

  private final FoldBase base;
  private final Map<String, TimelineEntry> asked = new HashMap<>();
  private final Map<IncidentId, Behalf> present = new TreeMap<>();
  private @Nullable Cause cause;

  Accounts(FoldBase base) {
    this.base = base;
  }

  /// The entry with what is known of its doer. Entries come in the order of their events.
  TimelineEntry of(IncidentEvent event, TimelineEntry line) {
    begin(line);
    var command = command(event);
    var asking = command == null ? Optional.<TimelineEntry>empty() : asking(command);
    var entry = line.of(command, behalf(line, asking), deed(event, line, asking));
    if (command != null && entry.isAsking()) {
      asked.put(command, entry);
    }
    note(entry);
    return entry;
  }

  /// What one input has led to so far belongs together, however the log is cut into runs.
  private void begin(TimelineEntry line) {
    if (cause == null) {
      var before = new ArrayList<TimelineEntry>();
      var sequence = line.sequence() - 1;
      var known = base.event(sequence).filter(entry -> continues(entry, line));
      while (known.isPresent()) {
        before.add(known.get());
        sequence--;
        known =
            known.get().type().equals(TIMER_FIRED)
                ? Optional.empty()
                : base.event(sequence).filter(entry -> continues(entry, line));
      }
      before.reversed().forEach(this::note);
    } else if (!cause.equals(line.cause()) || line.type().equals(TIMER_FIRED)) {
      present.clear();
    }
    cause = line.cause();
  }

  private static boolean continues(TimelineEntry before, TimelineEntry line) {
    return before.cause().equals(line.cause()) && !line.type().equals(TIMER_FIRED);
  }

  /// The name under which a request to a tool is found again.
  private static @Nullable String command(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.CommandIssued(_, var command, _) -> command.id();
      case IncidentEvent.CommandSettled(_, var command, _, _) -> command;
      case IncidentEvent.CommandHeld(var incident, var system, _) -> held(incident, system);
      case IncidentEvent.CommandReleased(var incident, var system) -> held(incident, system);
      case IncidentEvent.OfIncident _, IncidentEvent.OfSpace _ -> null;
    };
  }

  private static String held(IncidentId incident, String system) {
    return "held/" + incident + "/" + system;
  }

  private Optional<TimelineEntry> asking(String command) {
    return Optional.ofNullable(asked.get(command)).or(() -> base.asking(command));
  }

  private @Nullable Behalf behalf(TimelineEntry line, Optional<TimelineEntry> asking) {
    if (BY_PEOPLE.contains(line.type())) {
      return new Behalf(line.person(), line.ticket(), line.words());
    }
    if (line.type().equals(SETTLED) || line.type().equals(RELEASED)) {
      return asking.map(TimelineEntry::behalf).orElse(null);
    }
    var carried = line.incident() == null ? null : present.get(line.incident());
    if (carried != null) {
      return carried;
    }
    if (line.type().equals(ISSUED) && asking.isPresent()) {
      // The same once more.
      return asking.get().behalf();
    }
    var actor = line.cause().actor();
    return actor == null ? null : new Behalf(actor, null, Told.NOTHING);
  }

  private static @Nullable Deed deed(
      IncidentEvent event, TimelineEntry line, Optional<TimelineEntry> asking) {
    if (event instanceof IncidentEvent.CommandSettled settled) {
      // Reading again is asked for quietly.
      var isWriting = asking.map(entry -> entry.weight() != Weight.QUIET).orElse(true);
      return isWriting && settled.settlement() == Settlement.DELIVERED ? Deed.WROTE : null;
    }
    if (line.weight() == Weight.QUIET || line.type().startsWith("command-")) {
      return null;
    }
    if (BY_PEOPLE.contains(line.type())) {
      return Deed.CHANGED;
    }
    return line.cause().actor() == null ? null : Deed.ASKED;
  }

  private void note(TimelineEntry entry) {
    var behalf = entry.behalf();
    var incident = entry.incident();
    if (behalf == null || incident == null) {
      return;
    }
    var isByPeople = BY_PEOPLE.contains(entry.type());
    var isLoud = entry.weight() != Weight.QUIET;
    if (entry.type().equals(RELEASED) || (isByPeople && isLoud)) {
      present.put(incident, behalf);
    } else if (entry.type().equals(SETTLED) || isByPeople) {
      present.putIfAbsent(incident, behalf);
    }
  }
}
