package hub.service.search;

import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.delivery.Command;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.Held;
import hub.incident.Entry.Outstanding;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.reconciliation.DesiredFields;
import hub.service.search.IncidentDetail.CellState;
import hub.service.search.IncidentDetail.CommentView;
import hub.service.search.IncidentDetail.Conflict;
import hub.service.search.IncidentDetail.FieldCell;
import hub.service.search.IncidentDetail.FieldRow;
import hub.service.search.IncidentDetail.RfcView;
import hub.service.search.IncidentDetail.TicketView;
import hub.service.search.IncidentDetail.WaitingCommand;
import hub.service.words.Told;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays the tickets of one incident side by side.
final class TicketComparison {

  /// What a reader looks for first.
  private static final List<Field> FIRST =
      List.of(
          Field.TITLE,
          Field.PRIORITY,
          Field.STATUS,
          Field.ASSIGNEE,
          Field.USER_IMPACT,
          Field.DESCRIPTION,
          Field.ROOT_CAUSE,
          Field.RESOLUTION);

  private final KnownState state;
  private final HubConfig config;
  private final Incident incident;
  private final DesiredFields desired;
  private final List<Shadow> members = new ArrayList<>();
  private final Map<TicketRef, Outstanding> outstanding = new HashMap<>();
  private final Map<String, Held> held = new HashMap<>();
  private final List<Outstanding> commands = new ArrayList<>();

  TicketComparison(KnownState state, HubConfig config, Incident incident) {
    this.state = state;
    this.config = config;
    this.incident = incident;
    this.desired = new DesiredFields(state, config);
    for (var entry : state.ofIncident(incident.id())) {
      if (entry instanceof Shadow shadow && incident.members().containsKey(shadow.ticket())) {
        members.add(shadow);
      } else if (entry instanceof Outstanding command) {
        note(command);
      } else if (entry instanceof Held waits) {
        held.put(waits.system(), waits);
      }
    }
    commands.sort(Comparator.comparing(Outstanding::issuedAt));
  }

  private void note(Outstanding command) {
    commands.add(command);
    var ticket = command.slot().ticket();
    if (ticket != null) {
      outstanding.put(ticket, command);
    }
  }

  IncidentDetail detail(IncidentDigest digest, List<IncidentId> aliases) {
    return new IncidentDetail(
        digest.summary(),
        members.stream().map(this::ticket).toList(),
        rows(),
        incident.related().stream().map(TicketComparison::related).toList(),
        state.rfcs(incident).stream().map(TicketComparison::rfc).toList(),
        aliases,
        waiting(digest),
        state.comments(incident.id()).stream().map(this::comment).toList(),
        digest.attention());
  }

  private TicketView ticket(Shadow shadow) {
    var member = Objects.requireNonNull(incident.members().get(shadow.ticket()));
    return new TicketView(
        new TicketLabel(shadow.ticket(), shadow.ticketKey()),
        shadow.kind(),
        shadow.presence(),
        member.reason(),
        member.detail(),
        member.isMadeByHub(),
        shadow.reading().ended());
  }

  private List<FieldRow> rows() {
    return fields().stream().map(this::row).toList();
  }

  private SequencedSet<Field> fields() {
    var present = new TreeSet<>(incident.fields().keySet());
    members.forEach(shadow -> present.addAll(shadow.fields().names()));
    var ordered = new LinkedHashSet<>(FIRST);
    ordered.retainAll(present);
    ordered.addAll(present);
    return ordered;
  }

  private FieldRow row(Field field) {
    var value = incident.fields().get(field);
    return new FieldRow(
        field,
        value == null ? shownKeys(field) : value.value(),
        value == null ? null : label(value.ticket()),
        value == null ? null : value.by(),
        value == null ? null : value.claimedAt(),
        members.stream().map(shadow -> cell(shadow, field)).toList(),
        conflict(field));
  }

  /// R5b.1, R11.3: what every ticket should show of its counterpart and of the RFCs.
  private String shownKeys(Field field) {
    if (field.rfcSystem().isPresent()) {
      return state.rfcs(incident).stream().map(Shadow::ticketKey).collect(Collectors.joining(", "));
    }
    return field
        .counterpartSystem()
        .map(incident::memberIn)
        .map(ticket -> TimelineWords.key(state, ticket))
        .orElse("");
  }

  private FieldCell cell(Shadow shadow, Field field) {
    var ticket = shadow.ticket();
    var holds = shadow.fields().get(field).orElse(null);
    var system = config.system(ticket.system()).orElse(null);
    if (system == null || holds == null) {
      return new FieldCell(ticket, holds, null, CellState.LEFT_ALONE, Told.NOTHING);
    }
    var wanted = desired.of(incident, shadow).get(field);
    if (wanted.isEmpty()) {
      return isHeldBack(system, field, holds)
          ? new FieldCell(ticket, holds, null, CellState.DIFFERENT, Told.of("cause.held-back"))
          : new FieldCell(ticket, holds, null, CellState.LEFT_ALONE, Told.NOTHING);
    }
    return shadow.isOurs(field, wanted.get()) || system.isSame(field, holds, wanted.get())
        ? new FieldCell(ticket, holds, holds, CellState.SAME, Told.NOTHING)
        : differing(shadow, field, holds, system.held(field, wanted.get()));
  }

  /// Whether the hub would write the field there, were it not for a rule.
  private boolean isHeldBack(SystemConfig system, Field field, String holds) {
    var value = incident.fields().get(field);
    return value != null
        && config.policy(field).mode() != FieldPolicy.Mode.ONCE
        && system.writes().contains(field)
        && !system.isSame(field, holds, value.value());
  }

  private FieldCell differing(Shadow shadow, Field field, String holds, String shouldSay) {
    var ticket = shadow.ticket();
    var parking = shadow.parked().getOrDefault(field, shadow.parked().get(Shadow.WHOLE));
    if (parking != null) {
      return new FieldCell(
          ticket, holds, shouldSay, CellState.PARKED, RecordedReasons.told(parking.cause()));
    }
    if (shadow.frozen().contains(field)) {
      return new FieldCell(ticket, holds, shouldSay, CellState.FROZEN, Told.of("cause.frozen"));
    }
    var command = outstanding.get(ticket);
    if (command != null) {
      return new FieldCell(
          ticket, holds, shouldSay, CellState.WAITING, RecordedReasons.told(command.cause()));
    }
    var waits = held.get(ticket.system());
    if (waits != null) {
      return new FieldCell(
          ticket, holds, shouldSay, CellState.HELD, RecordedReasons.told(waits.cause()));
    }
    return new FieldCell(ticket, holds, shouldSay, CellState.DIFFERENT, Told.NOTHING);
  }

  private @Nullable Conflict conflict(Field field) {
    var conflict = incident.conflicts().get(field);
    return conflict == null
        ? null
        : new Conflict(
            conflict.kept(),
            label(conflict.keptFrom()),
            conflict.lost(),
            label(conflict.lostFrom()),
            conflict.reason());
  }

  private List<WaitingCommand> waiting(IncidentDigest digest) {
    var waiting = new ArrayList<WaitingCommand>();
    for (var command : commands) {
      if (!(command.command() instanceof Command.RefreshTicket)) {
        waiting.add(waiting(command));
      }
    }
    held.values().stream()
        .sorted(Comparator.comparing(Held::system))
        .forEach(waits -> waiting.add(waiting(waits, digest.since().get(waits.key()))));
    return waiting;
  }

  private WaitingCommand waiting(Outstanding command) {
    var ticket = command.slot().ticket();
    return new WaitingCommand(
        TimelineWords.what(command.command(), state),
        command.slot().system(),
        ticket == null ? null : label(ticket),
        command.issuedAt(),
        command.command().attempt().number(),
        command.due(),
        command.cause());
  }

  private WaitingCommand waiting(Held waits, @Nullable Instant since) {
    return new WaitingCommand(
        Told.of("command.held", waits.system()),
        waits.system(),
        null,
        since == null ? incident.openedAt() : since,
        0,
        null,
        waits.cause());
  }

  private CommentView comment(CommentRecord comment) {
    return new CommentView(
        label(comment.origin()),
        comment.author(),
        comment.writtenAt(),
        comment.text(),
        comment.revision(),
        comment.isRestricted(),
        comment.isDeleted(),
        comment.mirrored().keySet().stream().map(this::label).toList());
  }

  private TicketLabel label(TicketRef ticket) {
    return new TicketLabel(ticket, TimelineWords.key(state, ticket));
  }

  private static RfcView rfc(Shadow rfc) {
    return new RfcView(new TicketLabel(rfc.ticket(), rfc.ticketKey()), rfc.rfcState());
  }

  private static TicketLabel related(String text) {
    var ticket = TicketRef.parse(text);
    return new TicketLabel(ticket, ticket.id());
  }
}
