package hub.service.e2e;

import static hub.service.e2e.FmkHands.FMK;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One incident as the people know it who work on it, and what they last said of it: what both its
/// tickets must show in the end.
final class Matter {

  /// What a supplier's Jira calls the priorities.
  static final Map<String, String> IN_JIRA =
      Map.of("P1", "Highest", "P2", "High", "P3", "Medium", "P4", "Low");

  private static final Map<String, List<String>> STATES =
      Map.of(
          CLEARQUEST,
          List.of("Assigned", "Opened", "Resolved"),
          JIRA,
          List.of("To Do", "In Progress", "Resolved"),
          FMK,
          List.of("Open", "In Progress", "Resolved"));

  /// What somebody wrote, and where.
  ///
  /// @param words found nowhere else
  record Remark(String tool, String words) {}

  private final String title;
  private final String origin;
  private final String supplier;
  private final List<Remark> remarks = new ArrayList<>();
  private String priority;
  private int stage;
  private @Nullable String record;
  private @Nullable String issue;

  /// @param origin the tool in which a person made its first ticket
  /// @param supplier the Jira that has, or is to have, its issue
  /// @param key of the first ticket
  Matter(String title, String origin, String supplier, String key, String priority) {
    this.title = title;
    this.origin = origin;
    this.supplier = supplier;
    this.priority = priority;
    if (origin.equals(CLEARQUEST)) {
      record = key;
    } else {
      issue = key;
    }
  }

  String title() {
    return title;
  }

  String origin() {
    return origin;
  }

  String supplier() {
    return supplier;
  }

  /// The tool in which the hub is to make the second ticket.
  String created() {
    return origin.equals(CLEARQUEST) ? supplier : CLEARQUEST;
  }

  String other(String tool) {
    return tool.equals(CLEARQUEST) ? supplier : CLEARQUEST;
  }

  List<String> tools() {
    return List.of(CLEARQUEST, supplier);
  }

  /// Its ticket in one of its two tools; null while nobody has seen it.
  @Nullable String key(String tool) {
    return tool.equals(CLEARQUEST) ? record : issue;
  }

  /// The first ticket now shows the other's key.
  void linkedWith(String key) {
    if (origin.equals(CLEARQUEST)) {
      issue = key;
    } else {
      record = key;
    }
  }

  boolean isLinked() {
    return record != null && issue != null;
  }

  /// The field of a tool's ticket that shows the key of the other ticket.
  String linkField(String tool) {
    if (!tool.equals(CLEARQUEST)) {
      return "ClearQuest ID";
    }
    return supplier.equals(JIRA) ? "JiraKey" : "FmkJiraKey";
  }

  String priority() {
    return priority;
  }

  /// The priority in a tool's own words.
  String priorityIn(String tool) {
    return tool.equals(CLEARQUEST) ? priority : requireNonNull(IN_JIRA.get(priority));
  }

  void prioritised(String to) {
    priority = to;
  }

  /// How far the work is: waiting, under way or done.
  int stage() {
    return stage;
  }

  String stateIn(String tool) {
    return requireNonNull(STATES.get(tool)).get(stage);
  }

  void moved() {
    stage++;
  }

  List<Remark> remarks() {
    return remarks;
  }

  void remarked(String tool, String words) {
    remarks.add(new Remark(tool, words));
  }
}
