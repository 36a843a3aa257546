package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final String BASE = "https://cq.example/cqweb/oslc";
  private static final ServerAddress SERVER = ServerAddress.of(BASE);

  private static Sweep sweep(int pageSize) {
    return new Sweep(
        new OslcQuery(List.of(), List.of("cq:id"), List.of()),
        URI.create(BASE + "/simpleQuery/7"),
        SERVER,
        pageSize);
  }

  private static JsonNode row(int number, int version) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rdf:about", BASE + "/record/7-" + number)
        .put("cq:dbid", Integer.toString(number))
        .put("cq:version", version);
  }

  private static QueryPage page(int total, String next, int... numbers) {
    return new QueryPage(
        IntStream.of(numbers).mapToObj(number -> row(number, 1)).toList(),
        total,
        next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  @Test
  void a_result_that_fits_needs_one_page() {
    var sweep = sweep(10);
    sweep.took(page(2, "", 1, 2));
    assertThat(sweep.next()).isEmpty();
    assertThat(sweep.isComplete()).isTrue();
    assertThat(sweep.members("cq:dbid")).extracting(Sweep.Member::id).containsExactly("7-1", "7-2");
  }

  @Test
  void a_longer_result_is_asked_for_again_in_one_larger_page() {
    var sweep = sweep(2);
    sweep.took(page(5, BASE + "/simpleQuery/7?rcm.startIndex=3", 1, 2));
    assertThat(sweep.next().orElseThrow().getQuery()).contains("oslc.pageSize=55");
    sweep.took(page(5, "", 1, 2, 3, 4, 5));
    assertThat(sweep.next()).isEmpty();
    assertThat(sweep.distinct()).isEqualTo(5);
  }

  @Test
  void pages_that_overlap_and_miss_records_are_read_until_all_were_seen() {
    var sweep = sweep(2);
    sweep.took(page(3, BASE + "/n?p=2", 1, 2));
    // The server does not give larger pages.
    sweep.took(page(3, BASE + "/n?p=2", 2, 1));
    sweep.took(page(3, "", 2));
    assertThat(sweep.isComplete()).isFalse();
    assertThat(sweep.next().orElseThrow().getQuery()).contains("oslc.pageSize");
    sweep.took(page(3, BASE + "/n?p=2", 1, 3));
    sweep.took(page(3, "", 2));
    assertThat(sweep.isComplete()).isTrue();
    assertThat(sweep.next()).isEmpty();
  }

  @Test
  void a_server_that_never_lists_all_it_counts_does_not_hold_the_sweep() {
    var sweep = sweep(10);
    var pages = 0;
    while (sweep.next().isPresent() && pages < 100) {
      sweep.took(page(4, "", 1, 2, 3));
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(sweep.isComplete()).isFalse();
  }

  @Test
  void a_link_in_a_circle_is_followed_once() {
    var sweep = sweep(10);
    var pages = 0;
    while (sweep.next().isPresent() && pages < 100) {
      sweep.took(page(-1, BASE + "/n?p=1", 1));
      pages++;
    }
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void of_two_rows_of_a_record_the_newer_counts() {
    var sweep = sweep(10);
    sweep.took(new QueryPage(List.of(row(1, 2), row(1, 1)), 1, Optional.empty()));
    assertThat(sweep.members("cq:dbid")).extracting(Sweep.Member::version).containsExactly(2L);
  }
}
