package hub.world;

import java.util.List;

/// Design D10: no write is decided for a system that is observed only.
final class OnlyWatched implements Invariant {

  @Override
  public List<String> violations(World world) {
    return world.decidedForObserved;
  }
}
