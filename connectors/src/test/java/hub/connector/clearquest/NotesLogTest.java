package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class NotesLogTest {

  private static final NotesLog LOG =
      new NotesLog(NotesLog.STANDARD_HEADER, ZoneId.of("Europe/Copenhagen"));

  private static final String TWO =
      """
      ==== State: Submitted by: kirsten on: 2026-11-20 09:00:00 ====
      First line
      second line

      ==== State: Opened by: mads on: 2026-11-20 10:30:00 ====
      Reply
      """;

  @Test
  void each_note_has_author_time_and_text() {
    var contents = LOG.read(TWO, false);
    assertThat(contents.isComplete()).isTrue();
    assertThat(contents.notes())
        .extracting(NotesLog.Note::author)
        .containsExactly("kirsten", "mads");
    assertThat(contents.notes().getFirst().text()).isEqualTo("First line\nsecond line");
    assertThat(contents.notes().getFirst().writtenAt())
        .isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
  }

  @Test
  void ids_stay_whichever_end_new_notes_are_put_to() {
    var newestFirst =
        """
        ===== State: Opened     by: mads     on: 2026-11-20 10:30:00 =====

        Reply

        ===== State: Submitted     by: kirsten     on: 2026-11-20 09:00:00 =====

        First line
        second line
        """;
    assertThat(LOG.read(newestFirst, false)).isEqualTo(LOG.read(TWO, false));
  }

  @Test
  void equal_notes_are_told_apart() {
    var twice = "== by: a on: 2026-01-01 00:00:00 ==\nok\n".repeat(2);
    var notes = LOG.read(twice, false).notes();
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0).id()).endsWith("-1");
    assertThat(notes.get(1).id()).endsWith("-2");
  }

  @Test
  void the_last_note_of_a_cut_log_is_left_out_and_the_log_is_not_complete() {
    var contents = LOG.read(TWO.substring(0, TWO.length() - 4), true);
    assertThat(contents.isComplete()).isFalse();
    assertThat(contents.notes()).hasSize(1);
    assertThat(contents.notes().getFirst()).isEqualTo(LOG.read(TWO, false).notes().getFirst());
  }

  @Test
  void a_new_note_at_the_end_leaves_the_ids_of_the_others() {
    var more = TWO + "\n==== State: Opened by: x on: 2026-11-21 00:00:00 ====\nmore\n";
    assertThat(LOG.read(more, false).notes().subList(0, 2)).isEqualTo(LOG.read(TWO, false).notes());
  }

  @Test
  void text_before_the_first_header_is_a_note_of_nobody() {
    var notes = LOG.read("imported text\n" + TWO, false).notes();
    assertThat(notes).hasSize(3);
    assertThat(notes.getFirst().author()).isEmpty();
    assertThat(notes.getFirst().writtenAt()).isNull();
  }

  @Test
  void times_in_other_forms_are_read_and_unreadable_ones_are_no_time() {
    for (var time :
        new String[] {
          "20 November 2026 09:00:00",
          "2026-11-20T09:00",
          "11/20/2026 9:00:00 AM",
          "20.11.2026 09:00"
        }) {
      var notes = LOG.read("== by: a on: " + time + " ==\nx", false).notes();
      assertThat(notes.getFirst().writtenAt())
          .as(time)
          .isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    }
    assertThat(LOG.read("== by: a on: yesterday ==\nx", false).notes().getFirst().writtenAt())
        .isNull();
  }

  @Test
  void a_hostile_log_ends_soon_and_is_not_taken_for_complete() {
    var line = "= by a " + "on ".repeat(90) + "\n";
    var blanks = "=".repeat(20) + " by a on" + " ".repeat(250) + "x\n";
    var hostile = (line + blanks).repeat(10_000);
    var contents =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> LOG.read(hostile, false));
    assertThat(contents.isComplete()).isFalse();
    assertThat(contents.notes()).isEmpty();
  }

  @Test
  void an_empty_log_has_no_notes() {
    assertThat(LOG.read("", false).notes()).isEmpty();
    assertThat(LOG.read("\r\n", false).notes()).isEmpty();
  }

  @Test
  void a_header_without_its_groups_is_a_mistake_of_the_configuration() {
    var zone = ZoneId.of("UTC");
    assertThatThrownBy(() -> new NotesLog("^== .*", zone)).hasMessageContaining("(?<author>");
    assertThatThrownBy(() -> new NotesLog("((", zone)).hasMessageContaining("noteHeader");
  }
}
