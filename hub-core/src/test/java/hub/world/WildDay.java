package hub.world;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.FMK;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.MAIL;
import static hub.space.NspExample.OPERATIONS;

import hub.incident.ContactTask;
import hub.incident.GateBreach;
import hub.incident.Input;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// People, tools and crashes over a few hours, drawn from a seed.
final class WildDay {

  private static final List<String> SYSTEMS = List.of(CLEARQUEST, JIRA);
  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");
  private static final List<String> STATUSES =
      List.of("ASSIGNED", "IN_PROGRESS", "PENDING_RELEASE", "RESOLVED", "CLOSED");
  private static final List<String> TEXTS =
      List.of("restart * node 3", "two  blanks", "solved\r\nat last ", "æøå", "");

  private final World world;
  private final UnaryOperator<String> typing;

  WildDay(World world) {
    this(world, UnaryOperator.identity());
  }

  /// @param typing what people make of the texts they enter
  WildDay(World world, UnaryOperator<String> typing) {
    this.world = world;
    this.typing = typing;
  }

  void live(int steps) {
    var pace = 400 << world.random.nextInt(4);
    var mischief = new Mischief(world);
    for (var step = 0; step < steps; step++) {
      world.pass(Duration.ofMillis(world.random.nextInt(pace)));
      var system = pick(SYSTEMS);
      switch (world.random.nextInt(25)) {
        case 0 -> create(system);
        case 1, 2 -> edit(system);
        case 3 -> comment(system);
        case 4, 5 -> world.show(system);
        case 6 -> world.poll(system);
        case 7 -> world.crash(system);
        case 8 -> outage(system);
        case 9 -> world.fireTimers();
        case 10, 11, 12, 13 -> world.takeInput(true);
        case 14, 15, 16, 17, 18, 19 -> {
          world.fireTimers();
          world.work(system);
          if (world.config.contacts() != null) {
            world.work(MAIL);
          }
        }
        case 20 -> refuse(system);
        case 21 -> editComment(system);
        case 22 -> pause(system);
        case 23 -> askForSomething(system);
        case 24 -> mischief.happen(system);
        default -> throw new IllegalStateException("out of range");
      }
    }
  }

  private void create(String system) {
    if (world.tool(system).tickets().size() > 5) {
      return;
    }
    var isRecord = system.equals(CLEARQUEST);
    var ref =
        world
            .tool(system)
            .personCreates(
                Fields.of(
                    Map.of(
                        Field.TITLE, typing.apply("Incident"),
                        Field.PRIORITY, pick(PRIORITIES),
                        Field.STATUS, isRecord ? pick(List.of("RECEIVED", "ASSIGNED")) : "ASSIGNED",
                        Field.ASSIGNEE, isRecord ? pick(List.of(OPERATIONS, OPERATIONS, FMK)) : "",
                        Field.USER_IMPACT, isRecord ? "" : pick(List.of("yes", "no", "")))),
                world.now());
    world.tell("somebody creates " + ref);
  }

  private void edit(String system) {
    if (!world.hasTickets(system)) {
      return;
    }
    var field =
        pick(
            List.of(
                Field.PRIORITY, Field.PRIORITY, Field.STATUS, Field.RESOLUTION, Field.ROOT_CAUSE));
    var value =
        field.equals(Field.PRIORITY)
            ? pick(PRIORITIES)
            : field.equals(Field.STATUS) ? pick(STATUSES) : typing.apply(pick(TEXTS));
    var ref = world.anyTicket(system);
    world.tell("somebody sets %s of %s to '%s'".formatted(field, ref, value));
    world.tool(system).personChanges(ref, field, value, world.now());
  }

  private void comment(String system) {
    if (world.hasTickets(system)) {
      var ref = world.anyTicket(system);
      world.tell("somebody comments on " + ref);
      world
          .tool(system)
          .personComments(ref, typing.apply("Note " + world.random.nextInt(1000)), world.now());
    }
  }

  private void outage(String system) {
    world.tool(system).isDown = !world.tool(system).isDown && world.random.nextInt(3) == 0;
  }

  private void refuse(String system) {
    var field = pick(List.of(Field.PRIORITY, Field.RESOLUTION));
    var isRefused = world.random.nextInt(3) == 0;
    world.tell("%s %s %s".formatted(system, isRefused ? "refuses" : "takes", field));
    world.tool(system).refuse(field, isRefused);
  }

  private void editComment(String system) {
    if (world.hasTickets(system)) {
      world.tool(system).personEditsComment(world.anyTicket(system), world.now());
    }
  }

  private void pause(String system) {
    world.take(
        world.random.nextBoolean()
            ? new Input.PauseRequested("operator", system)
            : new Input.ResumeRequested("operator", system));
  }

  /// Somebody acknowledges a contact, waives it, or lets something pass a gate.
  private void doWhatTheProcessAsks() {
    var open =
        world.space.entries().stream()
            .filter(entry -> entry instanceof ContactTask task && task.isOpen())
            .map(ContactTask.class::cast)
            .toList();
    if (!open.isEmpty() && world.random.nextBoolean()) {
      var task = pick(open);
      world.tell("somebody answers contact " + task.number());
      world.take(
          world.random.nextInt(3) > 0
              ? new Input.ContactAcknowledged(
                  "operator", task.incident(), task.number(), "Olga", "phone")
              : new Input.ContactWaived("operator", task.incident(), task.number(), "a test"));
    }
    for (var entry : world.space.entries()) {
      if (entry instanceof GateBreach breach && world.random.nextInt(4) == 0) {
        world.take(
            new Input.GateOverrideRequested(
                "operator", breach.incident(), breach.gate(), "agreed by phone"));
      }
    }
  }

  private void askForSomething(String system) {
    if (world.config.contacts() != null && world.random.nextBoolean()) {
      doWhatTheProcessAsks();
      return;
    }
    if (!world.hasTickets(system)) {
      return;
    }
    var ticket = world.anyTicket(system);
    world
        .space
        .incidentOf(ticket)
        .ifPresent(incident -> {
          var isRetry = world.random.nextInt(4) > 0;
          world.tell("somebody asks to %s %s".formatted(isRetry ? "retry" : "unlink", ticket));
          world.take(
              isRetry
                  ? new Input.RetryRequested("operator", incident.id(), system, ticket)
                  : new Input.UnlinkRequested("operator", incident.id(), ticket));
        });
  }

  private <T> T pick(List<T> from) {
    return from.get(world.random.nextInt(from.size()));
  }
}
