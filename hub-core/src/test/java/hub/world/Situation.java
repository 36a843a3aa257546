package hub.world;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.FMK;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static java.util.Objects.requireNonNull;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.delivery.Command;
import hub.delivery.Delivery;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.DeliveryTerms;
import hub.delivery.Outcome;
import hub.incident.Entry;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.Timer;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All there is between one record and its issue at one moment, as a value: the hub's state, the
/// tools, what is on its way, and what may still go wrong. [#next] tells every way on.
///
/// Only the product decides: [SpaceMachine] and [Delivery].
///
/// @param arriving inputs that were sent and not taken; any of them may be the next
record Situation(
    Rules rules,
    Instant now,
    List<Entry> state,
    SortedMap<String, SmallTool> tools,
    SortedMap<String, SmallSink> sinks,
    List<Input> arriving,
    Allowance allowance) {

  /// Time passes in steps of this.
  static final Duration TICK = Duration.ofSeconds(45);

  /// A request takes effect at most so long after it was given up …
  static final Duration MOST_LATENESS = Duration.ofSeconds(45);

  /// … and is found so long after that at most; both together are the settle time.
  static final Duration MOST_LAG = Duration.ofSeconds(45);

  /// What is the same in all situations.
  record Rules(HubConfig config, Sabotage sabotage) {}

  /// One for each system, and equal to itself, so that equal situations are.
  private record SameTo(String system, SystemConfig config) implements DeliveryTerms.Sameness {

    @Override
    public boolean isSame(Field field, String one, String other) {
      return config.isSame(field, one, other);
    }

    @Override
    public String toString() {
      return system;
    }
  }

  /// What may still go wrong, and what people will still do, in this order.
  ///
  /// @param where the system that mishaps and crashes are about
  record Allowance(String where, int mishaps, int crashes, List<Deed> deeds) {

    boolean mayMishap(String system) {
      return mishaps > 0 && where.equals(system);
    }

    boolean mayCrash(String system) {
      return crashes > 0 && where.equals(system);
    }

    Allowance lessMishap() {
      return new Allowance(where, mishaps - 1, crashes, deeds);
    }

    Allowance lessCrash() {
      return new Allowance(where, mishaps, crashes - 1, deeds);
    }

    Allowance lessDeed() {
      return new Allowance(where, mishaps, crashes, deeds.subList(1, deeds.size()));
    }
  }

  /// What a person does.
  enum Deed {
    /// Makes the issue, and writes the record's key into it.
    MAKES_ISSUE_BY_HAND,
    ASSIGNS_ELSEWHERE,
    ASSIGNS_AGAIN,
    /// Declares that the issue is another matter.
    UNLINKS_ISSUE
  }

  /// A way on.
  ///
  /// @param isOfItself whether it needs no mishap and no person
  record Step(String told, boolean isOfItself, Situation then) {}

  /// A record that was assigned to operations, and nobody has seen yet.
  static Situation first(Rules rules, Allowance allowance) {
    var start = Instant.parse("2026-03-02T09:00:00Z");
    var record =
        Fields.of(
            Map.of(
                Field.TITLE, "Incident",
                Field.PRIORITY, "P3",
                Field.STATUS, "ASSIGNED",
                Field.ASSIGNEE, OPERATIONS));
    var tools = new TreeMap<String, SmallTool>();
    tools.put(
        CLEARQUEST,
        SmallTool.empty(CLEARQUEST)
            .created(record, start, rules.config().systems().get(CLEARQUEST)));
    tools.put(JIRA, SmallTool.empty(JIRA));
    var sinks = new TreeMap<String, SmallSink>();
    sinks.put(CLEARQUEST, SmallSink.IDLE);
    sinks.put(JIRA, SmallSink.IDLE);
    return new Situation(rules, start, List.of(), tools, sinks, List.of(), allowance);
  }

  /// Every way on.
  List<Step> next() {
    var steps = new ArrayList<Step>();
    takeInputs(steps);
    fireTimer(steps);
    for (var system : tools.keySet()) {
      show(system, steps);
      work(system, steps);
      commitLate(system, steps);
    }
    pass(steps);
    crash(steps);
    act(steps);
    return steps;
  }

  SpaceMap space() {
    var space = new SpaceMap();
    space.apply(state.stream().<StateChange>map(StateChange.Put::new).toList());
    return space;
  }

  // The engine.

  private void takeInputs(List<Step> steps) {
    var seen = new HashSet<Input>();
    for (var input : arriving) {
      if (seen.add(input)) {
        var left = new ArrayList<>(arriving);
        left.remove(input);
        steps.add(new Step("hub takes " + name(input), true, with(left).taking(input)));
        if (input instanceof Input.TicketObserved(var ticket, _)
            && allowance.mayMishap(ticket.ref().system())) {
          steps.add(
              new Step(
                  "hub takes and will take again " + name(input),
                  false,
                  with(allowance.lessMishap()).taking(input)));
        }
      }
    }
  }

  private void fireTimer(List<Step> steps) {
    dueTimer()
        .ifPresent(timer ->
            steps.add(
                new Step(
                    "timer " + timer.id(),
                    true,
                    taking(new Input.TimerDue(timer.id(), timer.due())))));
  }

  private Optional<Timer> dueTimer() {
    return state.stream()
        .filter(entry -> entry instanceof Timer timer && !timer.due().isAfter(now))
        .map(Timer.class::cast)
        .min(Comparator.comparing(Timer::due).thenComparing(Timer::id));
  }

  private Situation taking(Input input) {
    var space = space();
    var step = SpaceMachine.step(space, input, now, rules.sabotage().deciding(rules.config()));
    space.apply(step.changes());
    var queues = new TreeMap<>(sinks);
    for (var event : step.events()) {
      if (event instanceof CommandIssued issued) {
        var command = issued.command();
        queues.computeIfPresent(
            command.system(), (_, sink) -> sink.queued(rules.sabotage().queued(command)));
      }
    }
    return new Situation(rules, now, space.entries(), tools, queues, arriving, allowance);
  }

  // The tools.

  /// A poll or webhook shows a ticket that has changed; when that arrives is another step. One view
  /// of a ticket is on its way at a time, and none of a tool that has no trouble.
  private void show(String system, List<Step> steps) {
    var tool = tools.get(system);
    for (var ticket : tool.tickets().values()) {
      if (tool.isShown(ticket) || isOnItsWay(ticket.ref())) {
        continue;
      }
      var told =
          "%s shows %s in version %d".formatted(system, ticket.key(), ticket.version().value());
      var seen = new Input.TicketObserved(ticket, Reading.at(now));
      var after = with(tool.withShown(ticket));
      if (allowance.where().equals(system)) {
        var more = new ArrayList<>(arriving);
        more.add(seen);
        steps.add(new Step(told, true, after.with(more)));
      } else {
        steps.add(new Step(told + ", and the hub takes it", true, after.taking(seen)));
      }
    }
  }

  private boolean isOnItsWay(TicketRef ref) {
    return arriving.stream()
        .anyMatch(input ->
            input instanceof Input.TicketObserved(var ticket, _) && ticket.ref().equals(ref));
  }

  private void commitLate(String system, List<Step> steps) {
    var tool = tools.get(system);
    for (var late : tool.late()) {
      for (var lag : lags(late.step())) {
        var done = tool.withoutLate(late).perform(late.step(), now, lag, config(system)).tool();
        steps.add(
            new Step(
                "%s: %s takes effect late%s".formatted(system, name(late.step()), words(lag)),
                true,
                with(done)));
      }
    }
  }

  private static List<Duration> lags(DeliveryStep step) {
    return step instanceof DeliveryStep.Create
        ? List.of(Duration.ZERO, MOST_LAG)
        : List.of(Duration.ZERO);
  }

  // The sinks.

  /// What has come back arrives, and the next request goes out.
  private void work(String system, List<Step> steps) {
    var sink = sinks.get(system);
    if (sink.queue().isEmpty()) {
      return;
    }
    if (!allowance.where().equals(system)) {
      workAtOnce(system, sink, steps);
      return;
    }
    var attempt = sink.attempt() == null ? begin(system, sink) : arrived(sink);
    var step = attempt.delivery().step();
    if (step instanceof DeliveryStep.Done(var outcome)) {
      report(system, sink, attempt, outcome, steps);
    } else {
      ask(system, sink, attempt, step, steps);
    }
  }

  /// A whole attempt where nothing goes wrong is one step: nobody else writes there meanwhile.
  private void workAtOnce(String system, SmallSink sink, List<Step> steps) {
    var attempt = begin(system, sink);
    var tool = tools.get(system);
    while (!(attempt.delivery().step() instanceof DeliveryStep.Done(var outcome))) {
      var request = rules.sabotage().asked(attempt.delivery().step());
      var done = tool.perform(request, now, Duration.ZERO, config(system));
      tool = done.tool();
      attempt = arrived(sink.asked(attempt, done.answer()));
    }
    with(tool).report(system, sink, attempt, outcome, steps);
  }

  private SmallSink.Attempt begin(String system, SmallSink sink) {
    var earlier = sink.isFirstAfterStart() ? now : null;
    var settle = config(system).settle();
    var same = new SameTo(system, config(system));
    var terms = rules.sabotage().terms(new DeliveryTerms(now, settle, earlier, same));
    var tickets = tools.get(system).tickets();
    var command =
        rules
            .sabotage()
            .begun(sink.queue().getFirst(), ref -> Optional.ofNullable(tickets.get(ref)));
    return new SmallSink.Attempt(Delivery.of(command, terms), now, earlier);
  }

  private SmallSink.Attempt arrived(SmallSink sink) {
    var attempt = requireNonNull(sink.attempt());
    var answer =
        rules.sabotage().answered(attempt.delivery().step(), requireNonNull(sink.answer()));
    return new SmallSink.Attempt(
        attempt.delivery().answered(answer, now), attempt.began(), attempt.earlierAttemptUntil());
  }

  private void report(
      String system, SmallSink sink, SmallSink.Attempt attempt, Outcome outcome, List<Step> steps) {
    var command = sink.queue().getFirst();
    var more = new ArrayList<>(arriving);
    rules
        .sabotage()
        .reported(command, outcome)
        .ifPresent(told ->
            more.add(
                new Input.OutcomeReported(command.id(), told, new Reading(attempt.began(), now))));
    var told = "%s: %s ends %s".formatted(system, name(command), name(outcome));
    steps.add(new Step(told, true, with(more).with(system, sink.finished())));
    if (allowance.mayCrash(system)) {
      steps.add(
          new Step(
              told + ", and the sink dies before that is committed",
              false,
              with(more).with(system, sink.restarted()).with(allowance.lessCrash())));
    }
  }

  private void ask(
      String system,
      SmallSink sink,
      SmallSink.Attempt attempt,
      DeliveryStep step,
      List<Step> steps) {
    var request = rules.sabotage().asked(step);
    var isWrite = !(step instanceof DeliveryStep.Read || step instanceof DeliveryStep.FindByMarker);
    var told = "%s: %s".formatted(system, name(step));
    var tool = tools.get(system);
    for (var lag : lags(step)) {
      var done = tool.perform(request, now, lag, config(system));
      steps.add(
          new Step(
              told + words(lag),
              true,
              with(done.tool()).with(system, sink.asked(attempt, done.answer()))));
      if (allowance.mayMishap(system) && isWrite) {
        var lost = sink.asked(attempt, new DeliveryAnswer.Lost("reset before the answer"));
        steps.add(
            new Step(
                told + words(lag) + ", and its answer is lost",
                false,
                with(done.tool()).with(system, lost).with(allowance.lessMishap())));
      }
    }
    if (allowance.mayMishap(system)) {
      var dead = new DeliveryAnswer.NotNow(Outcome.Trouble.DEAD, "connection refused", null);
      steps.add(
          new Step(
              told + ", and the tool is away",
              false,
              with(system, sink.asked(attempt, dead)).with(allowance.lessMishap())));
    }
    if (allowance.mayMishap(system) && isWrite) {
      var cut = with(system, sink.asked(attempt, new DeliveryAnswer.Lost("cut off")));
      var late = new SmallTool.Late(request, now.plus(MOST_LATENESS));
      steps.add(new Step(told + ", which never arrives", false, cut.with(allowance.lessMishap())));
      steps.add(
          new Step(
              told + ", given up before it takes effect",
              false,
              cut.with(tool.withLate(late)).with(allowance.lessMishap())));
    }
  }

  // Time, misfortune and people.

  private void pass(List<Step> steps) {
    var then = now.plus(TICK);
    var mustHappenFirst =
        tools.values().stream()
            .flatMap(tool -> tool.late().stream())
            .anyMatch(late -> then.isAfter(late.latest()));
    if (timeMatters() && !mustHappenFirst && dueTimer().isEmpty()) {
      steps.add(
          new Step(
              "45 seconds pass",
              true,
              new Situation(rules, then, state, tools, sinks, arriving, allowance)));
    }
  }

  /// Whether anything waits for time to pass; else nothing would be another.
  private boolean timeMatters() {
    return state.stream().anyMatch(this::waits)
        || tools.values().stream()
            .anyMatch(tool ->
                !tool.late().isEmpty()
                    || tool.searchableFrom().values().stream().anyMatch(from -> from.isAfter(now)))
        || sinks.entrySet().stream().anyMatch(sink -> waits(sink.getKey(), sink.getValue()));
  }

  private boolean waits(Entry entry) {
    return (entry instanceof Timer timer && timer.due().isAfter(now))
        || (entry instanceof Outstanding outstanding && isOpen(outstanding.command()));
  }

  private boolean waits(String system, SmallSink sink) {
    var until = sink.attempt() == null ? null : sink.attempt().earlierAttemptUntil();
    return until != null && until.plus(config(system).settle()).isAfter(now);
  }

  private boolean isOpen(Command command) {
    var reached = command.attempt().lastMayHaveReachedAt();
    return reached != null && reached.plus(config(command.system()).settle()).isAfter(now);
  }

  private void crash(List<Step> steps) {
    sinks.forEach((system, sink) -> {
      if (allowance.mayCrash(system) && sink.isAtWork()) {
        var after = with(system, sink.restarted()).with(allowance.lessCrash());
        steps.add(new Step("the sink of %s dies and starts".formatted(system), false, after));
      }
    });
  }

  private void act(List<Step> steps) {
    if (allowance.deeds().isEmpty()) {
      return;
    }
    var deed = allowance.deeds().getFirst();
    var after = with(allowance.lessDeed());
    var told = "somebody " + deed;
    var record = tools.get(CLEARQUEST).tickets().values().iterator().next();
    switch (deed) {
      case MAKES_ISSUE_BY_HAND -> {
        var issue =
            Fields.of(
                Map.of(
                    Field.TITLE,
                    "Incident",
                    Field.PRIORITY,
                    "P3",
                    Field.STATUS,
                    "ASSIGNED",
                    Field.counterpart(CLEARQUEST),
                    record.key()));
        var made = tools.get(JIRA).created(issue, now, config(JIRA));
        steps.add(new Step(told, false, after.with(made)));
      }
      case ASSIGNS_ELSEWHERE -> steps.add(new Step(told, false, after.assigned(record, FMK)));
      case ASSIGNS_AGAIN -> steps.add(new Step(told, false, after.assigned(record, OPERATIONS)));
      case UNLINKS_ISSUE -> {
        var space = space();
        tools.get(JIRA).tickets().keySet().stream()
            .filter(ref -> space.incidentOf(ref).isPresent())
            .forEach(ref -> {
              var id = space.incidentOf(ref).orElseThrow().id();
              steps.add(
                  new Step(
                      told, false, after.taking(new Input.UnlinkRequested("operator", id, ref))));
            });
      }
    }
  }

  private Situation assigned(Ticket record, String to) {
    return with(
        tools
            .get(CLEARQUEST)
            .written(record.ref(), Fields.of(Field.ASSIGNEE, to), now, config(CLEARQUEST)));
  }

  // Other situations.

  private Situation with(List<Input> changed) {
    return new Situation(rules, now, state, tools, sinks, List.copyOf(changed), allowance);
  }

  private Situation with(Allowance changed) {
    return new Situation(rules, now, state, tools, sinks, arriving, changed);
  }

  private Situation with(SmallTool changed) {
    var all = new TreeMap<>(tools);
    all.put(changed.system(), changed);
    return new Situation(rules, now, state, all, sinks, arriving, allowance);
  }

  private Situation with(String system, SmallSink changed) {
    var all = new TreeMap<>(sinks);
    all.put(system, changed);
    return new Situation(rules, now, state, tools, all, arriving, allowance);
  }

  private SystemConfig config(String system) {
    return rules.config().systems().get(system);
  }

  private static String name(Object one) {
    return switch (one) {
      case Input.TicketObserved(var ticket, _) ->
          ticket.key() + " in version " + ticket.version().value();
      case Input.OutcomeReported(var command, var outcome, _) ->
          "%s of %s".formatted(name(outcome), command);
      case DeliveryStep step -> step.routeName();
      case Command command -> command.id();
      default -> one.getClass().getSimpleName();
    };
  }

  private static String words(Duration lag) {
    return lag.isZero() ? "" : ", and searches do not find it yet";
  }
}
