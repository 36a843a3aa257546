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

  /// A key written by hand in the middle of the hub's own write, or before its ticket was known.
  @ParameterizedTest
  @ValueSource(longs = {640, 867, 1026, 1045, 1153, 1445})
  void days_that_have_found_a_mistake_are_lived_again(long seed) {
    holds(new Simulation(seed, NspExample.config()));
    holds(new Simulation(seed, NspExample.withContacts()));
  }

  private static void holds(Simulation simulation) {
    var day = simulation.live(Simulation.STEPS);
    assertThat(day.violations()).withFailMessage(day::told).isEmpty();
  }
}
