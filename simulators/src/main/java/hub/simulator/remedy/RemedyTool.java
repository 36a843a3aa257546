package hub.simulator.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.desk.DeskAccount;
import hub.simulator.desk.DeskFields;
import hub.simulator.desk.DeskNote;
import hub.simulator.desk.DeskRefusal;
import hub.simulator.desk.DeskTicket;
import hub.simulator.desk.DeskTool;
import hub.simulator.fault.FaultBook;
import hub.simulator.fault.Operation;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A stand-in for Remedy: the forms of incidents and of their work log.
public final class RemedyTool extends DeskTool {
  /// What a list holds at most, whatever is asked for.
  static final int LARGEST_PAGE = 100;

  private static final String ENTRY = "/api/arsys/v1/entry/";
  private static final String NUMBER = "Incident Number";
  private static final String REQUEST = "Request ID";
  private static final String TITLE = "Description";
  private static final String STATUS = "Status";
  private static final String REASON = "Status_Reason";
  private static final DeskFields NAMES =
      new DeskFields(
          REQUEST,
          NUMBER,
          TITLE,
          "Detailed Decription",
          "Urgency",
          STATUS,
          "Vendor Ticket Number",
          Forms.URGENCIES,
          Forms.STATES);

  private final Tokens tokens;

  /// A desk that keeps its incidents in the file, or forgets them if there is none.
  public RemedyTool(@Nullable Path journal, FaultBook faults, Clock clock) {
    super("remedy", "Remedy", journal, faults, clock);
    this.tokens = new Tokens(clock);
  }

  @Override
  protected DeskFields names() {
    return NAMES;
  }

  @Override
  protected Optional<DeskAccount> caller(HttpCall call) {
    return tokens.caller(call);
  }

  @Override
  protected JsonNode written(JsonNode body) {
    return body.path("values");
  }

  @Override
  protected Optional<Reply> open(HttpCall call) {
    if (!call.rawPath().equals("/api/jwt/login")) {
      return Optional.empty();
    }
    return Optional.of(
        tokens
            .logIn(call.formField("username"), call.formField("password"))
            .map(token -> Reply.text(200, "text/plain", token))
            .orElseGet(() -> failure(call, 401, "Authentication failed")));
  }

  @Override
  protected Reply answer(HttpCall call, DeskAccount caller) {
    if (call.rawPath().equals("/api/jwt/logout")) {
      tokens.logOut(call);
      return Reply.empty(204);
    }
    List<String> path = path(call);
    String form = path.isEmpty() ? "" : path.getFirst();
    if (path.size() == 2 && form.equals(Forms.INCIDENT)) {
      return one(call, caller, path.get(1));
    }
    return switch (call.method() + " " + form) {
      case "POST " + Forms.NEW_INCIDENT -> create(call, caller);
      case "POST " + Forms.WORK_LOG -> note(call, caller);
      case "GET " + Forms.INCIDENT ->
          list(call, store().searchable().map(this::row), incidentFields());
      case "GET " + Forms.WORK_LOG -> list(call, notes(), noteFields());
      default -> throw new DeskRefusal(404, "Form does not exist on server");
    };
  }

  /// Form and entry; empty if it is no path of an entry.
  private static List<String> path(HttpCall call) {
    List<String> parts = call.segments();
    return call.rawPath().startsWith(ENTRY) ? parts.subList(4, parts.size()) : List.of();
  }

  /// One entry as a list shows it.
  private record Row(String entry, Map<String, String> values) {}

  private Row row(DeskTicket ticket) {
    return new Row(ticket.text(REQUEST), Forms.incident(ticket));
  }

  private Stream<Row> notes() {
    return store()
        .all()
        .flatMap(ticket -> ticket.notes().stream().map(note -> Forms.note(ticket, note)))
        .map(values -> new Row(values.getOrDefault("Work Log ID", ""), values));
  }

  private static Set<String> incidentFields() {
    Set<String> fields = new LinkedHashSet<>(Forms.WRITABLE);
    fields.addAll(
        Set.of(
            NUMBER,
            REQUEST,
            "Priority",
            "Submitter",
            "Submit Date",
            "Last Modified By",
            "Last Modified Date"));
    return fields;
  }

  private static Set<String> noteFields() {
    Set<String> fields = new LinkedHashSet<>(Forms.NOTE_FIELDS);
    fields.addAll(Forms.NOTE_STAMPS);
    return fields;
  }

  private Reply one(HttpCall call, DeskAccount caller, String entry) {
    DeskTicket ticket =
        store()
            .find(REQUEST, entry)
            .orElseThrow(() -> new DeskRefusal(404, "Entry does not exist in database"));
    return switch (call.method()) {
      case "GET" -> Reply.json(200, shown(call, row(ticket)));
      case "PUT" -> {
        write(caller, ticket, given(call, Forms.WRITABLE));
        yield Reply.empty(204);
      }
      default -> throw new DeskRefusal(405, "Method not allowed");
    };
  }

  /// Of a form that only makes entries nothing comes back, unless fields are asked for.
  private Reply create(HttpCall call, DeskAccount caller) {
    Map<String, String> given = new LinkedHashMap<>();
    given(call, Forms.NEW_FIELDS)
        .forEach((name, value) -> given.put(Forms.NEW_NAMES.getOrDefault(name, name), value));
    if (given.getOrDefault("First Name", "").isBlank()
        || given.getOrDefault("Last Name", "").isBlank()) {
      throw new DeskRefusal(400, "Required field is blank : <First_Name, Last_Name>");
    }
    DeskTicket filed = file(caller, given);
    return call.query("fields").isPresent()
        ? Reply.json(201, shown(call, row(filed)))
        : Reply.empty(204);
  }

  private Reply note(HttpCall call, DeskAccount caller) {
    Map<String, String> given = given(call, Forms.NOTE_FIELDS);
    DeskTicket ticket =
        byNumber(given.getOrDefault(NUMBER, ""))
            .orElseThrow(() -> new DeskRefusal(400, "The Incident Number does not exist"));
    DeskTicket noted = annotate(caller, ticket, given);
    Map<String, String> values = Forms.note(noted, noted.notes().getLast());
    String entry = values.getOrDefault("Work Log ID", "");
    return Reply.json(201, shown(call, new Row(entry, values)))
        .withHeader("Location", place(call, Forms.WORK_LOG, entry));
  }

  private DeskTicket annotate(DeskAccount by, DeskTicket ticket, Map<String, String> given) {
    if (!Forms.NOTE_TYPES.contains(given.getOrDefault("Work Log Type", ""))) {
      throw new DeskRefusal(400, "Value does not fall within the limits : <Work Log Type>");
    }
    Map<String, String> kept = new LinkedHashMap<>(given);
    kept.remove(NUMBER);
    return store().write(ticket, Map.of(), List.of(store().note(by, kept)), by);
  }

  private static Map<String, String> given(HttpCall call, Set<String> known) {
    Map<String, String> given = new LinkedHashMap<>();
    Json.readObject(call.text())
        .path("values")
        .properties()
        .forEach(entry -> {
          if (!known.contains(entry.getKey())) {
            throw new DeskRefusal(400, Forms.NO_SUCH_FIELD + " : <" + entry.getKey() + ">");
          }
          given.put(entry.getKey(), entry.getValue().asText(""));
        });
    return given;
  }

  private static Reply list(HttpCall call, Stream<Row> form, Set<String> fields) {
    Predicate<Map<String, String>> wanted =
        call.query("q")
            .filter(text -> !text.isBlank())
            .map(text -> Qualification.parse(text, fields))
            .orElse(row -> true);
    int limit = Math.min(LARGEST_PAGE, number(call, "limit", LARGEST_PAGE));
    ArrayNode entries = Json.array();
    form.filter(row -> wanted.test(row.values()))
        .sorted(order(call.query("sort").orElse("")))
        .skip(number(call, "offset", 0))
        .limit(limit)
        .forEach(row -> entries.add(shown(call, row)));
    return Reply.json(200, Json.object().set("entries", entries));
  }

  private static Comparator<Row> order(String wanted) {
    Comparator<Row> order = (a, b) -> 0;
    for (String part : wanted.split(",", -1)) {
      int dot = part.lastIndexOf('.');
      String field = dot < 0 ? part : part.substring(0, dot);
      Comparator<Row> one =
          Comparator.comparing(row -> row.values().getOrDefault(field.strip(), ""));
      order = order.thenComparing(part.endsWith(".desc") ? one.reversed() : one);
    }
    return order;
  }

  private static int number(HttpCall call, String name, int usual) {
    try {
      return Math.max(0, call.query(name).map(Integer::parseInt).orElse(usual));
    } catch (NumberFormatException text) {
      return usual;
    }
  }

  private static ObjectNode shown(HttpCall call, Row row) {
    String wanted = call.query("fields").orElse("");
    List<String> names =
        wanted.startsWith("values(") && wanted.endsWith(")")
            ? Stream.of(wanted.substring(7, wanted.length() - 1).split(",", -1))
                .map(String::strip)
                .toList()
            : List.copyOf(row.values().keySet());
    ObjectNode json = Json.object();
    ObjectNode values = json.putObject("values");
    names.forEach(name -> {
      String value = row.values().get(name);
      values.put(name, value == null || value.isEmpty() ? null : value);
    });
    json.putObject("_links")
        .putArray("self")
        .addObject()
        .put("href", place(call, Forms.INCIDENT, row.entry()));
    return json;
  }

  private static String place(HttpCall call, String form, String entry) {
    return call.origin() + "/remedy" + ENTRY + form + "/" + entry.replace("|", "%7C");
  }

  @Override
  protected DeskTicket file(DeskAccount by, Map<String, String> fields) {
    Map<String, String> whole = new LinkedHashMap<>();
    whole.put("Impact", Forms.IMPACTS.getLast());
    whole.put("Urgency", Forms.URGENCIES.getLast());
    whole.put(STATUS, "Assigned");
    whole.put("Assigned Group", "Service Desk");
    whole.putAll(fields);
    check(whole);
    return store()
        .create(
            id -> {
              String entry = "INC%012d".formatted(500 + id);
              whole.put(REQUEST, entry + "|" + entry);
              whole.put(NUMBER, "INC%012d".formatted(104_000 + id));
              return Map.copyOf(whole);
            },
            by);
  }

  @Override
  protected DeskTicket write(DeskAccount by, DeskTicket ticket, Map<String, String> fields) {
    Map<String, String> whole = new LinkedHashMap<>(ticket.fields());
    whole.putAll(fields);
    check(whole);
    return store().write(ticket, fields, List.of(), by);
  }

  /// The menus and the workflow.
  private static void check(Map<String, String> whole) {
    oneOf(whole, "Impact", Forms.IMPACTS);
    oneOf(whole, "Urgency", Forms.URGENCIES);
    oneOf(whole, STATUS, Forms.STATES);
    List<String> needed =
        switch (whole.getOrDefault(STATUS, "")) {
          case "Pending" -> List.of(REASON);
          case "Resolved" -> List.of(REASON, "Resolution");
          case "Assigned", "In Progress" -> List.of("Assigned Group");
          default -> List.of();
        };
    needed.stream()
        .filter(name -> whole.getOrDefault(name, "").isBlank())
        .findFirst()
        .ifPresent(name -> {
          throw new DeskRefusal(400, "Required field is blank : <" + name + ">");
        });
  }

  private static void oneOf(Map<String, String> whole, String name, List<String> menu) {
    if (!menu.contains(whole.getOrDefault(name, ""))) {
      throw new DeskRefusal(400, "Value does not fall within the limits : <" + name + ">");
    }
  }

  @Override
  protected DeskTicket move(DeskAccount by, DeskTicket ticket, String state) {
    Map<String, String> fields = new LinkedHashMap<>(Map.of(STATUS, state));
    if (state.equals("Pending")) {
      fields.put(REASON, "Client Action Required");
    } else if (state.equals("Resolved")) {
      fields.put(REASON, "No Further Action Required");
      fields.put("Resolution", "Løst");
    }
    return write(by, ticket, fields);
  }

  @Override
  protected DeskTicket remark(DeskAccount by, DeskTicket ticket, String text) {
    return annotate(
        by,
        ticket,
        Map.of(
            "Work Log Type", "General Information",
            "Detailed Description", text,
            "View Access", "Public"));
  }

  @Override
  protected String words(DeskNote note) {
    return note.text("Detailed Description");
  }

  @Override
  public Operation operationOf(HttpCall call) {
    List<String> path = path(call);
    boolean isList =
        path.equals(List.of(Forms.INCIDENT))
            && !call.query("q").orElse("").contains("'" + NUMBER + "'");
    return switch (call.method()) {
      case "POST" ->
          switch (path.isEmpty() ? "" : path.getFirst()) {
            case Forms.NEW_INCIDENT -> Operation.CREATE;
            case Forms.WORK_LOG -> Operation.COMMENT;
            default -> Operation.READ;
          };
      case "PUT" ->
          fieldsWrittenBy(call).contains(STATUS) ? Operation.TRANSITION : Operation.UPDATE;
      default -> isList ? Operation.SEARCH : Operation.READ;
    };
  }

  @Override
  public Reply failure(HttpCall call, int status, String message) {
    String[] parts = message.split(" : ", 2);
    ObjectNode error = Json.object().put("messageType", "ERROR").put("messageText", parts[0]);
    error.put("messageNumber", number(status, parts[0]));
    error.put("messageAppendedText", parts.length == 2 ? parts[1] : null);
    return Reply.json(status, Json.array().add(error));
  }

  private static int number(int status, String text) {
    if (text.equals(Forms.NO_SUCH_FIELD)) {
      return 314;
    }
    return switch (status) {
      case 401 -> 623;
      case 404 -> 302;
      default -> 10_000;
    };
  }

  @Override
  public Reply refusal(HttpCall call, String field) {
    return failure(call, 400, "You have no write access to the field : <" + field + ">");
  }
}
