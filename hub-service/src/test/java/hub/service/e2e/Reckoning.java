package hub.service.e2e;

import static hub.service.e2e.FmkHands.FMK;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What people did, held against what the tools show.
///
/// @param duplicatesOpen titles with more than one open ticket in a tool
/// @param missing titles without a ticket in a tool
/// @param unlinked tickets that do not name each other
/// @param lost changes that are not on both sides
/// @param repeated remarks that stand more than once in a ticket
/// @param strays tickets that nobody knows
record Reckoning(
    int matters,
    int tickets,
    int remarks,
    List<String> duplicatesOpen,
    int duplicatesClosed,
    List<String> missing,
    List<String> unlinked,
    List<String> lost,
    List<String> repeated,
    List<String> strays) {

  private static final Set<String> CLOSED = Set.of("Closed", "Done", "Rejected");

  static Reckoning of(ToolHands tools, List<Matter> matters) {
    return new Comparison(tools).of(matters);
  }

  boolean isEven() {
    return complaints().isEmpty();
  }

  List<String> complaints() {
    var all = new ArrayList<String>();
    duplicatesOpen.forEach(one -> all.add("duplicate: " + one));
    missing.forEach(one -> all.add("missing: " + one));
    unlinked.forEach(one -> all.add("not linked: " + one));
    lost.forEach(one -> all.add("lost: " + one));
    repeated.forEach(one -> all.add("repeated: " + one));
    strays.forEach(one -> all.add("nobody's: " + one));
    return all;
  }

  private static final class Comparison {
    private final Map<String, Map<String, List<JsonNode>>> byTitle = new HashMap<>();
    private final List<String> duplicatesOpen = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unlinked = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private int tickets;
    private int duplicatesClosed;

    Comparison(ToolHands tools) {
      for (var tool : List.of(CLEARQUEST, JIRA, FMK)) {
        var all = tools.tickets(tool);
        tickets += all.size();
        byTitle.put(tool, all.stream().collect(groupingBy(one -> one.path("title").asText())));
      }
    }

    Reckoning of(List<Matter> matters) {
      matters.forEach(this::compare);
      return new Reckoning(
          matters.size(),
          tickets,
          matters.stream().mapToInt(matter -> matter.remarks().size()).sum(),
          duplicatesOpen,
          duplicatesClosed,
          missing,
          unlinked,
          lost,
          repeated,
          strays(matters));
    }

    private List<String> strays(List<Matter> matters) {
      var strays = new ArrayList<String>();
      for (var tool : byTitle.keySet()) {
        var known = new TreeSet<String>();
        matters.stream()
            .filter(matter -> matter.tools().contains(tool))
            .forEach(matter -> known.add(matter.title()));
        requireNonNull(byTitle.get(tool)).keySet().stream()
            .filter(title -> !known.contains(title))
            .forEach(title -> strays.add(tool + ": " + title));
      }
      return strays;
    }

    private void compare(Matter matter) {
      var kept = new HashMap<String, JsonNode>();
      for (var tool : matter.tools()) {
        var found = requireNonNull(byTitle.get(tool)).getOrDefault(matter.title(), List.of());
        var open = found.stream().filter(one -> !isClosedDuplicate(one)).toList();
        duplicatesClosed += found.size() - open.size();
        if (open.isEmpty()) {
          missing.add(matter.title() + " in " + tool);
          return;
        }
        if (open.size() > 1) {
          duplicatesOpen.add("%s in %s: %s".formatted(matter.title(), tool, keys(open)));
        }
        kept.put(tool, open.getFirst());
      }
      matter.tools().forEach(tool -> compare(matter, tool, kept));
    }

    private static boolean isClosedDuplicate(JsonNode ticket) {
      return CLOSED.contains(ticket.path("state").asText())
          && ticket.path("comments").toString().contains("Closed as a duplicate of");
    }

    private static List<String> keys(List<JsonNode> tickets) {
      return tickets.stream().map(one -> one.path("key").asText()).toList();
    }

    private void compare(Matter matter, String tool, Map<String, JsonNode> kept) {
      var ticket = requireNonNull(kept.get(tool));
      var other = requireNonNull(kept.get(matter.other(tool)));
      var name = matter.title() + " (" + ticket.path("key").asText() + ")";
      var shown = ticket.path("fields").path(matter.linkField(tool)).asText();
      if (!shown.equals(other.path("key").asText())) {
        unlinked.add(name + " shows \"" + shown + "\"");
      }
      expect(name, "priority", matter.priorityIn(tool), ticket.path("priority").asText());
      expect(name, "state", matter.stateIn(tool), ticket.path("state").asText());
      var said =
          tool.equals(CLEARQUEST)
              ? ticket.path("fields").path("Notes_Log").asText()
              : ticket.path("comments").toString();
      for (var remark : matter.remarks()) {
        var times =
            (said.length() - said.replace(remark.words(), "").length()) / remark.words().length();
        if (times == 0) {
          lost.add(name + " lacks " + remark.words());
        } else if (times > 1) {
          repeated.add(name + " has " + times + " times " + remark.words());
        }
      }
    }

    private void expect(String name, String what, String said, String shown) {
      if (!said.equals(shown)) {
        lost.add("%s: %s should be %s and is %s".formatted(name, what, said, shown));
      }
    }
  }
}
