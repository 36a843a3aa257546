package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.ActionKind;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.fault.FaultBook;
import hub.simulator.fault.Operation;
import hub.simulator.fault.SimulatedTool;
import hub.simulator.http.BadCall;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import hub.simulator.http.WebhookSender;
import hub.simulator.store.Cabinet;
import hub.simulator.ticket.LockedDesk;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stand-in for ClearQuest: record engine, sessions and the OSLC CM interface in both versions.
public final class ClearQuestTool implements SimulatedTool, AutoCloseable {
  /// Where the interface lies below the tool's mount point.
  static final String ROOT = "/cqweb/oslc";

  private final Schema schema;
  private final Cabinet cabinet;
  private final RecordStore store;
  private final RecordEngine engine;
  private final Sessions sessions;
  private final OslcRoutes routes;
  private final RecordViews views;
  private final @Nullable WebhookSender notifications;
  private final ReentrantLock lock = new ReentrantLock();

  /// The shipped schema below the mount point, such as `/clearquest`; the secret signs what a
  /// notification hook sends.
  public ClearQuestTool(
      String mount,
      @Nullable Path journal,
      ClearQuestSettings settings,
      String secret,
      FaultBook faults,
      Clock clock) {
    this(Schema.shipped(), mount, journal, settings, secret, faults, clock);
  }

  ClearQuestTool(
      Schema schema,
      String mount,
      @Nullable Path journal,
      ClearQuestSettings settings,
      String secret,
      FaultBook faults,
      Clock clock) {
    this.schema = schema;
    this.cabinet = new Cabinet(journal, clock);
    this.store = new RecordStore(schema, cabinet);
    Messages messages = new Messages(settings.language());
    this.engine = new RecordEngine(schema, store, settings, messages, clock, this::tell);
    URI target = settings.notificationTarget();
    this.notifications = target == null ? null : new WebhookSender(target, secret, settings.seed());
    this.sessions = new Sessions(schema, settings, messages, clock);
    this.views = new RecordViews(schema, store);
    Database database =
        new Database(
            schema,
            store,
            engine,
            new RecordPaths(schema, store, settings.historyZone()),
            settings,
            messages,
            new TypeNames(settings.has(Habit.TYPE_NAME_AS_FIRST_ASKED)),
            new Random(settings.seed()));
    Supplier<Duration> lag = () -> longer(settings.searchLag(), faults.searchLag());
    this.routes = new OslcRoutes(sessions, mount);
    new CatalogResources(database, sessions).register(routes);
    new QueryResources(database, clock, lag).register(routes);
    new AttachmentResources(database).register(routes);
    new RecordResources(database).register(routes);
    engine.fill();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  @Override
  public String id() {
    return "clearquest";
  }

  @Override
  public String title() {
    return "ClearQuest";
  }

  @Override
  public Reply handle(HttpCall call) {
    lock.lock();
    try {
      return routes
          .dispatch(call)
          .orElseGet(
              () -> ErrorBody.reply(call, Rejection.of(404, "CRRCM9996E: " + call.rawPath())));
    } catch (Rejection rejection) {
      Reply reply = ErrorBody.reply(call, rejection);
      return rejection.status() == 401
          ? reply.withHeader("WWW-Authenticate", "Basic realm=\"ClearQuest\"")
          : reply;
    } catch (BadCall bad) {
      return ErrorBody.reply(call, Rejection.of(400, String.valueOf(bad.getMessage())));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Operation operationOf(HttpCall call) {
    List<String> path = call.segments();
    return switch (call.method()) {
      case "POST" ->
          !path.isEmpty() && path.getLast().equals("record") ? Operation.CREATE : Operation.UPDATE;
      case "PUT" -> write(call);
      case "DELETE" -> path.contains("session") ? Operation.READ : Operation.UPDATE;
      default -> isSearch(path) ? Operation.SEARCH : Operation.READ;
    };
  }

  private static boolean isSearch(List<String> path) {
    return path.contains("simpleQuery")
        || path.contains("query")
        || (!path.isEmpty() && path.getLast().equals("record"));
  }

  private Operation write(HttpCall call) {
    String name = call.query("rcm.action").orElse("");
    boolean changesState =
        schema.types().stream()
            .flatMap(type -> type.action(name).stream())
            .anyMatch(action -> action.kind() == ActionKind.CHANGE_STATE);
    if (changesState) {
      return Operation.TRANSITION;
    }
    return fieldsWrittenBy(call).equals(Set.of("Note_Entry"))
        ? Operation.COMMENT
        : Operation.UPDATE;
  }

  @Override
  public String userOf(HttpCall call) {
    lock.lock();
    try {
      return sessions.userOf(call);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Set<String> fieldsWrittenBy(HttpCall call) {
    try {
      Map<String, List<String>> sent = BodyReader.read(call).values();
      Set<String> names = new LinkedHashSet<>(sent.keySet());
      call.query("oslc.properties")
          .ifPresent(listed -> names.retainAll(Selection.parse(listed).names().keySet()));
      return names;
    } catch (Rejection | BadCall unreadable) {
      return Set.of();
    }
  }

  @Override
  public Reply failure(HttpCall call, int status, String message) {
    if (status == 401) {
      lock.lock();
      try {
        sessions.closeAll();
      } finally {
        lock.unlock();
      }
    }
    return ErrorBody.reply(call, Rejection.of(status, message));
  }

  @Override
  public Reply refusal(HttpCall call, String field) {
    Map<String, String> invalid =
        Map.of(
            field,
            "The field \"" + field + "\" cannot be modified because it is currently read-only.");
    return ErrorBody.reply(
        call, new Rejection(409, "The record could not be saved.", invalid, List.of()));
  }

  @Override
  public void rewind(Instant moment) {
    lock.lock();
    try {
      cabinet.rewind(moment);
      engine.fill();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reset() {
    lock.lock();
    try {
      cabinet.reset();
      engine.fill();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<TicketView> tickets() {
    lock.lock();
    try {
      return views.all();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TicketDesk desk() {
    return new LockedDesk(new RecordForms(schema, store, engine), lock);
  }

  @Override
  public boolean remove(String key) {
    lock.lock();
    try {
      RecordType type = schema.types().getFirst();
      Optional<StoredRecord> record = store.findByName(type, key);
      record.ifPresent(store::remove);
      return record.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /// Records stay in their database.
  @Override
  public Optional<String> move(String key, String project) {
    return Optional.empty();
  }

  /// What a notification hook sends: which record, and what was done by whom.
  private void tell(StoredRecord record, StoredRecord.HistoryEntry entry) {
    if (notifications != null) {
      notifications.send(
          Json.object()
              .put("id", record.value("id"))
              .put("record", store.reference(record))
              .put("type", record.type())
              .put("version", record.version())
              .put("action", entry.action())
              .put("user", entry.user()));
    }
  }

  @Override
  public void close() {
    if (notifications != null) {
      notifications.close();
    }
    cabinet.close();
  }
}
