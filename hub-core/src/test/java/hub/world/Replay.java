package hub.world;

import hub.incident.SpaceMap;
import java.util.List;

/// Invariant 7: folding the events gives the live state.
final class Replay implements Invariant {

  @Override
  public List<String> violations(World world) {
    var folded = new SpaceMap();
    world.events.forEach(folded::fold);
    return folded.entries().equals(world.space.entries())
        ? List.of()
        : List.of("the folded state differs from the live one");
  }
}
