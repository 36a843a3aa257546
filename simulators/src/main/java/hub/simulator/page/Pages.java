package hub.simulator.page;

import hub.simulator.fault.Fault;
import hub.simulator.fault.FaultGate;
import hub.simulator.http.BadCall;
import hub.simulator.http.Handler;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import hub.simulator.http.RouteTable;
import hub.simulator.mail.MailServer;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketRefused;
import hub.simulator.ticket.TicketView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages for people: the tickets of all tools side by side, one ticket with its forms, fault
/// buttons, mailboxes. What a person does here is never under a fault.
public final class Pages implements Handler {
  private static final String FIELD = "field.";
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("dd.MM. HH:mm:ss").withZone(ZoneId.of("Europe/Copenhagen"));

  /// A tool with its faults, as the pages show it.
  record ToolView(String id, String title, List<String> faults, int tickets) {}

  /// A ticket in a group of tickets.
  record Row(TicketView ticket, String changed, String priorityClass) {}

  private final List<FaultGate> gates;
  private final @Nullable MailServer mail;
  private final Templates templates = new Templates();
  private final RouteTable routes;

  /// The list of gates may still grow until the first call.
  public Pages(List<FaultGate> gates, @Nullable MailServer mail) {
    this.gates = gates;
    this.mail = mail;
    this.routes =
        new RouteTable()
            .get("/", this::home)
            .get("/tickets", this::tickets)
            .get("/tickets/{tool}/{key}", call -> ticket(call, ""))
            .post("/tickets/{tool}/{key}", this::edit)
            .get("/new/{tool}", call -> blank(call, ""))
            .post("/new/{tool}", this::create)
            .post("/faults/{tool}", this::fault)
            .get("/mail", this::mailboxes)
            .get(
                "/style.css",
                call -> Reply.text(200, "text/css;charset=UTF-8", Templates.resource("style.css")));
  }

  @Override
  public Reply handle(HttpCall call) {
    if (call.method().equals("POST") && isForeign(call)) {
      return Reply.text(403, "text/plain", "Forms of other sites are not taken.");
    }
    return routes
        .dispatch(call)
        .orElseGet(() -> Reply.text(404, "text/plain", "There is no page " + call.rawPath()));
  }

  /// Whether a page of another site sent the form; a script without a browser says no origin.
  private static boolean isForeign(HttpCall call) {
    return call.header("Origin").map(origin -> !origin.equals(call.origin())).orElse(false);
  }

  private FaultGate gate(HttpCall call) {
    String wanted = call.parameter("tool");
    return gates.stream()
        .filter(gate -> gate.tool().id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new BadCall("There is no tool " + wanted));
  }

  private Reply home(HttpCall call) {
    Map<String, Object> data = groups(call);
    data.put("buttons", FaultButton.ALL);
    data.put("title", "Simulated tools");
    return page(200, "home", data);
  }

  /// Only the table, for the home page to renew itself.
  private Reply tickets(HttpCall call) {
    return page(200, "tickets", groups(call));
  }

  private Map<String, Object> groups(HttpCall call) {
    String query = call.query("q").orElse("").strip();
    List<TicketView> all = gates.stream().flatMap(gate -> gate.tool().tickets().stream()).toList();
    List<Map<String, List<Row>>> rows =
        TicketGroups.of(all).stream()
            .filter(group -> group.stream().anyMatch(ticket -> matches(ticket, query)))
            .map(this::columns)
            .toList();
    Map<String, Object> data = new HashMap<>();
    data.put("tools", gates.stream().map(gate -> view(gate, all)).toList());
    data.put("groups", rows);
    data.put("q", query);
    data.put("hasMail", mail != null);
    return data;
  }

  private static ToolView view(FaultGate gate, List<TicketView> all) {
    String id = gate.tool().id();
    return new ToolView(
        id,
        gate.tool().title(),
        gate.faults().inForce().stream().map(Pages::describe).toList(),
        (int) all.stream().filter(ticket -> ticket.tool().equals(id)).count());
  }

  private static String describe(Fault fault) {
    String operation = fault.operation() == null ? "" : " on " + fault.operation().label();
    String count = fault.count() == null ? "" : " ×" + fault.count();
    return fault.kind().label() + operation + count;
  }

  private static boolean matches(TicketView ticket, String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    return ticket.key().toLowerCase(Locale.ROOT).contains(wanted)
        || ticket.title().toLowerCase(Locale.ROOT).contains(wanted)
        || ticket.state().toLowerCase(Locale.ROOT).contains(wanted);
  }

  /// The rows of a group by tool, each tool in its column.
  private Map<String, List<Row>> columns(List<TicketView> group) {
    Map<String, List<Row>> columns = new LinkedHashMap<>();
    gates.forEach(gate ->
        columns.put(
            gate.tool().id(),
            group.stream()
                .filter(ticket -> ticket.tool().equals(gate.tool().id()))
                .map(Pages::row)
                .toList()));
    return columns;
  }

  private static Row row(TicketView ticket) {
    String severity =
        switch (ticket.priority()) {
          case "P1", "Highest" -> "p1";
          case "P2", "High" -> "p2";
          case "P3", "Medium" -> "p3";
          default -> "p4";
        };
    return new Row(ticket, CLOCK.format(ticket.changed()), severity);
  }

  private Reply ticket(HttpCall call, String refusal) {
    FaultGate gate = gate(call);
    String key = call.parameter("key");
    Optional<TicketView> ticket =
        gate.tool().tickets().stream().filter(one -> one.key().equalsIgnoreCase(key)).findFirst();
    if (ticket.isEmpty()) {
      return Reply.text(404, "text/plain", "There is no ticket " + key);
    }
    TicketDesk desk = gate.tool().desk();
    Map<String, Object> data = new HashMap<>();
    data.put("title", ticket.get().key());
    data.put("tool", gate.tool().title());
    data.put("row", row(ticket.get()));
    data.put("fields", desk.form(key));
    data.put("actions", desk.actions(key));
    data.put("people", desk.people());
    data.put("person", call.query("as").orElse(desk.people().getFirst().login()));
    data.put("refusal", refusal);
    data.put("hasMail", mail != null);
    return page(refusal.isEmpty() ? 200 : 409, "ticket", data);
  }

  private Reply edit(HttpCall call) {
    TicketDesk desk = gate(call).tool().desk();
    String key = call.parameter("key");
    String person = call.formField("as");
    try {
      switch (call.formField("do")) {
        case "save" -> desk.save(person, key, fields(call));
        case "act" -> desk.act(person, key, call.formField("action"), fields(call));
        case "comment" -> desk.comment(person, key, call.formField("comment"));
        default -> throw new BadCall("The form does not say what to do");
      }
    } catch (TicketRefused refused) {
      return ticket(call, String.valueOf(refused.getMessage()));
    }
    return Reply.seeOther(call.rawPath() + "?as=" + encode(person));
  }

  private Reply blank(HttpCall call, String refusal) {
    FaultGate gate = gate(call);
    TicketDesk desk = gate.tool().desk();
    Map<String, Object> data = new HashMap<>();
    data.put("title", "New ticket in " + gate.tool().title());
    data.put("fields", desk.blankForm());
    data.put("people", desk.people());
    data.put("person", desk.people().getFirst().login());
    data.put("refusal", refusal);
    data.put("hasMail", mail != null);
    return page(refusal.isEmpty() ? 200 : 409, "new", data);
  }

  private Reply create(HttpCall call) {
    FaultGate gate = gate(call);
    try {
      String key = gate.tool().desk().create(call.formField("as"), fields(call));
      return Reply.seeOther("/tickets/" + gate.tool().id() + "/" + encode(key));
    } catch (TicketRefused refused) {
      return blank(call, String.valueOf(refused.getMessage()));
    }
  }

  private static Map<String, String> fields(HttpCall call) {
    Map<String, String> fields = new LinkedHashMap<>();
    call.formFields()
        .forEach((name, values) -> {
          if (name.startsWith(FIELD) && isTouched(call, name, values.getFirst())) {
            fields.put(name.substring(FIELD.length()), values.getFirst());
          }
        });
    return fields;
  }

  /// Whether the person changed the field: what someone else changed meanwhile is left alone.
  private static boolean isTouched(HttpCall call, String name, String value) {
    List<String> before = call.formFields().get("was." + name);
    return before == null
        || !before.getFirst().replace("\r\n", "\n").equals(value.replace("\r\n", "\n"));
  }

  private Reply fault(HttpCall call) {
    FaultGate gate = gate(call);
    String wanted = call.formField("fault");
    if (wanted.equals("clear")) {
      gate.faults().clear();
    } else {
      FaultButton.ALL.stream()
          .filter(button -> button.name().equals(wanted))
          .forEach(button -> gate.raise(Fault.read(button.body())));
    }
    return Reply.seeOther("/");
  }

  private Reply mailboxes(HttpCall call) {
    Map<String, Object> data = new HashMap<>();
    data.put("title", "Mailboxes");
    data.put("mailboxes", mail == null ? List.of() : mail.mailboxes());
    data.put("hasMail", mail != null);
    return page(200, "mail", data);
  }

  private Reply page(int status, String template, Map<String, Object> data) {
    return Reply.html(status, templates.fill(template, data))
        .withHeader("Content-Security-Policy", "frame-ancestors 'none'");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
