package hub.connector.clearquest;

import static hub.connector.clearquest.ScriptedServer.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.connector.clearquest.RecordPages.Window;
import hub.connector.http.ToolTrouble;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordPagesTest {

  private final ScriptedServer server = new ScriptedServer();
  private final ClearQuestSite site = ScriptedServer.site();

  private Window behind(long number, int size, @Nullable Instant since) {
    var reads = new RecordReads(site, ScriptedServer.connection());
    return server.run(new RecordPages(site, reads, since, size).behind(number));
  }

  private void answers(int total, long... numbers) {
    server.json(
        """
        {"oslc:responseInfo":{"oslc:totalCount":%d},"rdfs:member":[%s]}\
        """
            .formatted(
                total,
                LongStream.of(numbers)
                    .mapToObj(number ->
                        "{\"rdf:about\":\"%s/record/7-%d\",\"cq:dbid\":\"%d\"}"
                            .formatted(BASE, number, number))
                    .collect(Collectors.joining(","))));
  }

  private List<String> asked() {
    return server.asked().stream()
        .map(request -> URLDecoder.decode(request.target().getRawQuery(), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> numbers(Window window) {
    return window.rows().stream().map(row -> row.path("cq:dbid").asText()).toList();
  }

  @Test
  void what_fits_on_a_page_needs_one_request_and_is_the_end() {
    answers(2, 7, 5);

    var window = behind(4, 10, null);

    assertThat(numbers(window)).containsExactly("5", "7");
    assertThat(window.isLast()).isTrue();
    assertThat(asked().getFirst())
        .contains("cq:dbid>\"4\"", "cq:Headline", "oslc.orderBy=+cq:dbid", "oslc.pageSize=10");
  }

  @Test
  void a_full_page_is_counted_before_it_is_believed() {
    answers(5, 11, 12, 13);
    answers(3, 11);

    var window = behind(10, 3, Instant.parse("2026-03-02T00:00:00Z"));

    assertThat(numbers(window)).containsExactly("11", "12", "13");
    assertThat(window.reached()).isEqualTo(13);
    assertThat(window.left()).isEqualTo(2);
    assertThat(window.isLast()).isFalse();
    assertThat(asked().get(1)).contains("cq:dbid<=\"13\"", "cq:Last_Modified>=\"2026-03-02");
  }

  @Test
  void pages_in_no_order_are_narrowed_to_a_range_that_fits() {
    // Five records, and the server shows those two that come to its mind.
    answers(5, 60, 20);
    answers(5, 20);
    answers(0);
    var empty = behind(10, 2, null);
    assertThat(empty.rows()).isEmpty();
    assertThat(empty.reached()).isEqualTo(20);
    assertThat(empty.isLast()).isFalse();

    answers(5, 60, 20);
    answers(5, 20);
    answers(3, 30, 24);
    answers(1, 22);
    var window = behind(10, 2, null);

    assertThat(numbers(window)).containsExactly("22");
    assertThat(window.reached()).isLessThan(24);
  }

  @Test
  void a_server_that_does_not_count_cannot_be_walked_through() {
    server.json(
        """
        {"oslc:responseInfo":{},
         "rdfs:member":[{"rdf:about":"%s/record/7-5","cq:dbid":"5"}]}\
        """
            .formatted(BASE));

    assertThatThrownBy(() -> behind(4, 10, null))
        .isInstanceOf(ToolTrouble.class)
        .hasMessageContaining("does not count");
  }
}
