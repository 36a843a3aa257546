package hub.service.search;

import java.util.List;

/// A page of doings, the newest first.
///
/// @param total how many fit in all
public record FoundDeeds(List<TimelineEntry> entries, int total) {

  public FoundDeeds {
    entries = List.copyOf(entries);
  }
}
