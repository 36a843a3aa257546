package hub.service.search;

import java.util.List;
import java.util.Map;

/// A page of incidents, and how many there would be under each filter.
///
/// @param total over all pages
/// @param counts by facet (`system`, `priority`, `status`, `sync`), by value
public record FoundIncidents(
    List<IncidentSummary> incidents, int total, Map<String, Map<String, Integer>> counts) {

  public FoundIncidents {
    incidents = List.copyOf(incidents);
    counts = Map.copyOf(counts);
  }
}
