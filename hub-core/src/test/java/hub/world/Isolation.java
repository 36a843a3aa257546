package hub.world;

import java.util.ArrayList;
import java.util.List;

/// Invariant 9: one dead tool, one bad ticket or one broken route changes nothing in the latency of
/// the others. The same day is lived twice, with and without the trouble; all other tools are
/// written at the same moments.
final class Isolation {

  private final SideBySide calm;
  private final SideBySide troubled;
  private final String inTrouble;

  /// @param inTrouble the system that has the trouble
  Isolation(SideBySide calm, SideBySide troubled, String inTrouble) {
    this.calm = calm;
    this.troubled = troubled;
    this.inTrouble = inTrouble;
  }

  /// What does not hold, in words; none if all is well.
  List<String> violations() {
    var violations = new ArrayList<String>();
    for (var system : calm.tools.keySet()) {
      if (!system.equals(inTrouble)) {
        var without = writes(calm, system);
        var with = writes(troubled, system);
        if (!without.equals(with)) {
          violations.add(
              "%s was written %d times without and %d times with the trouble of %s; first: %s"
                  .formatted(
                      system, without.size(), with.size(), inTrouble, difference(without, with)));
        }
      }
    }
    return violations;
  }

  private static List<SideBySide.Write> writes(SideBySide world, String system) {
    return world.writes.stream().filter(write -> write.system().equals(system)).toList();
  }

  private static String difference(List<SideBySide.Write> without, List<SideBySide.Write> with) {
    for (var i = 0; i < Math.min(without.size(), with.size()); i++) {
      if (!without.get(i).equals(with.get(i))) {
        return without.get(i) + " / " + with.get(i);
      }
    }
    return "one list is the longer";
  }
}
