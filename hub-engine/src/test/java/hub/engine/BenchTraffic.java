package hub.engine;

import hub.config.HubConfig;
import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.engine.format.Encoded;
import hub.engine.format.InputFormat;
import hub.engine.format.Origin;
import hub.engine.format.ReceivedInput;
import hub.engine.privacy.Redaction;
import hub.incident.Entry;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.Input;
import hub.incident.Input.ConfigurationOffered;
import hub.incident.Input.OutcomeReported;
import hub.incident.Input.TicketObserved;
import hub.incident.Shadow;
import hub.incident.SpaceMap;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// What a busy day sends through the engine: somebody changes a record, the hub writes the change
/// to the other tool, the outcome comes back, and the other tool shows the write once more.
///
/// It lives the same day in memory beside the engine, so that its outcomes name the engine's
/// commands. No change needs a person to be called: timers would change the order of events.
final class BenchTraffic {

  private static final List<String> PRIORITIES = List.of("P3", "P4");
  private static final String WORDS =
      "Brugerne kan ikke logge ind efter opdateringen i nat, fejlen ses hos alle kommuner. ";

  private final HubConfig config;
  private final InputFormat format = new InputFormat(Redaction.STANDARD);
  private SpaceMap space = new SpaceMap();
  private final Deque<Input> following = new ArrayDeque<>();
  private final Random random = new Random(1);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private int incidents;
  private int resting;
  private long version;

  BenchTraffic(SpaceSettings settings) {
    this.config = settings.config();
    live(new ConfigurationOffered(settings.configurationHash()));
  }

  Instant now() {
    return now;
  }

  /// The inputs by which so many incidents more come to be, each a record with its issue.
  List<Encoded> openings(int more) {
    var inputs = new ArrayList<Encoded>();
    for (var i = 0; i < more; i++) {
      incidents++;
      inputs.add(next(observed(record(incidents), text(), "P3")));
      rest(inputs, Integer.MAX_VALUE);
    }
    return inputs;
  }

  /// Lets all incidents rest that have come to be so far: nothing changes in them any more.
  void rest() {
    resting = incidents;
    space = withoutIncidents(space);
  }

  /// What a state holds of the space and its systems.
  static SpaceMap withoutIncidents(SpaceMap space) {
    var rest = new SpaceMap();
    for (var entry : space.entries()) {
      if (entry instanceof Entry.SpaceRecord || entry instanceof Entry.SystemRecord) {
        rest.apply(List.of(new StateChange.Put(entry)));
      }
    }
    return rest;
  }

  /// So many inputs of a day on which records change.
  List<Encoded> changes(int count) {
    var inputs = new ArrayList<Encoded>();
    while (inputs.size() < count) {
      var ref = record(resting + 1 + random.nextInt(incidents - resting));
      var known = space.shadow(ref).map(Shadow::fields).orElse(Fields.NONE);
      var priority = PRIORITIES.get(known.get(Field.PRIORITY).orElse("").equals("P3") ? 1 : 0);
      var title = random.nextInt(4) == 0 ? text() : known.get(Field.TITLE).orElse("");
      inputs.add(next(observed(ref, title, priority)));
      rest(inputs, count);
    }
    return inputs;
  }

  private void rest(List<Encoded> inputs, int most) {
    while (!following.isEmpty() && inputs.size() < most) {
      inputs.add(next(following.removeFirst()));
    }
  }

  private Encoded next(Input input) {
    live(input);
    var received =
        new ReceivedInput("b-" + version, Site.SPACE, input, Origin.of(Site.DESK), now, null);
    return format.encode(received);
  }

  private void live(Input input) {
    var step = SpaceMachine.step(space, input, now, config);
    space.apply(step.changes());
    for (var event : step.events()) {
      if (event instanceof CommandIssued(_, var command, _)) {
        answer(command);
      }
    }
  }

  private void answer(Command command) {
    switch (command) {
      case Command.CreateTicket create ->
          deliver(
              command,
              ticket(new TicketRef(create.system(), "of-" + create.incident()), create.fields())
                  .withMarker(create.marker()),
              create.fields());
      case Command.UpdateTicket update ->
          deliver(command, updated(update.ticket(), update.desired()), update.desired());
      case Command.AddComment comment ->
          deliver(command, updated(comment.ticket(), Fields.NONE), Fields.NONE);
      case Command.CloseDuplicate close ->
          deliver(command, updated(close.ticket(), Fields.NONE), Fields.NONE);
      case Command.RefreshTicket refresh ->
          deliver(command, updated(refresh.ticket(), Fields.NONE), Fields.NONE);
      case Command.SendNotice notice -> report(command, new Outcome.Sent(notice.id(), 1));
    }
  }

  private void deliver(Command command, Ticket written, Fields sent) {
    report(command, new Outcome.Delivered(written, sent, List.of()));
    following.add(new TicketObserved(written, Reading.at(now)));
  }

  private void report(Command command, Outcome outcome) {
    following.add(new OutcomeReported(command.id(), outcome, Reading.at(now)));
  }

  private Ticket updated(TicketRef ref, Fields written) {
    var known = space.shadow(ref).map(Shadow::fields).orElse(Fields.NONE);
    return ticket(ref, known.with(written));
  }

  private Input observed(TicketRef ref, String title, String priority) {
    var fields =
        Map.of(
            Field.TITLE,
            title,
            Field.DESCRIPTION,
            WORDS.repeat(4),
            Field.PRIORITY,
            priority,
            Field.STATUS,
            "ASSIGNED",
            Field.ASSIGNEE,
            "OPERATIONS_SUPPLIER");
    return new TicketObserved(ticket(ref, Fields.of(fields)), Reading.at(now));
  }

  private Ticket ticket(TicketRef ref, Fields fields) {
    var key = ref.system().toUpperCase(Locale.ROOT) + "-" + ref.id();
    return Ticket.of(ref, key, new Version(++version), fields);
  }

  private String text() {
    return "Sag %d, ændring %d".formatted(incidents, random.nextInt(1_000_000));
  }

  private static TicketRef record(int number) {
    return new TicketRef(Site.DESK, Integer.toString(number));
  }
}
