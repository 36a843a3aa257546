package hub.world;

import static org.assertj.core.api.Assertions.fail;

import hub.incident.IncidentEvent.CommandIssued;
import hub.space.NspExample;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The invariants of design §6 over whole days of misfortune. A failure prints its seed and the
/// story of that day.
class WorldTest {

  private static final List<Invariant> INVARIANTS =
      List.of(
          new Convergence(),
          new NoLoops(),
          new AtMostOne(),
          new NothingLost(),
          new SymmetricLinks(),
          new Replay());

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("hub.seeds", 300));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_invariant_holds_when_the_world_has_come_to_rest(long seed) {
    var world = new World(seed, NspExample.config());
    new WildDay(world).live(400);
    check(new OrderIndependence(), world, seed);
    world.tell("--- rest");
    world.rest();
    var issued = world.events.size();
    world.rest();
    for (var event : world.events.subList(issued, world.events.size())) {
      if (event instanceof CommandIssued) {
        fail("seed %d: a write after everything had come to rest: %s".formatted(seed, event));
      }
    }
    INVARIANTS.forEach(invariant -> check(invariant, world, seed));
  }

  static LongStream fewerSeeds() {
    return LongStream.range(0, Math.max(1, Long.getLong("hub.seeds", 300) / 3));
  }

  @ParameterizedTest
  @MethodSource("fewerSeeds")
  void every_invariant_holds_with_the_process_around_it(long seed) {
    var world = new World(seed, NspExample.withContacts());
    new WildDay(world).live(400);
    world.tell("--- rest");
    world.rest();
    INVARIANTS.forEach(invariant -> check(invariant, world, seed));
    check(new ProcessGates(), world, seed);
  }

  private static void check(Invariant invariant, World world, long seed) {
    var violations = invariant.violations(world);
    if (!violations.isEmpty()) {
      fail(
          "%s does not hold for seed %d:%n  %s%nThe story:%n%s"
              .formatted(
                  invariant.getClass().getSimpleName(),
                  seed,
                  String.join("\n  ", violations),
                  String.join("\n", world.story)));
    }
  }
}
