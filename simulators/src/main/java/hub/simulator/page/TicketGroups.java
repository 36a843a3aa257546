package hub.simulator.page;

import hub.simulator.ticket.TicketView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Puts tickets side by side that name one another.
final class TicketGroups {
  private TicketGroups() {}

  /// The tickets of all tools in groups, the one that changed last first.
  static List<List<TicketView>> of(List<TicketView> tickets) {
    Map<String, Integer> placeOfKey = new HashMap<>();
    for (int i = 0; i < tickets.size(); i++) {
      placeOfKey.putIfAbsent(folded(tickets.get(i).key()), i);
    }
    int[] root = new int[tickets.size()];
    for (int i = 0; i < root.length; i++) {
      root[i] = i;
    }
    for (int i = 0; i < root.length; i++) {
      for (String reference : tickets.get(i).references()) {
        Integer other = placeOfKey.get(folded(reference));
        if (other != null) {
          root[find(root, other)] = find(root, i);
        }
      }
    }
    Map<Integer, List<TicketView>> groups = new LinkedHashMap<>();
    for (int i = 0; i < root.length; i++) {
      groups.computeIfAbsent(find(root, i), key -> new ArrayList<>()).add(tickets.get(i));
    }
    Comparator<List<TicketView>> byChange =
        Comparator.comparing(
            group -> group.stream().map(TicketView::changed).max(Comparator.naturalOrder()).get());
    return groups.values().stream().sorted(byChange.reversed()).toList();
  }

  private static String folded(String key) {
    return key.toUpperCase(Locale.ROOT);
  }

  private static int find(int[] root, int i) {
    int at = i;
    while (root[at] != at) {
      at = root[at];
    }
    return at;
  }
}
