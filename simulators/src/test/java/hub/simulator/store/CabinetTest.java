package hub.simulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.AdjustableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CabinetTest {
  private final AdjustableClock clock = new AdjustableClock("2026-01-05T08:00:00Z");

  private final Path directory;

  CabinetTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Cabinet open() {
    return new Cabinet(directory.resolve("tool.jsonl"), clock);
  }

  @Test
  void what_was_put_is_there_after_a_restart_without_a_close() {
    Shelf<String> before = open().shelf("word", String.class);
    before.put(1, "one");
    before.put(2, "two");
    before.put(1, "first");
    before.remove(2);

    Shelf<String> after = open().shelf("word", String.class);

    assertThat(after.all()).containsExactly("first");
  }

  @Test
  void a_line_torn_by_a_kill_is_cut_off_and_the_next_change_is_kept() throws IOException {
    open().shelf("word", String.class).put(1, "one");
    Files.writeString(
        directory.resolve("tool.jsonl"), "{\"at\":\"2026-01", StandardOpenOption.APPEND);

    open().shelf("word", String.class).put(2, "two");

    assertThat(open().shelf("word", String.class).all()).containsExactly("one", "two");
  }

  @Test
  void shelves_of_one_cabinet_do_not_mix() {
    Cabinet cabinet = open();
    cabinet.shelf("word", String.class).put(1, "one");
    cabinet.shelf("number", Long.class).put(1, 11L);

    Cabinet again = open();

    assertThat(again.shelf("word", String.class).find(1)).contains("one");
    assertThat(again.shelf("number", Long.class).find(1)).contains(11L);
  }

  @Test
  void the_past_can_be_looked_at() {
    Shelf<String> shelf = open().shelf("word", String.class);
    shelf.put(1, "old");
    Instant then = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    shelf.put(1, "new");
    shelf.put(2, "later");

    assertThat(shelf.allAsOf(then)).containsExactly("old");
    assertThat(shelf.allAsOf(clock.instant())).containsExactly("new", "later");
  }

  @Test
  void a_rewind_takes_back_records_and_numbers_and_outlives_a_restart() {
    Cabinet cabinet = open();
    Counters counters = new Counters(cabinet);
    Shelf<String> shelf = cabinet.shelf("word", String.class);
    shelf.put(counters.next(1, 10), "ten");
    Instant backup = clock.instant();
    clock.advance(Duration.ofSeconds(30));
    shelf.put(counters.next(1, 10), "eleven");
    shelf.put(10, "changed");
    clock.advance(Duration.ofSeconds(30));

    cabinet.rewind(backup);

    assertThat(shelf.all()).containsExactly("ten");
    Cabinet again = open();
    Counters countersAgain = new Counters(again);
    assertThat(again.shelf("word", String.class).all()).containsExactly("ten");
    assertThat(countersAgain.next(1, 10)).isEqualTo(11);
  }

  @Test
  void a_reset_empties_everything_for_good() {
    Cabinet cabinet = open();
    cabinet.shelf("word", String.class).put(1, "one");

    cabinet.reset();

    assertThat(open().shelf("word", String.class).all()).isEmpty();
  }

  @Test
  void history_older_than_an_hour_is_forgotten_but_never_the_state_itself() {
    Shelf<String> shelf = open().shelf("word", String.class);
    shelf.put(1, "first");
    Instant start = clock.instant();
    clock.advance(Duration.ofHours(2));
    shelf.put(1, "second");
    clock.advance(Duration.ofHours(2));
    shelf.put(1, "third");

    assertThat(shelf.allAsOf(start)).isEmpty();
    assertThat(shelf.allAsOf(clock.instant().minusSeconds(60))).containsExactly("second");
    assertThat(shelf.find(1)).contains("third");
  }
}
