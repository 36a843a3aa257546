package hub.simulator.topdesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.simulator.desk.DeskRefusal;
import hub.simulator.desk.DeskStore;
import hub.simulator.desk.DeskTicket;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// `GET /incidents`: a query, an order and a page. 206 says that there is more, 204 that there is
/// nothing.
final class IncidentList {
  static final int USUAL_PAGE = 10;
  static final int LARGEST_PAGE = 10_000;

  private static final Set<String> QUERIED =
      Set.of(
          "id",
          "number",
          "externalNumber",
          "briefDescription",
          "status",
          "creationDate",
          "modificationDate",
          "completed",
          "closed",
          "processingStatus.id",
          "processingStatus.name",
          "priority.id",
          "priority.name",
          "operatorGroup.id",
          "operatorGroup.name");

  private static final Map<String, Comparator<DeskTicket>> ORDERS =
      Map.of(
          "id", Comparator.comparing(ticket -> ticket.text("id")),
          "creationDate", Comparator.comparing(DeskTicket::created),
          "callDate", Comparator.comparing(DeskTicket::created),
          "modificationDate", Comparator.comparing(DeskTicket::updated));

  private final DeskStore store;

  IncidentList(DeskStore store) {
    this.store = store;
  }

  Reply answer(HttpCall call) {
    Predicate<UnaryOperator<String>> query =
        call.query("query")
            .filter(text -> !text.isEmpty())
            .map(text -> Fiql.parse(text, QUERIED))
            .orElse(ticket -> true);
    int start = number(call, "pageStart", 0, Integer.MAX_VALUE);
    int size = number(call, "pageSize", USUAL_PAGE, LARGEST_PAGE);
    Set<String> fields =
        call.query("fields").map(text -> Set.of(text.split(",", -1))).orElse(Set.of());
    List<DeskTicket> found =
        store
            .searchable()
            .filter(ticket -> query.test(name -> value(ticket, name)))
            .sorted(order(call.query("sort").orElse("creationDate:desc")))
            .skip(start)
            .limit(size + 1L)
            .toList();
    ArrayNode page = Json.array();
    found.stream()
        .limit(size)
        .forEach(ticket -> page.add(IncidentJson.only(IncidentJson.incident(ticket), fields)));
    return page.isEmpty() ? Reply.empty(204) : Reply.json(found.size() > size ? 206 : 200, page);
  }

  private static String value(DeskTicket ticket, String name) {
    return switch (name) {
      case "creationDate" -> ticket.created().toString();
      case "modificationDate" -> ticket.updated().toString();
      case "completed", "closed" -> Boolean.toString(Boolean.parseBoolean(ticket.text(name)));
      default -> {
        int dot = name.indexOf('.');
        if (dot < 0) {
          yield ticket.text(name);
        }
        String field = name.substring(0, dot);
        yield Lookups.shown(field, ticket.text(field)).path(name.substring(dot + 1)).asText();
      }
    };
  }

  private static Comparator<DeskTicket> order(String wanted) {
    String[] parts = wanted.split(":", 2);
    Comparator<DeskTicket> order = ORDERS.get(parts[0]);
    if (order == null) {
      throw new DeskRefusal(400, "Incidents cannot be sorted by '" + parts[0] + "'.");
    }
    return parts.length == 2 && parts[1].equals("desc") ? order.reversed() : order;
  }

  private static int number(HttpCall call, String name, int usual, int largest) {
    try {
      int number = call.query(name).map(Integer::parseInt).orElse(usual);
      if (number < 0 || number > largest) {
        throw new DeskRefusal(400, "The parameter '" + name + "' is out of range.");
      }
      return number;
    } catch (NumberFormatException text) {
      throw new DeskRefusal(400, "The parameter '" + name + "' must be a number.");
    }
  }
}
