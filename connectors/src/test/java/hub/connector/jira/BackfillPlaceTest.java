package hub.connector.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackfillPlaceTest {

  private static final BackfillPlace BEGINNING = BackfillPlace.of("", "");

  @Test
  void a_place_that_is_written_is_read_again() {
    var place =
        BEGINNING.in("PLAT").projectDone().in("DRIFT").behind(List.of("DRIFT-1", "DRIFT-7"));

    assertThat(BackfillPlace.of(place.text(), "")).isEqualTo(place);
    assertThat(BackfillPlace.of(BEGINNING.text(), "")).isEqualTo(BEGINNING);
    assertThatThrownBy(() -> BackfillPlace.of("1700000000000", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_first_question_is_which_project_there_is() {
    assertThat(BEGINNING.jql("labels = a OR labels = b", 0))
        .isEqualTo("(labels = a OR labels = b) AND updated >= 0");
    assertThat(BEGINNING.in("PLAT").projectDone().jql("", 5))
        .isEqualTo("project not in (\"PLAT\") AND updated >= 5");
  }

  @Test
  void the_only_project_needs_no_question() {
    assertThat(BackfillPlace.of("", "DRIFT").jql("", 0))
        .isEqualTo("project = \"DRIFT\" AND updated >= 0");
  }

  @Test
  void the_next_page_begins_behind_the_last_key() {
    var place = BEGINNING.in("DRIFT").behind(List.of("DRIFT-9", "DRIFT-10"));

    assertThat(place.jql("", 0))
        .isEqualTo("project = \"DRIFT\" AND key > DRIFT-10 AND updated >= 0");
    assertThat(place.number()).isEqualTo(10);
  }

  @Test
  void where_the_last_issue_is_gone_it_begins_behind_an_earlier_one_of_the_page() {
    var keys = LongStream.rangeClosed(1, 100).mapToObj(number -> "DRIFT-" + number).toList();
    var place = BEGINNING.in("DRIFT").behind(keys);

    assertThat(place.anchors())
        .containsExactly("DRIFT-100", "DRIFT-99", "DRIFT-98", "DRIFT-50", "DRIFT-1");
    assertThat(place.before().jql("", 0)).contains("key > DRIFT-99");
    assertThat(BEGINNING.in("DRIFT").behind(List.of("DRIFT-1")).hasEarlier()).isFalse();
  }
}
