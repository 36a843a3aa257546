package hub.simulator.topdesk;

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
import hub.simulator.http.RouteTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A stand-in for TOPdesk: incidents, their trails and the lists behind their fields.
public final class TopDeskTool extends DeskTool {
  static final int LONGEST_TITLE = 80;
  static final int LONGEST_EXTERNAL_NUMBER = 60;

  private static final String ROOT = "/tas/api/incidents";
  private static final String NUMBER = "number";
  private static final String TITLE = "briefDescription";
  private static final String EXTERNAL = "externalNumber";
  private static final String STATE = "processingStatus";
  private static final String ACTION = "action";
  private static final String REQUEST = "request";
  private static final String INVISIBLE = "actionInvisibleForCaller";
  private static final String KIND = "kind";
  private static final DeskFields NAMES =
      new DeskFields(
          "id",
          NUMBER,
          TITLE,
          REQUEST,
          "priority",
          STATE,
          EXTERNAL,
          Lookups.PRIORITIES,
          Lookups.STATUSES);

  private final RouteTable routes = new RouteTable();
  private final IncidentList list = new IncidentList(store());

  /// A desk that keeps its incidents in the file, or forgets them if there is none.
  public TopDeskTool(@Nullable Path journal, FaultBook faults, Clock clock) {
    super("topdesk", "TOPdesk", journal, faults, clock);
    routes.get("/tas/api/version", call -> Reply.json(200, Json.object().put("version", "3.4.0")));
    Lookups.PLACES.forEach(
        (place, field) -> routes.get(place, call -> Reply.json(200, Lookups.list(field))));
    routes.get(ROOT, list::answer);
    for (String by : List.of("id", NUMBER)) {
      String incident = ROOT + "/" + by + "/{" + by + "}";
      routes.get(incident, call -> Reply.json(200, IncidentJson.incident(required(call, by))));
      routes.get(incident + "/actions", call -> trail(required(call, by), ACTION::equals));
      routes.get(incident + "/requests", call -> trail(required(call, by), REQUEST::equals));
      routes.get(incident + "/progresstrail", call -> trail(required(call, by), kind -> true));
    }
  }

  @Override
  protected DeskFields names() {
    return NAMES;
  }

  @Override
  protected Reply answer(HttpCall call, DeskAccount caller) {
    List<String> path = call.segments();
    boolean isIncident = path.size() == 5 && call.rawPath().startsWith(ROOT);
    if (isIncident && Set.of("PATCH", "PUT").contains(call.method())) {
      DeskTicket ticket = store().find(path.get(3), path.get(4)).orElseThrow(TopDeskTool::notFound);
      return Reply.json(
          200, IncidentJson.incident(write(caller, ticket, given(Json.readObject(call.text())))));
    }
    if (call.method().equals("POST") && call.rawPath().equals(ROOT)) {
      ObjectNode body = Json.readObject(call.text());
      return Reply.json(201, IncidentJson.incident(file(caller, given(body))));
    }
    return routes.dispatch(call).orElseThrow(TopDeskTool::notFound);
  }

  private DeskTicket required(HttpCall call, String by) {
    return store().find(by, call.parameter(by)).orElseThrow(TopDeskTool::notFound);
  }

  private static DeskRefusal notFound() {
    return new DeskRefusal(404, "The requested resource was not found.");
  }

  /// Newest first, and nothing at all where there is nothing.
  private static Reply trail(DeskTicket ticket, Predicate<String> kind) {
    ArrayNode entries = Json.array();
    ticket.notes().reversed().stream()
        .filter(note -> kind.test(note.text(KIND)))
        .forEach(note -> entries.add(IncidentJson.entry(note)));
    return entries.isEmpty() ? Reply.empty(204) : Reply.json(200, entries);
  }

  /// What of a body the desk knows; the rest it ignores without a word.
  private static Map<String, String> given(ObjectNode body) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : List.of(TITLE, EXTERNAL, "status", ACTION, REQUEST)) {
      if (body.hasNonNull(name)) {
        given.put(name, body.get(name).asText());
      }
    }
    for (String flag : IncidentJson.FLAGS) {
      if (body.path(flag).isBoolean()) {
        given.put(flag, body.get(flag).asText());
      }
    }
    if (body.has(INVISIBLE)) {
      given.put(INVISIBLE, body.get(INVISIBLE).asText());
    }
    body.properties().stream()
        .filter(entry -> Lookups.has(entry.getKey()))
        .forEach(
            entry -> given.put(entry.getKey(), Lookups.name(entry.getKey(), entry.getValue())));
    JsonNode lookup = body.path("callerLookup");
    JsonNode named = body.path("caller").path("dynamicName");
    String caller = lookup.path("email").asText(lookup.path("id").asText(named.asText()));
    if (!caller.isEmpty()) {
      given.put("caller", caller);
    }
    return given;
  }

  @Override
  protected DeskTicket file(DeskAccount by, Map<String, String> fields) {
    Map<String, String> whole = new HashMap<>(fields);
    check(whole);
    if (by.login().equals("hub") && !whole.containsKey("caller")) {
      throw new DeskRefusal(400, "The field 'caller' is mandatory.");
    }
    whole.putIfAbsent("caller", by.name());
    whole.putIfAbsent("status", "firstLine");
    whole.putIfAbsent(STATE, Lookups.STATUSES.getFirst());
    whole.putIfAbsent("priority", "P3");
    List<DeskNote> notes = notes(by, whole);
    DeskTicket filed =
        store()
            .create(
                id -> {
                  whole.put("id", Lookups.uuid("incident/" + id));
                  whole.put(NUMBER, "I 2611-%04d".formatted(id));
                  return stored(whole);
                },
                by);
    return notes.isEmpty() ? filed : store().write(filed, Map.of(), notes, by);
  }

  @Override
  protected DeskTicket write(DeskAccount by, DeskTicket ticket, Map<String, String> fields) {
    check(fields);
    return store().write(ticket, stored(fields), notes(by, fields), by);
  }

  @Override
  protected DeskTicket move(DeskAccount by, DeskTicket ticket, String state) {
    boolean isClosed = state.equals("Lukket");
    String completed = Boolean.toString(isClosed || state.equals("Løst"));
    return write(
        by,
        ticket,
        Map.of(STATE, state, "completed", completed, "closed", Boolean.toString(isClosed)));
  }

  @Override
  protected DeskTicket remark(DeskAccount by, DeskTicket ticket, String text) {
    return write(by, ticket, Map.of(ACTION, text.replace("\n", "<br>")));
  }

  @Override
  protected String words(DeskNote note) {
    return note.text("memoText");
  }

  private static void check(Map<String, String> fields) {
    if (fields.getOrDefault(TITLE, "").length() > LONGEST_TITLE) {
      throw new DeskRefusal(
          400, "The field '%s' is longer than %d characters.".formatted(TITLE, LONGEST_TITLE));
    }
    if (fields.getOrDefault(EXTERNAL, "").length() > LONGEST_EXTERNAL_NUMBER) {
      throw new DeskRefusal(
          400,
          "The field '%s' is longer than %d characters."
              .formatted(EXTERNAL, LONGEST_EXTERNAL_NUMBER));
    }
  }

  private static Map<String, String> stored(Map<String, String> fields) {
    Map<String, String> stored = new LinkedHashMap<>(fields);
    stored.keySet().removeAll(Set.of(ACTION, REQUEST, INVISIBLE));
    return stored;
  }

  /// What is appended to the trail; nothing there is ever changed again.
  private List<DeskNote> notes(DeskAccount by, Map<String, String> fields) {
    List<DeskNote> notes = new ArrayList<>();
    for (String kind : List.of(REQUEST, ACTION)) {
      Optional.ofNullable(fields.get(kind))
          .filter(text -> !text.isBlank())
          .ifPresent(text ->
              notes.add(
                  store()
                      .note(
                          by,
                          Map.of(
                              KIND,
                              kind,
                              "memoText",
                              Markup.kept(text),
                              "invisibleForCaller",
                              kind.equals(ACTION) ? fields.getOrDefault(INVISIBLE, "") : ""))));
    }
    return notes;
  }

  @Override
  public Operation operationOf(HttpCall call) {
    if (call.method().equals("GET") || call.method().equals("HEAD")) {
      return call.rawPath().equals(ROOT) ? Operation.SEARCH : Operation.READ;
    }
    if (call.method().equals("POST")) {
      return Operation.CREATE;
    }
    Set<String> written = fieldsWrittenBy(call);
    if (written.contains(STATE)) {
      return Operation.TRANSITION;
    }
    return written.contains(ACTION) ? Operation.COMMENT : Operation.UPDATE;
  }

  @Override
  public Reply failure(HttpCall call, int status, String message) {
    return Reply.json(status, Json.array().add(Json.object().put("message", message)));
  }

  @Override
  public Reply refusal(HttpCall call, String field) {
    return failure(call, 400, "The field '" + field + "' cannot be changed.");
  }
}
