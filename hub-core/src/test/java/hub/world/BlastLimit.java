package hub.world;

import java.util.List;

/// Design D10: no system that is not paused gets more writes within ten minutes than its limit, and
/// than people have made changes.
final class BlastLimit implements Invariant {

  @Override
  public List<String> violations(World world) {
    return world.overruns.found();
  }
}
