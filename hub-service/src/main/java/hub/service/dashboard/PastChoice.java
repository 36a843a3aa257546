package hub.service.dashboard;

import hub.service.search.TimelineEntry;
import hub.service.search.TimelineEntry.Weight;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which moment of an incident's story somebody wants to see: a step of the slider, or an instant.
/// What makes no sense means the present.
///
/// @param at as the address says it
/// @param step as the slider says it
record PastChoice(@Nullable String at, @Nullable String step) {

  static final PastChoice PRESENT = new PastChoice(null, null);

  /// The moments at which something happened that the page tells, the oldest first.
  static List<Instant> moments(List<TimelineEntry> timeline, boolean showsEverything) {
    return timeline.stream()
        .filter(entry -> showsEverything || entry.weight() != Weight.QUIET)
        .map(TimelineEntry::at)
        .sorted()
        .distinct()
        .toList();
  }

  /// The place of the chosen moment in the story; after the last one for the present.
  int place(List<Instant> moments) {
    var chosen = instant();
    if (chosen != null) {
      var place = -1;
      while (place + 1 < moments.size() && !moments.get(place + 1).isAfter(chosen)) {
        place++;
      }
      return Math.max(place, 0);
    }
    return step != null && step.matches("[0-9]{1,6}")
        ? Math.min(Integer.parseInt(step), moments.size())
        : moments.size();
  }

  private @Nullable Instant instant() {
    try {
      return at == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(at, Instant::from);
    } catch (java.time.DateTimeException _) {
      return null;
    }
  }
}
