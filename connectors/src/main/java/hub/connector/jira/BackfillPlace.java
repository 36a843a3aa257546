package hub.connector.jira;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// How far a backfill has walked: project by project, in each by the number of the key.
///
/// Keys are unique, so there are no ties as with times, which JQL knows by the minute; and nothing
/// shifts when issues are deleted or change meanwhile, as offsets do. What moves to another project
/// has changed, so the sweep finds it.
///
/// @param done projects that are read
/// @param project the one being read; empty if the next is still to be found
/// @param anchors keys that were read last, the last one first: the next page begins behind the
///   first, and behind another where Jira does not know it any more
record BackfillPlace(List<String> done, String project, List<String> anchors) {

  /// Projects that one backfill walks through.
  static final int MOST_PROJECTS = 500;

  private static final String BETWEEN_PARTS = ";";
  private static final String BETWEEN_KEYS = ",";

  BackfillPlace {
    done = List.copyOf(done);
    anchors = List.copyOf(anchors);
  }

  /// @param position as [#text()] made it; empty at the beginning
  /// @param project the only one there is; empty if that is not known
  static BackfillPlace of(String position, String project) {
    if (position.isEmpty()) {
      return new BackfillPlace(List.of(), project, List.of());
    }
    var parts = position.split(BETWEEN_PARTS, -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no position of a backfill: " + position);
    }
    return new BackfillPlace(keys(parts[0]), parts[1], keys(parts[2]));
  }

  private static List<String> keys(String part) {
    return part.isEmpty() ? List.of() : List.of(part.split(BETWEEN_KEYS, -1));
  }

  String text() {
    return String.join(
        BETWEEN_PARTS,
        String.join(BETWEEN_KEYS, done),
        project,
        String.join(BETWEEN_KEYS, anchors));
  }

  /// The number behind which the next page begins.
  long number() {
    return anchors.isEmpty() ? 0 : numberOf(anchors.getFirst());
  }

  /// The number of a key such as `DRIFT-42`.
  static long numberOf(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('-') + 1));
  }

  /// The project of a key such as `DRIFT-42`.
  static String projectOf(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('-')));
  }

  /// @param keys of the page, ascending, at least one
  BackfillPlace behind(List<String> keys) {
    var last = keys.size() - 1;
    var kept = new LinkedHashSet<String>();
    for (var at : List.of(last, last - 1, last - 2, last / 2, 0)) {
      kept.add(keys.get(Math.max(0, at)));
    }
    return new BackfillPlace(done, project, List.copyOf(kept));
  }

  /// Where the last issue that was read may have been deleted: a little further back.
  BackfillPlace before() {
    return new BackfillPlace(done, project, anchors.subList(1, anchors.size()));
  }

  boolean hasEarlier() {
    return anchors.size() > 1;
  }

  BackfillPlace in(String next) {
    return new BackfillPlace(done, next, List.of());
  }

  BackfillPlace projectDone() {
    var all = new ArrayList<>(done);
    all.add(project);
    return new BackfillPlace(all, "", List.of());
  }

  /// The JQL of the next page, without the order.
  ///
  /// @param since milliseconds
  String jql(String scope, long since) {
    var terms = new ArrayList<String>();
    if (!scope.isBlank()) {
      terms.add("(" + scope + ")");
    }
    if (!project.isEmpty()) {
      terms.add("project = " + JiraWords.quoted(project));
      if (!anchors.isEmpty()) {
        terms.add("key > " + anchors.getFirst());
      }
    } else if (!done.isEmpty()) {
      terms.add(
          "project not in ("
              + String.join(", ", done.stream().map(JiraWords::quoted).toList())
              + ")");
    }
    terms.add("updated >= " + since);
    return String.join(" AND ", terms);
  }
}
