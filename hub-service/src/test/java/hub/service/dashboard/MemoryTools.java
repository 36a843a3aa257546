package hub.service.dashboard;

import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Two tools in memory that hold what they are told, can be switched off, and refuse values.
final class MemoryTools {

  private final Map<TicketRef, Ticket> tickets = new TreeMap<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private long numbers;

  /// From now on requests to the system fail with this cause.
  void switchOff(String system, String cause) {
    troubles.put(system, cause);
  }

  void switchOn(String system) {
    troubles.remove(system);
  }

  /// The system will not take this value.
  void refuse(String system, Field field, String value) {
    refused.add(system + "/" + field + "/" + value);
  }

  /// A person files a ticket.
  Ticket file(String system, String person, Fields fields, Instant at) {
    numbers++;
    var isRfc = system.equals("jira-sds");
    var issue = isRfc ? "SDS-" + numbers : "DRIFT-" + numbers;
    var key = system.startsWith("jira") ? issue : "NSP%08d".formatted(numbers);
    var ref = new TicketRef(system, Long.toString(33_554_000 + numbers));
    var ticket =
        Ticket.of(ref, key, new Version(1), isRfc ? fields : complete(fields))
            .withComments(List.of())
            .withChanges(new Change(at, person, true), Map.of());
    tickets.put(ref, ticket);
    return ticket;
  }

  /// A person edits a ticket.
  Ticket edit(TicketRef ref, String person, Fields changed, Instant at) {
    return put(ref, changed, new Change(at, person, true));
  }

  /// A person writes a comment.
  Ticket comment(TicketRef ref, String person, String text, Instant at) {
    var ticket = get(ref);
    var comments = new ArrayList<>(ticket.comments());
    comments.add(new Comment("c" + comments.size(), person, at, text, false, ""));
    var commented = next(ticket, ticket.fields()).withComments(comments);
    tickets.put(ref, commented);
    return commented;
  }

  Ticket get(TicketRef ref) {
    var ticket = tickets.get(ref);
    if (ticket == null) {
      throw new IllegalArgumentException("no ticket " + ref);
    }
    return ticket;
  }

  Ticket find(String key) {
    return tickets.values().stream()
        .filter(ticket -> ticket.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no ticket " + key));
  }

  /// One attempt of a command.
  Outcome attempt(Command command, Instant now) {
    var trouble = troubles.get(command.system());
    if (trouble != null) {
      return new Outcome.Unavailable(Trouble.DEAD, trouble, null);
    }
    return switch (command) {
      case Command.CreateTicket create -> create(create, now);
      case Command.UpdateTicket update -> update(update, now);
      case Command.AddComment comment -> {
        var ticket = get(comment.ticket());
        var comments = new ArrayList<>(ticket.comments());
        comments.add(
            new Comment(
                "c" + comments.size(), "Hub", now, comment.text(), false, comment.marker()));
        var commented = next(ticket, ticket.fields()).withComments(comments);
        tickets.put(ticket.ref(), commented);
        yield new Outcome.Delivered(commented, Fields.NONE, List.of());
      }
      case Command.CloseDuplicate close ->
          new Outcome.Delivered(get(close.ticket()), Fields.NONE, List.of());
      case Command.RefreshTicket refresh ->
          new Outcome.Delivered(get(refresh.ticket()), Fields.NONE, List.of());
      case Command.SendNotice notice -> new Outcome.Sent("<" + notice.id() + "@hub.example>", 1);
    };
  }

  private Outcome create(Command.CreateTicket create, Instant now) {
    var made = file(create.system(), "Hub", create.fields(), now).withMarker(create.marker());
    tickets.put(made.ref(), made);
    return new Outcome.Delivered(made, create.fields(), List.of());
  }

  private Outcome update(Command.UpdateTicket update, Instant now) {
    var held = get(update.ticket()).fields().only(update.base().names());
    if (!held.equals(update.base())) {
      return new Outcome.Outdated(get(update.ticket()));
    }
    var causes = new HashMap<Field, String>();
    update
        .desired()
        .values()
        .forEach((field, value) -> {
          if (refused.contains(update.system() + "/" + field + "/" + value)) {
            causes.put(field, "the tool does not accept this value");
          }
        });
    if (!causes.isEmpty()) {
      return new Outcome.Refused(
          causes, "the tool does not accept this value", get(update.ticket()));
    }
    var read = put(update.ticket(), update.desired(), new Change(now, "Hub", true));
    return new Outcome.Delivered(read, update.desired(), List.of());
  }

  private Ticket put(TicketRef ref, Fields changed, Change change) {
    var ticket = get(ref);
    var byField = new HashMap<>(ticket.changes());
    changed.names().forEach(field -> byField.put(field, change));
    var written = next(ticket, ticket.fields().with(changed)).withChanges(change, byField);
    tickets.put(ref, written);
    return written;
  }

  private static Ticket next(Ticket ticket, Fields fields) {
    return new Ticket(
        ticket.ref(),
        ticket.key(),
        "Incident",
        new Version(ticket.version().value() + 1),
        ticket.presence(),
        fields,
        ticket.comments(),
        true,
        ticket.references(),
        ticket.marker(),
        ticket.createdAt(),
        ticket.lastChange(),
        ticket.changes());
  }

  /// Tools show every field they have.
  private static Fields complete(Fields fields) {
    var all =
        Fields.of(
            Map.of(
                Field.TITLE,
                "",
                Field.DESCRIPTION,
                "",
                Field.PRIORITY,
                "P3",
                Field.STATUS,
                "ASSIGNED",
                Field.USER_IMPACT,
                "yes",
                Field.ROOT_CAUSE,
                "",
                Field.RESOLUTION,
                "",
                Field.rfc("jira-sds"),
                "",
                Field.counterpart("jira-ops"),
                "",
                Field.counterpart("clearquest"),
                ""));
    return all.with(fields);
  }
}
