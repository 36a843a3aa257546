package hub.world;

import hub.config.SystemConfig;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A tool as a value: a request gives another tool and an answer. What goes wrong is chosen by who
/// asks.
///
/// @param searchableFrom when a look-up first finds a ticket
/// @param late requests that were given up and have yet to take effect
/// @param shown the version of each ticket that was last read by a poll
/// @param next number of the next ticket
record SmallTool(
    String system,
    Map<TicketRef, Ticket> tickets,
    Map<TicketRef, Instant> searchableFrom,
    List<Late> late,
    Map<TicketRef, Version> shown,
    int next) {

  /// A request that takes effect later, at this moment at the latest.
  record Late(DeliveryStep step, Instant latest) {}

  /// What came of a request.
  record Answered(SmallTool tool, DeliveryAnswer answer) {}

  SmallTool {
    tickets = Collections.unmodifiableMap(new TreeMap<>(tickets));
    searchableFrom = Collections.unmodifiableMap(new TreeMap<>(searchableFrom));
    late = List.copyOf(late);
    shown = Collections.unmodifiableMap(new TreeMap<>(shown));
  }

  static SmallTool empty(String system) {
    return new SmallTool(system, Map.of(), Map.of(), List.of(), Map.of(), 1);
  }

  /// Performs a request.
  ///
  /// @param lag how long a look-up does not find what is created now
  Answered perform(DeliveryStep step, Instant now, Duration lag, SystemConfig config) {
    return switch (step) {
      case DeliveryStep.FindByMarker find -> new Answered(this, found(find, now));
      case DeliveryStep.Read(var ref) -> {
        var ticket = tickets.get(ref);
        yield new Answered(
            this,
            ticket == null
                ? new DeliveryAnswer.Gone(Ticket.Presence.DELETED)
                : new DeliveryAnswer.Was(ticket));
      }
      case DeliveryStep.Create(_, var marker, var fields) -> {
        var first = fields.with(Field.STATUS, Status.RECEIVED.name());
        var made = created(first, marker, now, now.plus(lag), config);
        yield new Answered(made, new DeliveryAnswer.Accepted(ref(next)));
      }
      case DeliveryStep.Update(var ref, var fields) ->
          new Answered(written(ref, fields, now, config), new DeliveryAnswer.Accepted(ref));
      case DeliveryStep.Transition(var current, var status, _) ->
          new Answered(
              written(current.ref(), Fields.of(Field.STATUS, status), now, config),
              new DeliveryAnswer.Moved(current.ref(), status));
      case DeliveryStep.Comment(var ref, var marker, var text) ->
          new Answered(commented(ref, marker, text, now), new DeliveryAnswer.Accepted(ref));
      case DeliveryStep.Send _, DeliveryStep.Done _ ->
          throw new IllegalStateException("no request to a tool that holds tickets: " + step);
    };
  }

  private DeliveryAnswer found(DeliveryStep.FindByMarker find, Instant now) {
    return new DeliveryAnswer.Found(
        tickets.values().stream()
            .filter(ticket ->
                ticket.marker().equals(find.marker()) || shows(ticket, find.counterparts()))
            .filter(ticket -> !searchableFrom.getOrDefault(ticket.ref(), now).isAfter(now))
            .toList());
  }

  private static boolean shows(Ticket ticket, Fields counterparts) {
    return counterparts.values().entrySet().stream()
        .anyMatch(wanted -> ticket.fields().getOrEmpty(wanted.getKey()).equals(wanted.getValue()));
  }

  private TicketRef ref(int number) {
    return new TicketRef(system, String.valueOf(1000 + number));
  }

  /// With one more ticket, as a person makes it: found at once.
  SmallTool created(Fields fields, Instant now, SystemConfig config) {
    return created(fields, "", now, now, config);
  }

  private SmallTool created(
      Fields fields, String marker, Instant now, Instant searchable, SystemConfig config) {
    var held = new TreeMap<Field, String>();
    config.out().keySet().forEach(field -> held.put(field, ""));
    fields.values().forEach((field, value) -> held.put(field, config.held(field, value)));
    held.keySet().retainAll(config.out().keySet());
    var ref = ref(next);
    var key = system.toUpperCase(Locale.ROOT) + "-" + next;
    var ticket =
        Ticket.of(ref, key, new Version(1), new Fields(held))
            .withComments(List.of())
            .withMarker(marker);
    var more = new TreeMap<>(searchableFrom);
    more.put(ref, searchable);
    return new SmallTool(
        system, plus(changed(ticket, now, null), ref), more, late, shown, next + 1);
  }

  /// With other values in a ticket; a ticket that is not there is not written.
  SmallTool written(TicketRef ref, Fields fields, Instant now, SystemConfig config) {
    var old = tickets.get(ref);
    if (old == null) {
      return this;
    }
    var held = old.fields();
    for (var field : fields.names()) {
      held = held.with(field, config.held(field, fields.getOrEmpty(field)));
    }
    return with(changed(old.withFields(held), now, old));
  }

  private SmallTool commented(TicketRef ref, String marker, String text, Instant now) {
    var old = tickets.get(ref);
    if (old == null) {
      return this;
    }
    var all = new ArrayList<>(old.comments());
    all.add(new Comment("c" + (all.size() + 1), "hub", now, text, false, marker));
    return with(changed(old.withComments(all), now, old));
  }

  private static Ticket changed(Ticket ticket, Instant now, @Nullable Ticket old) {
    return new Ticket(
        ticket.ref(),
        ticket.key(),
        ticket.kind(),
        old == null ? ticket.version() : new Version(old.version().value() + 1),
        ticket.presence(),
        ticket.fields(),
        ticket.comments(),
        true,
        ticket.references(),
        ticket.marker(),
        old == null ? now : ticket.createdAt(),
        new Change(now, null, false),
        ticket.changes());
  }

  private SmallTool with(Ticket ticket) {
    return new SmallTool(system, plus(ticket, ticket.ref()), searchableFrom, late, shown, next);
  }

  private Map<TicketRef, Ticket> plus(Ticket ticket, TicketRef ref) {
    var more = new TreeMap<>(tickets);
    more.put(ref, ticket);
    return more;
  }

  SmallTool withLate(Late one) {
    var more = new ArrayList<>(late);
    more.add(one);
    return new SmallTool(system, tickets, searchableFrom, more, shown, next);
  }

  SmallTool withoutLate(Late one) {
    var fewer = new ArrayList<>(late);
    fewer.remove(one);
    return new SmallTool(system, tickets, searchableFrom, fewer, shown, next);
  }

  SmallTool withShown(Ticket ticket) {
    var more = new TreeMap<>(shown);
    more.put(ticket.ref(), ticket.version());
    return new SmallTool(system, tickets, searchableFrom, late, more, next);
  }

  boolean isShown(Ticket ticket) {
    return ticket.version().equals(shown.get(ticket.ref()));
  }
}
