package hub.simulator.servicenow;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A stand-in for ServiceNow: the tables of incidents and of journal entries.
public final class ServiceNowTool extends DeskTool {
  private static final String NUMBER = "number";
  private static final String SYS_ID = "sys_id";
  private static final String STATE = "state";
  private static final String IN_PROGRESS = "2";
  private static final String ON_HOLD = "3";
  private static final String RESOLVED = "6";
  private static final String AWAITING_CALLER = "1";
  private static final List<String> STATES = List.of("1", "2", "3", "6", "7", "8");
  private static final List<String> CLOSING = List.of("close_code", "close_notes");
  private static final DeskFields NAMES =
      new DeskFields(
          SYS_ID,
          NUMBER,
          "short_description",
          "description",
          "urgency",
          STATE,
          "correlation_display",
          List.of("1", "2", "3"),
          STATES);

  private final Clock clock;

  /// A desk that keeps its incidents in the file, or forgets them if there is none.
  public ServiceNowTool(@Nullable Path journal, FaultBook faults, Clock clock) {
    super("servicenow", "ServiceNow", journal, faults, clock);
    this.clock = clock;
  }

  @Override
  protected DeskFields names() {
    return NAMES;
  }

  @Override
  protected Reply answer(HttpCall call, DeskAccount caller) {
    if (call.header("Accept").isEmpty()) {
      throw new DeskRefusal(400, "Missing header Accept");
    }
    boolean hasBody = call.body().length > 0;
    if (hasBody && call.header("Content-Type").isEmpty()) {
      throw new DeskRefusal(400, "Missing header Content-Type");
    }
    List<String> path = path(call);
    String table = path.isEmpty() ? "" : path.getFirst();
    if (table.equals("incident") && path.size() == 2) {
      return one(call, caller, path.get(1));
    }
    if (table.equals("incident") && call.method().equals("POST")) {
      DeskTicket filed = file(caller, given(call));
      return result(201, shown(call, Rows.incident(filed)))
          .withHeader(
              "Location",
              call.origin() + "/servicenow" + call.rawPath() + "/" + filed.text(SYS_ID));
    }
    if (call.method().equals("GET") && path.size() == 1) {
      return switch (table) {
        case "incident" ->
            list(call, store().searchable().map(Rows::incident), Rows.INCIDENT_FIELDS);
        case "sys_journal_field" -> list(call, journal(), Rows.JOURNAL_FIELDS);
        default -> throw new DeskRefusal(400, "Invalid table " + table);
      };
    }
    throw notFound();
  }

  /// Table and record; empty if it is no path of the Table API.
  private static List<String> path(HttpCall call) {
    List<String> parts = call.segments();
    int at = parts.indexOf("table");
    boolean isTable = call.rawPath().startsWith("/api/now/") && at > 1 && at < 4;
    return isTable ? parts.subList(at + 1, parts.size()) : List.of();
  }

  private static boolean isFirstVersion(HttpCall call) {
    return !call.rawPath().startsWith("/api/now/v2/");
  }

  private static DeskRefusal notFound() {
    return new DeskRefusal(404, "No Record found");
  }

  private Reply one(HttpCall call, DeskAccount caller, String id) {
    DeskTicket ticket = store().find(SYS_ID, id).orElseThrow(ServiceNowTool::notFound);
    return switch (call.method()) {
      case "GET" -> result(200, shown(call, Rows.incident(ticket)));
      case "PATCH", "PUT" ->
          result(200, shown(call, Rows.incident(write(caller, ticket, given(call)))));
      default -> throw new DeskRefusal(405, "Method not supported");
    };
  }

  private Stream<Map<String, String>> journal() {
    return store()
        .all()
        .flatMap(ticket -> ticket.notes().stream().map(note -> Rows.journal(ticket, note)));
  }

  private static Reply list(HttpCall call, Stream<Map<String, String>> table, Set<String> fields) {
    EncodedQuery query = EncodedQuery.parse(call.query("sysparm_query").orElse(""), fields);
    List<Map<String, String>> rows = table.filter(query.condition()).sorted(query.order()).toList();
    int offset = number(call, "sysparm_offset", 0);
    int limit = number(call, "sysparm_limit", 10_000);
    ArrayNode page = Json.array();
    rows.stream().skip(offset).limit(limit).forEach(row -> page.add(shown(call, row)));
    if (page.isEmpty() && isFirstVersion(call)) {
      throw notFound();
    }
    Reply reply = Reply.json(200, Json.object().set("result", page));
    if (offset + limit < rows.size()) {
      reply = reply.withHeader("Link", next(call, offset + limit));
    }
    return reply.withHeader("X-Total-Count", Integer.toString(rows.size()));
  }

  private static String next(HttpCall call, int offset) {
    String query = call.rawQuery().replaceAll("(^|&)sysparm_offset=\\d*", "");
    return "<%s/servicenow%s?%s&sysparm_offset=%d>;rel=\"next\""
        .formatted(call.origin(), call.rawPath(), query, offset);
  }

  private static int number(HttpCall call, String name, int usual) {
    try {
      return Math.max(0, call.query(name).map(Integer::parseInt).orElse(usual));
    } catch (NumberFormatException text) {
      return usual;
    }
  }

  /// Of a field that the caller may not write, or that does not exist, nothing is said.
  private static Map<String, String> given(HttpCall call) {
    Map<String, String> given = new LinkedHashMap<>();
    Json.readObject(call.text())
        .properties()
        .forEach(entry -> {
          if (Rows.WRITABLE.contains(entry.getKey()) || Rows.JOURNAL.contains(entry.getKey())) {
            given.put(entry.getKey(), entry.getValue().asText());
          }
        });
    return given;
  }

  private static ObjectNode shown(HttpCall call, Map<String, String> row) {
    Set<String> wanted =
        call.query("sysparm_fields").map(text -> Set.of(text.split(",", -1))).orElse(row.keySet());
    ObjectNode json = Json.object();
    row.forEach((name, value) -> {
      if (wanted.contains(name)) {
        json.put(name, value);
      }
    });
    return json;
  }

  private static Reply result(int status, ObjectNode row) {
    return Reply.json(status, Json.object().set("result", row));
  }

  @Override
  protected DeskTicket file(DeskAccount by, Map<String, String> fields) {
    Map<String, String> whole = new HashMap<>(Map.of("impact", "3", "urgency", "3", STATE, "1"));
    whole.putAll(fields);
    check(whole);
    List<DeskNote> notes = notes(by, whole);
    whole.keySet().removeAll(Rows.JOURNAL);
    DeskTicket filed =
        store()
            .create(
                id -> {
                  whole.put(SYS_ID, "%032x".formatted(0x6816_0000L + id));
                  whole.put(NUMBER, "INC%07d".formatted(10_000 + id));
                  return Map.copyOf(whole);
                },
                by);
    return notes.isEmpty() ? filed : store().write(filed, Map.of(), notes, by);
  }

  @Override
  protected DeskTicket write(DeskAccount by, DeskTicket ticket, Map<String, String> fields) {
    Map<String, String> whole = new HashMap<>(ticket.fields());
    whole.putAll(fields);
    check(whole);
    Map<String, String> written = new LinkedHashMap<>(fields);
    written.keySet().removeAll(Rows.JOURNAL);
    boolean isAnswer =
        fields.containsKey("comments")
            && by.login().equals(ticket.text("caller_id"))
            && ticket.text(STATE).equals(ON_HOLD)
            && ticket.text("hold_reason").equals(AWAITING_CALLER);
    if (isAnswer) {
      written.put(STATE, IN_PROGRESS);
    }
    return store().write(ticket, written, notes(by, fields), by);
  }

  private static void check(Map<String, String> whole) {
    for (String name : List.of("impact", "urgency")) {
      if (!Set.of("1", "2", "3").contains(whole.get(name))) {
        throw new DeskRefusal(400, "Invalid value of " + name);
      }
    }
    if (!STATES.contains(whole.get(STATE))) {
      throw new DeskRefusal(400, "Invalid value of " + STATE);
    }
    List<String> missing =
        CLOSING.stream().filter(name -> whole.getOrDefault(name, "").isBlank()).toList();
    if (RESOLVED.equals(whole.get(STATE)) && !missing.isEmpty()) {
      throw new DeskRefusal(
          403,
          "Data Policy Exception: Following fields are mandatory: " + String.join(", ", missing));
    }
  }

  private List<DeskNote> notes(DeskAccount by, Map<String, String> fields) {
    List<DeskNote> notes = new ArrayList<>();
    for (String element : Rows.JOURNAL) {
      String text = fields.getOrDefault(element, "");
      if (!text.isBlank()) {
        notes.add(store().note(by, Map.of("element", element, "value", text)));
      }
    }
    return notes;
  }

  @Override
  protected DeskTicket move(DeskAccount by, DeskTicket ticket, String state) {
    return write(
        by,
        ticket,
        state.equals(RESOLVED)
            ? Map.of(STATE, state, "close_code", "Solution provided", "close_notes", "Løst")
            : Map.of(STATE, state));
  }

  @Override
  protected DeskTicket remark(DeskAccount by, DeskTicket ticket, String text) {
    return write(by, ticket, Map.of("comments", text));
  }

  @Override
  protected String words(DeskNote note) {
    return note.text("value");
  }

  @Override
  public Operation operationOf(HttpCall call) {
    if (call.method().equals("GET") || call.method().equals("HEAD")) {
      return path(call).equals(List.of("incident")) ? Operation.SEARCH : Operation.READ;
    }
    if (call.method().equals("POST")) {
      return Operation.CREATE;
    }
    Set<String> written = fieldsWrittenBy(call);
    if (written.contains(STATE)) {
      return Operation.TRANSITION;
    }
    return Rows.JOURNAL.stream().anyMatch(written::contains) ? Operation.COMMENT : Operation.UPDATE;
  }

  @Override
  public Reply failure(HttpCall call, int status, String message) {
    ObjectNode body = Json.object().put("status", "failure");
    body.putObject("error").put("message", message).putNull("detail");
    Reply reply = Reply.json(status, body);
    return status == 429
        ? reply
            .withHeader("X-RateLimit-Reset", Long.toString(clock.instant().getEpochSecond() + 3600))
            .withHeader("X-RateLimit-Rule", "3f")
        : reply;
  }

  /// A field that an access rule protects stays as it is, and the answer is that of success.
  @Override
  public Reply refusal(HttpCall call, String field) {
    ObjectNode body = Json.readObject(call.text());
    body.remove(field);
    return handle(call.withBody(body.toString()));
  }
}
