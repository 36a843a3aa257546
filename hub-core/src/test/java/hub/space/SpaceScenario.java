package hub.space;

import static org.assertj.core.api.Assertions.assertThat;

import hub.config.HubConfig;
import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.incident.Incident;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Feeds a space inputs one second apart and remembers what came of them.
final class SpaceScenario {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final SpaceMap space = new SpaceMap();
  final List<IncidentEvent> events = new ArrayList<>();
  private final Map<TicketRef, Long> versions = new HashMap<>();
  private HubConfig config = NspExample.config();
  private Instant now = START;
  private List<IncidentEvent> last = List.of();

  SpaceScenario with(HubConfig changed) {
    config = changed;
    return this;
  }

  Instant now() {
    return now;
  }

  /// Takes an input; its events are the ones that [#last] shows.
  SpaceScenario when(Input input) {
    now = now.plusSeconds(1);
    var step = SpaceMachine.step(space, input, now, config);
    var folded = new SpaceMap();
    folded.apply(space.entries().stream().map(SpaceScenario::put).toList());
    step.events().forEach(folded::fold);
    space.apply(step.changes());
    assertThat(space.entries())
        .as("folded events give the changed state")
        .isEqualTo(folded.entries());
    events.addAll(step.events());
    last = step.events();
    return this;
  }

  private static hub.incident.StateChange put(hub.incident.Entry entry) {
    return new hub.incident.StateChange.Put(entry);
  }

  /// The hub has looked into the tools before, so that what it sees from now on is news.
  SpaceScenario connected() {
    config
        .systems()
        .keySet()
        .forEach(system -> when(new Input.PollCompleted(system, "", Reading.at(now))));
    now = now.plusSeconds(1);
    return this;
  }

  SpaceScenario after(Duration wait) {
    now = now.plus(wait);
    for (var timer : space.dueTimers(now, Integer.MAX_VALUE)) {
      when(new Input.TimerDue(timer.id(), timer.due()));
    }
    return this;
  }

  /// A person has changed a ticket, and the hub sees it.
  SpaceScenario sees(TicketRef ref, String key, Fields fields) {
    return sees(ticket(ref, key, fields));
  }

  SpaceScenario sees(Ticket ticket) {
    return when(new Input.TicketObserved(ticket, Reading.at(now.plusSeconds(1))));
  }

  /// A ticket in its next version.
  Ticket ticket(TicketRef ref, String key, Fields fields) {
    return Ticket.of(ref, key, new Version(versions.merge(ref, 1L, Long::sum)), fields);
  }

  SpaceScenario reports(Command command, Outcome outcome) {
    return when(new Input.OutcomeReported(command.id(), outcome, Reading.at(now.plusSeconds(1))));
  }

  /// The tool has done what the command asked: the ticket holds the shadow's and the written
  /// fields.
  SpaceScenario delivers(Command.UpdateTicket command) {
    var shadow = space.shadow(command.ticket()).orElseThrow();
    var held = shadow.fields().with(command.desired());
    return reports(
        command,
        new Outcome.Delivered(
            ticket(command.ticket(), shadow.ticketKey(), held), command.desired(), List.of()));
  }

  List<IncidentEvent> last() {
    return last;
  }

  <E extends IncidentEvent> List<E> last(Class<E> kind) {
    return last.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <E extends IncidentEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// The one command that the last input has led to.
  <C extends Command> C command(Class<C> kind) {
    var commands =
        last(IncidentEvent.CommandIssued.class).stream()
            .map(IncidentEvent.CommandIssued::command)
            .filter(kind::isInstance)
            .toList();
    assertThat(commands).as("commands of the last input").hasSize(1);
    return kind.cast(commands.getFirst());
  }

  SpaceScenario hasNoCommand() {
    assertThat(last(IncidentEvent.CommandIssued.class)).isEmpty();
    return this;
  }

  SpaceScenario hasNoCommandFor(TicketRef ticket, Field field) {
    assertThat(last(IncidentEvent.CommandIssued.class))
        .extracting(IncidentEvent.CommandIssued::command)
        .noneMatch(command ->
            command instanceof Command.UpdateTicket update
                && update.ticket().equals(ticket)
                && update.desired().names().contains(field));
    return this;
  }

  Incident incident(long number) {
    return space.incident(new IncidentId(number)).orElseThrow();
  }

  String value(long number, Field field) {
    return incident(number).value(field);
  }
}
