package hub.simulator.desk;

import hub.simulator.fault.FaultBook;
import hub.simulator.store.Cabinet;
import hub.simulator.store.Counters;
import hub.simulator.store.Shelf;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// The tickets of one local desk.
public final class DeskStore {
  private static final long TICKETS = 1;
  private static final long NOTES = 2;

  private final Shelf<DeskTicket> tickets;
  private final Counters counters;
  private final FaultBook faults;
  private final Clock clock;

  DeskStore(Cabinet cabinet, FaultBook faults, Clock clock) {
    this.tickets = cabinet.shelf("ticket", DeskTicket.class);
    this.counters = new Counters(cabinet);
    this.faults = faults;
    this.clock = clock;
  }

  /// Everything, oldest first.
  public Stream<DeskTicket> all() {
    return tickets.all();
  }

  /// Everything that a search sees at the moment.
  public Stream<DeskTicket> searchable() {
    return tickets.allAsOf(clock.instant().minus(faults.searchLag()));
  }

  /// The first ticket that holds the value in that field.
  public Optional<DeskTicket> find(String field, String value) {
    return all().filter(ticket -> ticket.text(field).equals(value)).findFirst();
  }

  /// A new ticket, with what the desk makes of its number.
  public DeskTicket create(LongFunction<Map<String, String>> fields, DeskAccount by) {
    long id = counters.next(TICKETS, 1);
    Instant now = clock.instant();
    return put(
        new DeskTicket(id, fields.apply(id), List.of(), now, by.login(), now, by.login(), 0));
  }

  /// Writes fields and adds notes as one change.
  public DeskTicket write(
      DeskTicket ticket, Map<String, String> fields, List<DeskNote> notes, DeskAccount by) {
    return put(ticket.written(fields, notes, by.login(), clock.instant()));
  }

  /// A note that is not yet with a ticket.
  public DeskNote note(DeskAccount by, Map<String, String> fields) {
    return new DeskNote(counters.next(NOTES, 1), clock.instant(), by.login(), fields);
  }

  void remove(DeskTicket ticket) {
    tickets.remove(ticket.id());
  }

  private DeskTicket put(DeskTicket ticket) {
    tickets.put(ticket.id(), ticket);
    return ticket;
  }
}
