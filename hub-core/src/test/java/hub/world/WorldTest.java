package hub.world;

import static org.assertj.core.api.Assertions.assertThat;

import hub.space.NspExample;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The invariants of design §6 over whole days of misfortune. A failure prints its seed and the
/// story of that day.
class WorldTest {

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("hub.seeds", 300));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_invariant_holds_when_the_world_has_come_to_rest(long seed) {
    holds(new Simulation(seed, NspExample.config()));
  }

  static LongStream fewerSeeds() {
    return LongStream.range(0, Math.max(1, Long.getLong("hub.seeds", 300) / 3));
  }

  @ParameterizedTest
  @MethodSource("fewerSeeds")
  void every_invariant_holds_with_the_process_around_it(long seed) {
    holds(new Simulation(seed, NspExample.withContacts()));
  }

  /// A waiting command for a system that was observed by then, a comment in a restored tool, an
  /// erasure with a create under way, a duplicate in a system that was observed, and a look at a
  /// restored tool.
  @ParameterizedTest
  @ValueSource(longs = {3, 34, 53, 2258, 4189, 8015})
  void days_that_have_found_a_mistake_are_lived_again(long seed) {
    holds(new Simulation(seed, NspExample.config()));
    holds(new Simulation(seed, NspExample.withContacts()));
  }

  private static void holds(Simulation simulation) {
    var day = simulation.live(Simulation.STEPS);
    assertThat(day.violations()).withFailMessage(day::told).isEmpty();
  }
}
