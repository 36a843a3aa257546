package hub.service.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.service.dashboard.Views.GraphNode;
import hub.service.search.IncidentDetail;
import hub.service.search.IncidentDetail.RfcView;
import hub.service.search.IncidentDetail.TicketView;
import hub.service.search.IncidentSummary;
import hub.service.search.SyncCondition;
import hub.service.search.TicketLabel;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import hub.ticket.RfcState;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkGraphTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

  private final LinkGraph graph = new LinkGraph(Words.in(PageLanguage.EN));

  @Test
  void two_tickets_stand_opposite_to_each_other() {
    var shown = graph.of(incident(2, 0));
    assertThat(shown.words())
        .isEqualTo("I-1 has the tickets KEY-0 in jira-ops, KEY-1 in jira-ops.");
    assertThat(shown.nodes()).extracting(GraphNode::y).containsOnly(shown.y());
    assertThat(shown.nodes().getFirst().x() + shown.nodes().getLast().x()).isEqualTo(2 * shown.x());
  }

  @Test
  void as_many_as_are_shown_stay_inside_and_apart_and_the_words_name_all() {
    for (var count = 1; count <= 12; count++) {
      var shown = graph.of(incident(count, 2));
      var nodes = shown.nodes();
      assertThat(nodes)
          .hasSize(Math.min(8, count + 2))
          .allMatch(node -> node.left() >= 0 && node.left() + node.width() <= shown.width())
          .allMatch(node -> node.top() >= 0 && node.top() + node.height() <= shown.height());
      for (var one = 0; one < nodes.size(); one++) {
        for (var other = one + 1; other < nodes.size(); other++) {
          assertThat(isApart(nodes.get(one), nodes.get(other))).as("of %d", count).isTrue();
        }
      }
      assertThat(shown.words()).contains("KEY-" + (count - 1)).contains("waits for RFC-0");
    }
  }

  private static boolean isApart(GraphNode one, GraphNode other) {
    return Math.abs(one.x() - other.x()) >= one.width()
        || Math.abs(one.y() - other.y()) >= one.height();
  }

  private static IncidentDetail incident(int tickets, int rfcs) {
    var summary =
        new IncidentSummary(
            new IncidentId(1),
            "Login fails",
            "P1",
            "ASSIGNED",
            SyncCondition.IN_SYNC,
            List.of(),
            MONDAY,
            MONDAY,
            Set.of(),
            null,
            false);
    return new IncidentDetail(
        summary,
        IntStream.range(0, tickets).mapToObj(LinkGraphTest::ticket).toList(),
        List.of(),
        List.of(),
        IntStream.range(0, rfcs).mapToObj(LinkGraphTest::rfc).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static TicketView ticket(int number) {
    var label = new TicketLabel(new TicketRef("jira-ops", "1" + number), "KEY-" + number);
    return new TicketView(
        label, "jira", Presence.PRESENT, LinkReason.FIRST_SEEN, "", false, MONDAY);
  }

  private static RfcView rfc(int number) {
    var label = new TicketLabel(new TicketRef("jira-sds", "2" + number), "RFC-" + number);
    return new RfcView(label, RfcState.OPEN);
  }
}
