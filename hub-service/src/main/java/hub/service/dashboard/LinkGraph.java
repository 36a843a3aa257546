package hub.service.dashboard;

import hub.service.dashboard.Views.Graph;
import hub.service.dashboard.Views.GraphNode;
import hub.service.search.IncidentDetail;
import hub.service.search.TicketLabel;
import hub.service.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Places an incident in the middle of its tickets and of what it waits for.
final class LinkGraph {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 270;
  private static final int REACH_X = 235;
  private static final int REACH_Y = 105;

  /// More would cover each other; the words name all of them.
  private static final int MOST = 8;

  private static final int LONGEST = 20;

  private final Words words;

  LinkGraph(Words words) {
    this.words = words;
  }

  private record Around(TicketLabel label, String tone) {}

  Graph of(IncidentDetail detail) {
    var around = new ArrayList<Around>();
    detail.tickets().forEach(ticket -> around.add(new Around(ticket.label(), "ticket")));
    detail.rfcs().forEach(rfc -> around.add(new Around(rfc.label(), "rfc")));
    var shown = around.subList(0, Math.min(MOST, around.size()));
    var nodes = new ArrayList<GraphNode>();
    for (var i = 0; i < shown.size(); i++) {
      // From the left, so that two stand opposite to each other.
      var angle = Math.PI + 2 * Math.PI * i / shown.size();
      var label = shown.get(i).label();
      nodes.add(
          new GraphNode(
              WIDTH / 2 + Math.toIntExact(Math.round(REACH_X * Math.cos(angle))),
              HEIGHT / 2 + Math.toIntExact(Math.round(REACH_Y * Math.sin(angle))),
              shortened(label.ref().system()),
              shortened(key(label)),
              shown.get(i).tone()));
    }
    return new Graph(
        WIDTH, HEIGHT, WIDTH / 2, HEIGHT / 2, detail.summary().id().toString(), nodes, say(detail));
  }

  private String say(IncidentDetail detail) {
    var id = detail.summary().id().toString();
    var tickets = detail.tickets().stream().map(ticket -> said(ticket.label())).toList();
    var rfcs = detail.rfcs().stream().map(rfc -> said(rfc.label())).toList();
    return rfcs.isEmpty()
        ? words.say("graph.tickets", id, listed(tickets))
        : words.say("graph.tickets-and-rfcs", id, listed(tickets), listed(rfcs));
  }

  private String said(TicketLabel label) {
    return words.say("ticket", key(label), label.ref().system());
  }

  private static String listed(List<String> parts) {
    return parts.stream().collect(Collectors.joining(", "));
  }

  private static String key(TicketLabel label) {
    return label.key().isEmpty() ? label.ref().id() : label.key();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
