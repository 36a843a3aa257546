package hub.simulator.desk;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.fault.FaultBook;
import hub.simulator.fault.SimulatedTool;
import hub.simulator.http.BadCall;
import hub.simulator.http.BasicLogin;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import hub.simulator.store.Cabinet;
import hub.simulator.ticket.LockedDesk;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stand-in for one local desk. What all desks do alike is here; what each says, and its habits,
/// is in its own class.
public abstract class DeskTool implements SimulatedTool, AutoCloseable {
  private final String id;
  private final String title;
  private final Cabinet cabinet;
  private final DeskStore store;
  private final ReentrantLock lock = new ReentrantLock();

  /// @param journal where the desk keeps its tickets; null for one that forgets
  protected DeskTool(
      String id, String title, @Nullable Path journal, FaultBook faults, Clock clock) {
    this.id = id;
    this.title = title;
    this.cabinet = new Cabinet(journal, clock);
    this.store = new DeskStore(cabinet, faults, clock);
  }

  /// The desk's names of what every desk has.
  protected abstract DeskFields names();

  /// Answers a call that is allowed in; a [DeskRefusal] or [BadCall] ends it.
  protected abstract Reply answer(HttpCall call, DeskAccount caller);

  /// Files a ticket with these fields.
  protected abstract DeskTicket file(DeskAccount by, Map<String, String> fields);

  /// Writes fields of a ticket.
  protected abstract DeskTicket write(
      DeskAccount by, DeskTicket ticket, Map<String, String> fields);

  /// Gives a ticket another state, with all that the desk asks for then.
  protected abstract DeskTicket move(DeskAccount by, DeskTicket ticket, String state);

  /// Adds a remark that everybody may see.
  protected abstract DeskTicket remark(DeskAccount by, DeskTicket ticket, String text);

  protected final DeskStore store() {
    return store;
  }

  /// The ticket that people call by that number.
  protected final Optional<DeskTicket> byNumber(String number) {
    return store.find(names().number(), number);
  }

  /// Who is calling: by name and password, unless the desk has another way.
  protected Optional<DeskAccount> caller(HttpCall call) {
    return BasicLogin.of(call).flatMap(login -> DeskAccount.of(login.user(), login.password()));
  }

  /// What the desk answers without asking who is calling.
  protected Optional<Reply> open(HttpCall call) {
    return Optional.empty();
  }

  /// Where the fields stand in the body of a write.
  protected JsonNode written(JsonNode body) {
    return body;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final Reply handle(HttpCall call) {
    lock.lock();
    try {
      Optional<Reply> open = open(call);
      if (open.isPresent()) {
        return open.get();
      }
      Optional<DeskAccount> caller = caller(call);
      return caller.isPresent()
          ? answer(call, caller.get())
          : failure(call, 401, "User is not authenticated.");
    } catch (DeskRefusal refusal) {
      return failure(call, refusal.status(), refusal.words());
    } catch (BadCall bad) {
      return failure(call, 400, String.valueOf(bad.getMessage()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final String userOf(HttpCall call) {
    return caller(call).map(DeskAccount::login).orElse("-");
  }

  @Override
  public final Set<String> fieldsWrittenBy(HttpCall call) {
    Set<String> names = new LinkedHashSet<>();
    try {
      written(Json.read(call.text())).fieldNames().forEachRemaining(names::add);
    } catch (BadCall unreadable) {
      return Set.of();
    }
    return names;
  }

  @Override
  public final void rewind(Instant moment) {
    locked(() -> {
      cabinet.rewind(moment);
      return moment;
    });
  }

  @Override
  public final void reset() {
    locked(() -> {
      cabinet.reset();
      return id;
    });
  }

  @Override
  public final List<TicketView> tickets() {
    return locked(() -> store.all().map(this::view).toList());
  }

  private TicketView view(DeskTicket ticket) {
    DeskFields names = names();
    Map<String, String> shown = new LinkedHashMap<>(ticket.fields());
    shown.values().removeIf(String::isEmpty);
    String number = ticket.text(names.number());
    String reference = ticket.text(names.reference());
    return new TicketView(
        id,
        ticket.text(names.key()),
        number,
        "Incident",
        ticket.text(names.title()),
        ticket.text(names.priority()),
        ticket.text(names.state()),
        ticket.changes() + 1,
        ticket.updated(),
        shown,
        ticket.notes().stream().map(note -> note.author() + ": " + words(note)).toList(),
        names.states(),
        reference.isEmpty() ? List.of(number) : List.of(number, reference));
  }

  /// What a note says.
  protected abstract String words(DeskNote note);

  @Override
  public final TicketDesk desk() {
    return new LockedDesk(new DeskForms(this), lock);
  }

  @Override
  public final boolean remove(String key) {
    return locked(() -> {
      Optional<DeskTicket> ticket = byNumber(key);
      ticket.ifPresent(store::remove);
      return ticket.isPresent();
    });
  }

  /// A local desk has one queue only.
  @Override
  public final Optional<String> move(String key, String project) {
    return Optional.empty();
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    cabinet.close();
  }
}
