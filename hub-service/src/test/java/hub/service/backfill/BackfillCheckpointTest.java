package hub.service.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill;
import hub.connector.HubBackfill.Page;
import hub.service.backfill.BackfillCheckpoint.State;
import hub.service.words.Told;
import hub.ticket.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackfillCheckpointTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final BackfillCheckpoint BEGUN = BackfillCheckpoint.begun("olga", null, NINE);

  private static Page page(String position, int tickets, long left, boolean isLast) {
    return new Page(position, tickets, 2, left, isLast, new Reading(NINE, TEN));
  }

  @Test
  void what_is_written_is_read_again() {
    var since = BackfillCheckpoint.begun("olga", NINE, TEN).after(page("A;B", 3, 4, false));

    assertThat(BackfillCheckpoint.parse(since.text())).contains(since);
    assertThat(BackfillCheckpoint.parse(BEGUN.text())).contains(BEGUN);
  }

  @Test
  void a_position_of_no_backfill_is_none() {
    assertThat(BackfillCheckpoint.parse("")).isEmpty();
    assertThat(BackfillCheckpoint.parse("1700000000000")).isEmpty();
    assertThat(BackfillCheckpoint.parse("{\"state\": \"RUNNING\", \"future\": 1}")).isEmpty();
  }

  @Test
  void pages_are_added_up() {
    var after = BEGUN.after(page("1", 100, 250, false)).after(page("2", 100, 150, false));

    assertThat(after.read()).isEqualTo(200);
    assertThat(after.total()).isEqualTo(350);
    assertThat(after.requests()).isEqualTo(4);
    assertThat(after.position()).isEqualTo("2");
    assertThat(after.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void a_page_that_tells_no_total_leaves_the_one_that_is_known() {
    var after = BEGUN.after(page("1", 0, 7, false)).after(page("2", 5, HubBackfill.UNKNOWN, false));

    assertThat(after.total()).isEqualTo(7);
  }

  @Test
  void the_last_page_ends_it_and_counts_what_was_read() {
    var done = BEGUN.after(page("1", 0, 7, false)).after(page("2", 5, HubBackfill.UNKNOWN, true));

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.total()).isEqualTo(5);
  }

  @Test
  void the_later_of_two_is_the_one_with_more_pages_or_of_the_later_run() {
    var first = BEGUN.after(page("1", 5, 9, false));
    var failed = first.gaveUp("refused", TEN);
    var again = BackfillCheckpoint.begun("anna", null, TEN);

    assertThat(first.isLaterThan(BEGUN)).isTrue();
    assertThat(BEGUN.isLaterThan(first)).isFalse();
    assertThat(failed.isLaterThan(first)).isTrue();
    assertThat(again.isLaterThan(failed)).isTrue();
  }

  @Test
  void only_one_under_way_waits() {
    var running = BackfillStatus.of(BEGUN, "");
    var done = BackfillStatus.of(BEGUN.after(page("1", 5, 0, true)), "");

    assertThat(running.waitingFor(Told.quoted("down")).state())
        .isEqualTo(BackfillStatus.State.WAITING);
    assertThat(done.waitingFor(Told.quoted("down"))).isEqualTo(done);
    assertThat(BackfillStatus.of(BEGUN, "429").cause()).isEqualTo(Told.quoted("429"));
  }

  @Test
  void the_cursor_names_its_system() {
    assertThat(BackfillCheckpoint.system(BackfillCheckpoint.cursor("jira-ops")))
        .isEqualTo("jira-ops");
    assertThat(BackfillCheckpoint.system("jira-ops")).isEqualTo("jira-ops");
  }
}
