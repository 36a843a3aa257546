package hub.service.search;

import java.util.List;

/// One page of what needs a person, the oldest first.
///
/// @param from the place of the first of them, from 0
/// @param total how many there are on all pages
public record FoundMatters(List<AttentionItem> items, int from, int total) {

  public FoundMatters {
    items = List.copyOf(items);
  }
}
