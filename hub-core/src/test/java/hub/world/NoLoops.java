package hub.world;

import java.util.List;

/// Invariant 3: writes to tools are at most a small constant times the changes that people make.
final class NoLoops implements Invariant {

  /// A created ticket is written, its counterpart shows its key, its status may take steps; each
  /// change and each comment is mirrored; late commits and lost answers repeat some.
  private static final int MOST_WRITES_PER_CHANGE = 6;

  @Override
  public List<String> violations(World world) {
    long byHub = world.tools.values().stream().mapToLong(ToolModel::writesByHub).sum();
    long byPeople = world.tools.values().stream().mapToLong(ToolModel::writesByPeople).sum();
    return byHub <= MOST_WRITES_PER_CHANGE * byPeople
        ? List.of()
        : List.of("%d writes by the hub on %d changes by people".formatted(byHub, byPeople));
  }
}
