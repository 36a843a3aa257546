package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Ways through a workflow that a site has written down.
final class WorkflowPaths {

  private static final Pattern BETWEEN_PATHS = Pattern.compile(";");
  private static final Pattern BETWEEN_STATUSES = Pattern.compile(">");

  private final Map<String, Set<String>> steps = new LinkedHashMap<>();

  /// Reads `To Do > In Progress > Resolved; Resolved > Closed`.
  static WorkflowPaths parse(String text) {
    var paths = new WorkflowPaths();
    for (var path : BETWEEN_PATHS.splitAsStream(text).toList()) {
      var statuses = BETWEEN_STATUSES.splitAsStream(path).map(String::strip).toList();
      for (var i = 0; i + 1 < statuses.size(); i++) {
        paths
            .steps
            .computeIfAbsent(statuses.get(i), _ -> new LinkedHashSet<>())
            .add(statuses.get(i + 1));
      }
    }
    return paths;
  }

  /// The offered transition that is the first step of the shortest way.
  Optional<JsonNode> next(List<JsonNode> offered, String from, String target) {
    var firstSteps = new LinkedHashMap<String, String>();
    var queue = new ArrayDeque<String>();
    queue.add(from);
    while (!queue.isEmpty()) {
      var at = queue.removeFirst();
      for (var next : steps.getOrDefault(at, Set.of())) {
        if (!next.equals(from) && !firstSteps.containsKey(next)) {
          firstSteps.put(next, at.equals(from) ? next : firstSteps.getOrDefault(at, next));
          queue.add(next);
        }
      }
    }
    var first = firstSteps.get(target);
    return first == null
        ? Optional.empty()
        : offered.stream()
            .filter(transition -> JiraTransitions.leadsTo(transition, first))
            .findFirst();
  }
}
