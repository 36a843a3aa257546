package hub.incident;

import hub.delivery.Command;
import hub.incident.Entry.CommandIndex;
import hub.incident.Entry.Held;
import hub.incident.Entry.LateValue;
import hub.incident.Entry.LateWrites;
import hub.incident.Entry.MarkerRecord;
import hub.incident.Entry.OpenAttempt;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.SentAndRead;
import hub.incident.Entry.Slot;
import hub.incident.Entry.Unread;
import hub.incident.Entry.WriteCount;
import hub.incident.IncidentEvent.Settlement;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How events about commands change the state.
final class CommandEvolution {

  private CommandEvolution() {}

  static void issued(Draft draft, IncidentId id, Command command, Instant at) {
    var slot = Slot.of(command);
    draft.put(new Outstanding(slot, id, command, at, null, ""));
    draft.put(new CommandIndex(command.id(), slot));
    draft.remove(Held.key(command.system(), id));
    draft.remove(OpenAttempt.key(command.id()));
    switch (command) {
      case Command.CreateTicket create -> {
        if (draft.marker(create.marker()).isEmpty()) {
          draft.put(new MarkerRecord(create.marker(), id, create.system(), null));
        }
      }
      // Trying the same write again while a tool is away is no going to and fro.
      case Command.UpdateTicket update when update.attempt().number() > 1 -> {}
      case Command.UpdateTicket update -> countHub(draft, update, at);
      case Command.CloseDuplicate close -> draft.remove(OpenDuplicate.key(close.ticket()));
      case Command.AddComment _, Command.RefreshTicket _, Command.SendNotice _ -> {
        // Nothing but the slot.
      }
    }
  }

  private static void countHub(Draft draft, Command.UpdateTicket update, Instant at) {
    for (var field : update.desired().names()) {
      draft
          .shadow(update.ticket())
          .ifPresent(shadow -> {
            var count = shadow.writes().getOrDefault(field, WriteCount.NONE);
            draft.put(shadow.withWrites(field, count.plusHub(at)));
          });
    }
  }

  static void settled(Draft draft, String command, Settlement settlement, Fields sent) {
    draft
        .outstanding(command)
        .ifPresent(outstanding -> {
          draft.remove(outstanding.key());
          if (settlement == Settlement.SUPERSEDED) {
            mayBeWantedAgain(draft, outstanding.command());
          }
          if (outstanding.command() instanceof Command.CloseDuplicate close) {
            // If it was refused, that is told after this.
            draft.remove(OpenDuplicate.key(close.ticket()));
          }
          var ticket = ticketOf(draft, outstanding.command());
          if (ticket != null && !sent.isEmpty() && !isErased(draft, ticket)) {
            tookEffect(draft, ticket, sent);
            if (draft.get(Unread.key(ticket), Unread.class).isPresent()) {
              mayTurnUp(draft, ticket, sent, outstanding.issuedAt());
            } else {
              rememberOurs(draft, ticket, sent);
            }
          }
        });
    draft.remove(CommandIndex.key(command));
  }

  /// Its incident may have been forgotten while another one, to which it belonged, had it made.
  private static boolean isErased(Draft draft, TicketRef ticket) {
    return draft
        .shadow(ticket)
        .map(Shadow::incident)
        .flatMap(draft::incident)
        .filter(Incident::isErased)
        .isPresent();
  }

  private static void mayBeWantedAgain(Draft draft, Command command) {
    // Each update and each look has an id of its own, and is wanted once.
    var isRepeatable =
        !(command instanceof Command.UpdateTicket) && !(command instanceof Command.RefreshTicket);
    if (isRepeatable && command.attempt().lastMayHaveReachedAt() != null) {
      draft.put(new OpenAttempt(command));
    }
  }

  /// A tool's own normalisation of what the hub sent counts as the hub's (design D5).
  private static void rememberOurs(Draft draft, TicketRef ticket, Fields sent) {
    draft
        .shadow(ticket)
        .ifPresent(shadow -> {
          var ours = new TreeMap<>(shadow.ours());
          sent.values()
              .forEach((field, value) ->
                  shadow
                      .fields()
                      .get(field)
                      .filter(read -> !read.equals(value) && mayBePutOtherwise(field))
                      .ifPresentOrElse(
                          read -> ours.put(field, new SentAndRead(value, read)),
                          () -> ours.remove(field)));
          draft.put(shadow.withOurs(ours));
        });
  }

  /// A key has no form of the tool's own: another one in its place was written by somebody.
  private static boolean mayBePutOtherwise(Field field) {
    return field.counterpartSystem().isEmpty();
  }

  private static @Nullable TicketRef ticketOf(Draft draft, Command command) {
    return switch (command) {
      case Command.CreateTicket create ->
          draft.marker(create.marker()).map(MarkerRecord::ticket).orElse(null);
      case Command.UpdateTicket update -> update.ticket();
      case Command.AddComment comment -> comment.ticket();
      case Command.CloseDuplicate close -> close.ticket();
      case Command.RefreshTicket refresh -> refresh.ticket();
      case Command.SendNotice _ -> null;
    };
  }

  static void postponed(Draft draft, IncidentEvent.CommandPostponed event) {
    draft
        .outstanding(event.command())
        .ifPresent(outstanding -> {
          var attempt = outstanding.command().attempt();
          var reached = event.lastMayHaveReachedAt();
          var waiting =
              outstanding
                  .command()
                  .again(
                      new Command.Attempt(
                          attempt.number(),
                          reached != null ? reached : attempt.lastMayHaveReachedAt()));
          if (reached != null && outstanding.command() instanceof Command.UpdateTicket update) {
            mayTurnUp(draft, update.ticket(), update.desired(), reached);
          }
          draft.put(
              new Outstanding(
                  outstanding.slot(),
                  outstanding.incident(),
                  waiting,
                  outstanding.issuedAt(),
                  event.until(),
                  event.cause()));
        });
  }

  private static void mayTurnUp(Draft draft, TicketRef ticket, Fields written, Instant reachedAt) {
    var values = new ArrayList<>(draft.lateValues(ticket));
    written
        .values()
        .forEach((field, value) -> {
          if (value.length() <= LateWrites.LONGEST) {
            values.removeIf(known -> known.field().equals(field) && known.value().equals(value));
            values.add(new LateValue(field, value, reachedAt));
          }
        });
    keep(draft, ticket, values);
  }

  /// What a ticket holds now need not turn up in it any more.
  static void tookEffect(Draft draft, TicketRef ticket, Fields held) {
    var known = draft.lateValues(ticket);
    var left =
        known.stream().filter(late -> !held.getOrEmpty(late.field()).equals(late.value())).toList();
    if (left.size() < known.size()) {
      keep(draft, ticket, left);
    }
  }

  private static void keep(Draft draft, TicketRef ticket, List<LateValue> values) {
    if (values.isEmpty()) {
      draft.remove(LateWrites.key(ticket));
    } else {
      draft.put(new LateWrites(ticket, values));
    }
  }
}
