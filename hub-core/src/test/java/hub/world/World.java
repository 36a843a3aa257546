package hub.world;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.delivery.Command;
import hub.delivery.Delivery;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.DeliveryTerms;
import hub.incident.Entry.Outstanding;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.Input;
import hub.incident.SpaceMap;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The hub's core between two tools, in one thread, with everything drawn from a seed: reordering,
/// repetition, lost answers, late commits, search lag, refusals, outages and crashes of the sinks.
public final class World {

  /// More never happens on a day without a loop.
  private static final int MOST_EVENTS = 3_000;

  private static final int LONGEST_LINE = 600;

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final Random random;
  final SpaceMap space = new SpaceMap();
  final List<IncidentEvent> events = new ArrayList<>();
  final Map<String, ToolModel> tools = new TreeMap<>();
  final List<String> story = new ArrayList<>();
  final List<Input> taken = new ArrayList<>();
  final List<DeliveryStep> asked = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();

  /// What no command should have done: writing over what somebody had entered after it was decided.
  final List<String> overwritten = new ArrayList<>();

  /// What should not have been decided at all.
  final List<String> decidedForObserved = new ArrayList<>();

  /// What was written to each system, and changed by people.
  final Overruns overruns = new Overruns();

  private final Sabotage sabotage;
  private final UnaryOperator<Input> door;
  private final UnaryOperator<String> redaction;
  private final Map<String, Instant> issued = new HashMap<>();
  private final Map<TicketRef, Version> polled = new HashMap<>();
  private final Map<String, Deque<Command>> queues = new TreeMap<>();
  private final Map<String, Sink> sinks = new TreeMap<>();
  private Instant now = START;
  private int configurations;

  /// As last adopted.
  HubConfig config;

  /// How many events had happened when a value map was last changed.
  int mappedAt;

  /// A sink in the middle of an attempt.
  ///
  /// @param began when it took the command
  /// @param read when it last read the ticket
  /// @param clockAhead of the tool, as its last answer said
  private record Sink(
      Command command,
      Delivery delivery,
      Instant began,
      Instant read,
      @Nullable Duration clockAhead) {}

  public World(long seed, HubConfig config) {
    this(seed, config, new Sabotage() {});
  }

  /// A world in which the hub has a defect.
  World(long seed, HubConfig config, Sabotage sabotage) {
    this(seed, config, UnaryOperator.identity(), UnaryOperator.identity(), sabotage);
  }

  /// A world with a door that every input passes.
  ///
  /// @param redaction what the door makes of a text, for the sinks to compare by
  World(long seed, HubConfig config, UnaryOperator<Input> door, UnaryOperator<String> redaction) {
    this(seed, config, door, redaction, new Sabotage() {});
  }

  private World(
      long seed,
      HubConfig config,
      UnaryOperator<Input> door,
      UnaryOperator<String> redaction,
      Sabotage sabotage) {
    this.sabotage = sabotage;
    this.random = new Random(seed);
    this.config = config;
    this.door = door;
    this.redaction = redaction;
    config
        .systems()
        .forEach((id, system) -> {
          tools.put(id, new ToolModel(id, system, random));
          queues.put(id, new ArrayDeque<>());
        });
  }

  Instant now() {
    return now;
  }

  ToolModel tool(String system) {
    return tools.get(system);
  }

  void tell(String line) {
    if (story.size() < MOST_EVENTS) {
      var shown = line.substring(0, Math.min(line.length(), LONGEST_LINE));
      story.add(Duration.between(START, now) + " " + shown);
    }
  }

  /// Lets time pass in the tools.
  void pass(Duration time) {
    now = now.plus(time);
    tools.values().forEach(tool -> tool.advance(now));
  }

  /// One tool shows one ticket; the observation arrives when it will.
  void show(String system) {
    var all = List.copyOf(tools.get(system).tickets());
    if (!all.isEmpty() && !tools.get(system).isDown) {
      observe(all.get(random.nextInt(all.size())));
    }
  }

  /// One tool shows everything that has changed since it was last polled.
  void poll(String system) {
    if (!tools.get(system).isDown) {
      List.copyOf(tools.get(system).tickets()).stream()
          .filter(ticket -> !ticket.version().equals(polled.put(ticket.ref(), ticket.version())))
          .forEach(this::observe);
    }
  }

  private void observe(Ticket held) {
    var ticket = tools.get(held.ref().system()).shown(held);
    var began = now;
    pass(Duration.ofMillis(1 + random.nextInt(20)));
    var reading = new Reading(began, now, tools.get(ticket.ref().system()).clockAhead);
    arrive(new Input.TicketObserved(ticket, reading));
    if (random.nextInt(5) == 0) {
      arrive(new Input.TicketObserved(ticket, reading));
    }
  }

  /// Somebody deletes a ticket, and mostly the tool says so.
  void delete(TicketRef ref) {
    tools.get(ref.system()).personDeletes(ref);
    if (random.nextInt(3) > 0) {
      arrive(
          new Input.TicketObserved(
              Ticket.gone(ref, Ticket.Presence.DELETED), new Reading(now, now)));
    }
  }

  /// Whoever has restored a tool from backup has all its tickets read again, once nothing is on its
  /// way any more from before.
  private void readRestoredAgain() {
    polled.keySet().removeIf(ticket -> tools.get(ticket.system()).isRestored());
  }

  private void arrive(Input input) {
    inputs.addAll(sabotage.arriving(input, now));
  }

  boolean hasInputs() {
    return !inputs.isEmpty();
  }

  /// The engine takes an input: the next, or while things are wild any.
  void takeInput(boolean anyOrder) {
    if (!inputs.isEmpty()) {
      take(inputs.remove(anyOrder ? random.nextInt(Math.min(inputs.size(), 6)) : 0));
    }
  }

  void take(Input shown) {
    var input = door.apply(shown);
    taken.add(input);
    pass(Duration.ofMillis(1));
    var step = SpaceMachine.step(space, input, now, sabotage.deciding(config));
    space.apply(sabotage.kept(step));
    events.addAll(sabotage.recorded(step));
    overruns.note(input, step.events(), now, config.limits().blastWrites());
    for (var event : step.events()) {
      tell("  " + event);
      if (event instanceof CommandIssued command) {
        issued.put(command.command().id(), now);
        noteObserved(command.command());
        queues.get(command.command().system()).addAll(sabotage.queued(command.command()));
      }
    }
  }

  /// A process with another configuration goes on.
  void adopt(HubConfig changed) {
    if (changed.equals(config)) {
      return;
    }
    changed
        .systems()
        .forEach((id, system) -> {
          if (!system.values().equals(config.systems().get(id).values())) {
            mappedAt = events.size();
          }
          tools.get(id).config = system;
        });
    config = changed;
    configurations++;
    take(new Input.ConfigurationOffered("configuration " + configurations));
  }

  /// A look at a ticket changes nothing in its tool.
  private void noteObserved(Command command) {
    if (config.systems().get(command.system()).mode() == SystemConfig.Mode.OBSERVE
        && !(command instanceof Command.RefreshTicket)) {
      decidedForObserved.add(command.id() + " is for a system that is observed only");
    }
  }

  void fireTimers() {
    if (sabotage.firesTimers()) {
      space
          .dueTimers(now, Integer.MAX_VALUE)
          .forEach(timer -> take(new Input.TimerDue(timer.id(), timer.due())));
    }
  }

  /// A sink performs one step of its attempt.
  void work(String system) {
    var sink = sinks.get(system);
    if (sink == null) {
      var command = queues.get(system).peek();
      if (command != null) {
        sinks.put(system, begin(command, null));
      }
      return;
    }
    var step = sink.delivery().step();
    if (step instanceof DeliveryStep.Done(var outcome)) {
      tell("%s: %s -> %s".formatted(system, sink.command().id(), outcome));
      sabotage
          .reported(sink.command(), outcome)
          .ifPresent(told ->
              arrive(
                  new Input.OutcomeReported(
                      sink.command().id(),
                      told,
                      new Reading(sink.began(), now, sink.clockAhead()))));
      queues.get(system).remove();
      sinks.remove(system);
      return;
    }
    asked.add(step);
    noteOverwriting(sink, step);
    var read = now;
    var answer = sabotage.answered(step, tools.get(system).perform(sabotage.asked(step), now));
    pass(Duration.ofMillis(1 + random.nextInt(200)));
    tell("%s: %s -> %s".formatted(system, step, answer));
    sinks.put(
        system,
        new Sink(
            sink.command(),
            sink.delivery().answered(answer, now),
            sink.began(),
            answer instanceof DeliveryAnswer.Was ? read : sink.read(),
            answer instanceof DeliveryAnswer.Was
                ? tools.get(system).clockAhead
                : sink.clockAhead()));
  }

  /// Invariant 5: what somebody has entered after the command was decided, and the sink has seen.
  private void noteOverwriting(Sink sink, DeliveryStep step) {
    var decided = issued.get(sink.command().id());
    if (decided == null || !(sink.command() instanceof Command.UpdateTicket update)) {
      return;
    }
    var fields =
        switch (step) {
          case DeliveryStep.Update(_, var written) -> written.names();
          case DeliveryStep.Transition _ -> Set.of(Field.STATUS);
          case DeliveryStep.FindByMarker _,
              DeliveryStep.Read _,
              DeliveryStep.Create _,
              DeliveryStep.Comment _,
              DeliveryStep.Send _,
              DeliveryStep.Done _ ->
              Set.<Field>of();
        };
    var tool = tools.get(update.system());
    for (var field : fields) {
      var entered = tool.lastEntered(update.ticket(), field).map(ToolModel.LastEntered::at);
      if (entered.filter(at -> !at.isBefore(sink.read())).isPresent()) {
        tool.forgetEntered(update.ticket(), field);
      }
      var held =
          tool.ticket(update.ticket()).map(Ticket::fields).orElse(Fields.NONE).getOrEmpty(field);
      entered
          .filter(at -> at.isAfter(decided) && at.isBefore(sink.read()))
          // Who puts back what the command was computed from looks like nobody (design D5).
          .filter(_ -> !held.equals(update.base().getOrEmpty(field)))
          .ifPresent(at ->
              overwritten.add(
                  "%s writes over %s of %s, which somebody entered later"
                      .formatted(update.id(), field, update.ticket())));
    }
  }

  /// The process dies and comes back: what a sink was doing is forgotten, its command is delivered
  /// again.
  void crash(String system) {
    if (sinks.remove(system) != null) {
      tell(system + ": the sink crashes");
      sinks.put(system, begin(queues.get(system).element(), now));
    }
  }

  private Sink begin(Command command, @Nullable Instant earlierAttemptUntil) {
    var system = config.systems().get(command.system());
    var terms =
        new DeliveryTerms(
            now,
            system.settle(),
            earlierAttemptUntil,
            (field, one, other) ->
                system.isSame(field, redaction.apply(one), redaction.apply(other)));
    var begun = sabotage.begun(command, tools.get(command.system())::ticket);
    return new Sink(command, Delivery.of(begun, sabotage.terms(terms)), now, Instant.MIN, null);
  }

  /// Everything works again, and nobody touches anything, until nothing more happens.
  void rest() {
    tools.values().forEach(tool -> tool.isCalm = true);
    tools.values().forEach(tool -> tool.isDown = false);
    tools.keySet().forEach(this::resume);
    adopt(OtherConfig.inSync(config));
    for (var round = 0; round < 60 && events.size() < MOST_EVENTS; round++) {
      var before = events.size();
      pass(Duration.ofMinutes(6));
      fireTimers();
      if (round == 2) {
        readRestoredAgain();
      }
      tools.keySet().forEach(this::poll);
      drain();
      // An operator answers what was found restored from backup, or was written to too much.
      tools.keySet().stream()
          .filter(system -> space.system(system).holdCause() != null)
          .forEach(this::resume);
      if (events.size() == before && !isWaiting() && round > 3) {
        return;
      }
    }
  }

  private void resume(String system) {
    take(new Input.ResumeRequested("operator", system));
  }

  private void drain() {
    for (var step = 0; step < 100_000 && isBusy(); step++) {
      while (hasInputs()) {
        takeInput(false);
      }
      tools.keySet().forEach(this::work);
      fireTimers();
    }
  }

  private boolean isBusy() {
    return events.size() < MOST_EVENTS && hasWork();
  }

  private boolean hasWork() {
    return hasInputs()
        || !sinks.isEmpty()
        || queues.values().stream().anyMatch(queue -> !queue.isEmpty());
  }

  private boolean isWaiting() {
    return space.entries().stream().anyMatch(Outstanding.class::isInstance)
        || tools.values().stream().anyMatch(ToolModel::hasLateCommits);
  }

  TicketRef anyTicket(String system) {
    var all = List.copyOf(tools.get(system).tickets());
    return all.get(random.nextInt(all.size())).ref();
  }

  boolean hasTickets(String system) {
    return !tools.get(system).tickets().isEmpty();
  }
}
