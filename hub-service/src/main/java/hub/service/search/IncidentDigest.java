package hub.service.search;

import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/// What the projection keeps of an incident beside the folded state.
///
/// @param since when each condition began, by its key; goes when the condition goes
record IncidentDigest(
    IncidentSummary summary, List<AttentionItem> attention, SequencedMap<String, Instant> since) {

  IncidentDigest {
    attention = List.copyOf(attention);
  }
}
