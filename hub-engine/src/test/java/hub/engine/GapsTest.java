package hub.engine;

import static hub.incident.SpaceMap.KEY_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What is skipped must hold nothing, and what is known to hold nothing must be skipped.
class GapsTest {

  private static final int STEPS = 400;
  private static final String END = "slot0";

  /// The last two lie in another order as `char`s than as bytes.
  private static final List<String> LETTERS = List.of("a", "b", "/", "\uFFFD", "\uD83D\uDE00");

  private final Gaps gaps = new Gaps();

  @RepeatedTest(50)
  void nothing_that_lies_somewhere_is_skipped(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var live = new TreeSet<>(KEY_ORDER);
    for (var step = 0; step < STEPS; step++) {
      var key = key(random);
      switch (random.nextInt(4)) {
        case 0 -> {
          live.add(key);
          gaps.fill(key);
        }
        case 1 -> {
          live.remove(key);
          gaps.clear(key);
        }
        default -> look(live, key);
      }
    }
  }

  private void look(NavigableSet<String> live, String from) {
    var start = gaps.skip(from);
    assertThat(KEY_ORDER.compare(start, from)).isNotNegative();
    assertThat(live.subSet(from, start)).as("skipped from %s to %s", from, start).isEmpty();
    var first = Objects.requireNonNullElse(live.ceiling(start), END);
    gaps.learn(start, first);
    assertThat(gaps.skip(from)).isEqualTo(first);
  }

  @Test
  void what_came_and_went_leaves_one_gap() {
    gaps.learn("slot/", END);
    for (var key : List.of("slot/7", "slot/71", "slot/8")) {
      gaps.fill(key);
    }
    assertThat(gaps.skip("slot/")).isEqualTo("slot/7");
    for (var key : List.of("slot/8", "slot/7", "slot/71")) {
      gaps.clear(key);
    }
    assertThat(gaps.skip("slot/")).isEqualTo(END);
  }

  @Test
  void a_key_that_follows_what_was_removed_is_still_found() {
    gaps.clear("slot/7");
    assertThat(gaps.skip("slot/7")).isEqualTo("slot/7\0");
    gaps.fill("slot/7\0");
    assertThat(gaps.skip("slot/7")).isEqualTo("slot/7\0");
    assertThat(gaps.skip("slot/7\0")).isEqualTo("slot/7\0");
  }

  @Test
  void only_so_much_is_known_at_a_time() {
    for (var gap = 0; gap <= Gaps.MOST; gap++) {
      gaps.learn("comment/%06d/".formatted(gap), "comment/%06d0".formatted(gap));
    }
    assertThat(gaps.skip("comment/000000/")).isEqualTo("comment/000000/");
    var last = "comment/%06d".formatted(Gaps.MOST);
    assertThat(gaps.skip(last + "/")).isEqualTo(last + "0");
  }

  private static String key(Random random) {
    var key = new StringBuilder("slot/");
    for (var letters = 1 + random.nextInt(2); letters > 0; letters--) {
      key.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return key.toString();
  }
}
