package hub.world;

import static org.assertj.core.api.Assertions.assertThat;

import hub.space.NspExample;
import hub.world.SeededDefects.SeededDefect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A simulation that finds nothing proves nothing: it finds every mistake that was made on purpose,
/// by the invariant that it is against.
class SeededDefectTest {

  private static final long MOST_SEEDS = 400;
  private static final Path PAGE = Path.of("../docs/reference/simulation.md");

  @ParameterizedTest
  @FieldSource("hub.world.SeededDefects#ALL")
  void the_simulation_finds_every_seeded_defect(SeededDefect defect) {
    var found = new TreeSet<String>();
    for (var seed = 0L; seed < MOST_SEEDS && !found.contains(defect.finder()); seed++) {
      var simulation = new Simulation(seed, NspExample.withContacts(), defect.sabotage());
      found.addAll(simulation.live(Simulation.STEPS).violations().keySet());
    }
    assertThat(found).as(defect.words()).contains(defect.finder());
  }

  @Test
  void the_page_names_every_defect_and_what_finds_it() throws IOException {
    var page = Files.readString(PAGE);
    for (var defect : SeededDefects.ALL) {
      assertThat(page).contains("| %s | `%s` |".formatted(defect.words(), defect.finder()));
    }
  }
}
