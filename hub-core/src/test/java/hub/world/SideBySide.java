package hub.world;

import hub.config.HubConfig;
import hub.delivery.Command;
import hub.delivery.Delivery;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.DeliveryTerms;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.space.NspExample;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// The hub's core between tools that work at the same time: the clock ticks for all of them, and
/// each has luck of its own. So one tool's trouble can only reach another through the hub.
final class SideBySide {

  static final Duration TICK = Duration.ofMillis(500);

  private static final int TICKS_BETWEEN_POLLS = 8;
  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");
  private static final List<String> STATUSES = List.of("IN_PROGRESS", "RESOLVED", "CLOSED");

  final HubConfig config;
  final SpaceMap space = new SpaceMap();
  final Map<String, ToolModel> tools = new TreeMap<>();
  final List<Write> writes = new ArrayList<>();

  /// How long each command took from its first issue to its end, by the ticket it is for.
  final List<Taken> taken = new ArrayList<>();

  /// Sinks that make no step: a route that is broken.
  final Set<String> hanging = new HashSet<>();

  private final Random people;
  private final Map<String, Deque<Command>> queues = new TreeMap<>();
  private final Map<String, Attempting> sinks = new TreeMap<>();
  private final Map<TicketRef, Version> shown = new HashMap<>();
  private final Map<String, IssuedCommand> issued = new HashMap<>();
  private final List<Input> inputs = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private int ticks;

  /// What a tool was made to do, and when.
  record Write(int tick, String system, String what) {}

  record Taken(TicketRef ticket, Duration time) {}

  private record IssuedCommand(Command command, Instant at) {}

  private record Attempting(Command command, Delivery delivery, Instant began) {}

  SideBySide(long seed, HubConfig config) {
    this.config = config;
    this.people = new Random(seed);
    config
        .systems()
        .forEach((id, system) -> {
          tools.put(id, new ToolModel(id, system, new Random(31 * seed + id.hashCode())));
          queues.put(id, new ArrayDeque<>());
        });
  }

  /// People work in ClearQuest and Jira for a while, then all watch.
  void live(int busyTicks, int quietTicks) {
    for (var tick = 0; tick < busyTicks + quietTicks; tick++) {
      ticks++;
      now = now.plus(TICK);
      tools.values().forEach(tool -> tool.advance(now));
      if (tick < busyTicks) {
        somebodyActs(people.nextInt(30), people.nextInt(1000), people.nextInt(1000));
      }
      if (tick % TICKS_BETWEEN_POLLS == 0) {
        tools.values().forEach(this::poll);
      }
      while (!inputs.isEmpty()) {
        take(inputs.removeFirst());
      }
      space
          .dueTimers(now, Integer.MAX_VALUE)
          .forEach(timer -> take(new Input.TimerDue(timer.id(), timer.due())));
      tools.keySet().stream().filter(system -> !hanging.contains(system)).forEach(this::work);
    }
  }

  private void somebodyActs(int what, int which, int detail) {
    switch (what) {
      case 0 ->
          tools
              .get(NspExample.CLEARQUEST)
              .personCreates(
                  Fields.of(
                      Map.of(
                          Field.TITLE,
                          "Incident " + detail,
                          Field.PRIORITY,
                          PRIORITIES.get(detail % PRIORITIES.size()),
                          Field.STATUS,
                          "ASSIGNED",
                          Field.ASSIGNEE,
                          NspExample.OPERATIONS)),
                  now);
      case 1 -> edit(NspExample.CLEARQUEST, which, Field.PRIORITY, PRIORITIES, detail);
      case 2 -> edit(NspExample.JIRA, which, Field.PRIORITY, PRIORITIES, detail);
      case 3 -> edit(NspExample.JIRA, which, Field.STATUS, STATUSES, detail);
      case 4 ->
          edit(NspExample.JIRA, which, Field.RESOLUTION, List.of("Restarted " + detail), detail);
      case 5 -> {
        var tickets = List.copyOf(tools.get(NspExample.CLEARQUEST).tickets());
        if (!tickets.isEmpty()) {
          var ticket = tickets.get(which % tickets.size());
          tools.get(NspExample.CLEARQUEST).personComments(ticket.ref(), "Note " + detail, now);
        }
      }
      default -> {
        // Nobody.
      }
    }
  }

  private void edit(String system, int which, Field field, List<String> values, int detail) {
    var tickets = List.copyOf(tools.get(system).tickets());
    if (!tickets.isEmpty()) {
      tools
          .get(system)
          .personChanges(
              tickets.get(which % tickets.size()).ref(),
              field,
              values.get(detail % values.size()),
              now);
    }
  }

  private void poll(ToolModel tool) {
    if (tool.isDown) {
      return;
    }
    for (var ticket : tool.tickets()) {
      if (!ticket.version().equals(shown.put(ticket.ref(), ticket.version()))) {
        inputs.add(new Input.TicketObserved(tool.shown(ticket), Reading.at(now)));
      }
    }
  }

  private void take(Input input) {
    var step = SpaceMachine.step(space, input, now, config);
    space.apply(step.changes());
    for (var event : step.events()) {
      if (event instanceof IncidentEvent.CommandIssued(_, var command, _)) {
        queues.get(command.system()).add(command);
        issued.putIfAbsent(command.id(), new IssuedCommand(command, now));
      }
      if (event instanceof IncidentEvent.CommandSettled settled) {
        var begun = issued.remove(settled.command());
        if (begun != null && begun.command() instanceof Command.UpdateTicket update) {
          taken.add(new Taken(update.ticket(), Duration.between(begun.at(), now)));
        }
      }
    }
  }

  private void work(String system) {
    var sink = sinks.get(system);
    if (sink == null) {
      var command = queues.get(system).poll();
      if (command != null) {
        var settings = config.systems().get(system);
        var terms = new DeliveryTerms(now, settings.settle(), null, settings::isSame);
        sinks.put(system, new Attempting(command, Delivery.of(command, terms), now));
      }
      return;
    }
    var step = sink.delivery().step();
    if (step instanceof DeliveryStep.Done(var outcome)) {
      inputs.add(
          new Input.OutcomeReported(sink.command().id(), outcome, new Reading(sink.began(), now)));
      sinks.remove(system);
      return;
    }
    var answer = tools.get(system).perform(step, now);
    note(system, step, answer);
    sinks.put(
        system,
        new Attempting(sink.command(), sink.delivery().answered(answer, now), sink.began()));
  }

  /// Markers and ids hold sequence numbers, which are shared by all; what is written does not.
  private void note(String system, DeliveryStep step, DeliveryAnswer answer) {
    var what =
        switch (step) {
          case DeliveryStep.Create create -> "create " + create.fields();
          case DeliveryStep.Update update -> "update " + update.ticket() + update.fields();
          case DeliveryStep.Transition move -> "move " + move.current().ref() + move.status();
          case DeliveryStep.Comment comment -> "comment " + comment.ticket() + comment.text();
          case DeliveryStep.FindByMarker _, DeliveryStep.Read _ -> "";
          case DeliveryStep.Send _, DeliveryStep.Done _ -> "";
        };
    if (!what.isEmpty()) {
      writes.add(new Write(ticks, system, what + " -> " + answer.getClass().getSimpleName()));
    }
  }

  /// Every ticket that a tool holds.
  List<Ticket> tickets(String system) {
    return List.copyOf(tools.get(system).tickets());
  }
}
