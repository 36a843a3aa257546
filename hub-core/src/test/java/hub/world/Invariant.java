package hub.world;

import java.util.List;

/// One of the promises of design §6, checked when a world has come to rest.
interface Invariant {

  /// What does not hold, in words; none if all is well.
  List<String> violations(World world);
}
