package hub.world;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.JIRA;

import hub.incident.Incident;
import hub.incident.Input;
import hub.ticket.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What does not happen every day. Each day draws which kinds may happen on it, so that each gets
/// days of its own and days together with others.
final class Mischief {

  private static final int ONE_IN = 4;
  private static final List<Duration> CLOCKS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(50),
          Duration.ofMinutes(-7),
          // A night of daylight saving, or a server in another zone.
          Duration.ofHours(1),
          Duration.ofHours(-1),
          Duration.ofHours(25));

  /// What can happen.
  enum Kind {
    TICKET_MOVED,
    TICKET_DELETED,
    COMMENT_DELETED,
    LINK_SET_BY_HAND,
    MERGED_BY_HAND,
    LONG_OUTAGE,
    RATE_LIMIT,
    CLOCK_SET,
    INCIDENT_ERASED,
    CONFIGURATION_CHANGED,
    TOOL_RESTORED,
    LINKED_BY_HAND,
    UNMERGED_BY_HAND
  }

  private final World world;
  private final List<Kind> kinds = new ArrayList<>();

  Mischief(World world) {
    this.world = world;
    for (var kind : Kind.values()) {
      if (world.random.nextInt(ONE_IN) == 0) {
        kinds.add(kind);
      }
    }
  }

  /// One of the kinds of this day happens, if there is any.
  void happen(String system) {
    if (kinds.isEmpty()) {
      return;
    }
    var kind = pick(kinds);
    if (world.hasTickets(system)) {
      world.tell("%s in %s".formatted(kind, system));
      happen(kind, system);
    }
  }

  private void happen(Kind kind, String system) {
    var tool = world.tool(system);
    switch (kind) {
      case TICKET_MOVED -> tool.personMoves(world.anyTicket(system), world.now());
      case TICKET_DELETED -> {
        if (world.random.nextInt(3) == 0) {
          world.delete(world.anyTicket(system));
        }
      }
      case COMMENT_DELETED -> tool.personDeletesComment(world.anyTicket(system), world.now());
      case LINK_SET_BY_HAND -> link(system);
      case MERGED_BY_HAND -> merge();
      case LONG_OUTAGE -> {
        if (world.random.nextInt(4) == 0) {
          tool.isDown = true;
          world.pass(Duration.ofHours(1 + world.random.nextInt(72)));
        }
      }
      case RATE_LIMIT ->
          tool.isBusyUntil(world.now().plus(Duration.ofSeconds(world.random.nextInt(900))));
      case CLOCK_SET -> tool.clockAhead = pick(CLOCKS);
      case INCIDENT_ERASED -> {
        if (world.random.nextInt(3) == 0) {
          ofAny(incident -> new Input.EraseRequested("operator", incident.id(), null));
        }
      }
      case CONFIGURATION_CHANGED -> world.adopt(OtherConfig.of(world.config, world.random));
      case TOOL_RESTORED -> {
        if (world.random.nextInt(3) > 0 || !tool.restore()) {
          tool.backUp();
        }
      }
      case LINKED_BY_HAND -> {
        var ticket = world.anyTicket(system);
        ofAny(incident -> new Input.LinkRequested("operator", incident.id(), ticket));
      }
      case UNMERGED_BY_HAND -> unmerge();
    }
  }

  /// The key of another ticket, of none, or nothing at all.
  private void link(String system) {
    var other = system.equals(JIRA) ? CLEARQUEST : JIRA;
    var keys = new ArrayList<>(List.of("", "NOWHERE-1"));
    world.tool(other).tickets().forEach(ticket -> keys.add(ticket.key()));
    world
        .tool(system)
        .personChanges(world.anyTicket(system), Field.counterpart(other), pick(keys), world.now());
  }

  private void merge() {
    var open = openIncidents();
    if (open.size() > 1) {
      world.take(new Input.MergeRequested("operator", pick(open).id(), pick(open).id()));
    }
  }

  /// One ticket is another matter, or stays where it is although a reference says otherwise.
  private void unmerge() {
    ofAny(incident -> {
      var ticket = pick(List.copyOf(incident.members().keySet()));
      return incident.correlationConflicts().isEmpty()
          ? new Input.UnmergeRequested("operator", incident.id(), List.of(ticket))
          : new Input.KeepApartRequested("operator", incident.id(), ticket);
    });
  }

  private void ofAny(Function<Incident, Input> request) {
    var open = openIncidents();
    if (!open.isEmpty()) {
      world.take(request.apply(pick(open)));
    }
  }

  private List<Incident> openIncidents() {
    return world.space.entries().stream()
        .filter(entry -> entry instanceof Incident incident && incident.isOpen())
        .map(Incident.class::cast)
        .toList();
  }

  private <T> T pick(List<T> from) {
    return from.get(world.random.nextInt(from.size()));
  }
}
