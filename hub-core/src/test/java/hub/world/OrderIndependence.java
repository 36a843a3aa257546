package hub.world;

import hub.config.SystemConfig;
import hub.incident.Incident;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.space.NspExample;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Invariant 1: with all systems in observe mode, any order, duplication or delay of the same
/// observations ends in the same links and fields; incident numbers may differ.
final class OrderIndependence implements Invariant {

  private static final int ORDERS = 6;

  @Override
  public List<String> violations(World world) {
    var observations = new ArrayList<Input>();
    for (var tool : world.tools.values()) {
      for (var ticket : tool.tickets()) {
        observations.add(new Input.TicketObserved(ticket, Reading.at(world.now())));
        observations.add(new Input.TicketObserved(ticket, Reading.at(world.now())));
      }
    }
    var expected = matters(observations, world.now());
    var violations = new ArrayList<String>();
    for (var order = 0; order < ORDERS; order++) {
      Collections.shuffle(observations, new Random(order));
      var other = matters(observations, world.now());
      if (!other.equals(expected)) {
        violations.add("order %d gives %s%ninstead of %s".formatted(order, other, expected));
      }
    }
    return violations;
  }

  /// What the observations amount to: by the tickets of an incident, its values.
  private static Map<Set<TicketRef>, Map<Field, String>> matters(
      List<Input> observations, Instant now) {
    var config = NspExample.config(SystemConfig.Mode.OBSERVE);
    var space = new SpaceMap();
    for (var observation : observations) {
      space.apply(SpaceMachine.step(space, observation, now, config).changes());
    }
    Map<Set<TicketRef>, Map<Field, String>> matters = new HashMap<>();
    for (var entry : space.entries()) {
      if (entry instanceof Incident incident && !incident.correlationConflicts().isEmpty()) {
        return Map.of(Set.of(), Map.of());
      }
      if (entry instanceof Incident incident && incident.isOpen()) {
        var values = new TreeMap<Field, String>();
        // Fields that are copied once belong to whoever was first, which is no statement about the
        // incident.
        incident.fields().keySet().stream()
            .filter(field -> !Set.of(Field.TITLE, Field.DESCRIPTION).contains(field))
            .forEach(field -> values.put(field, incident.value(field)));
        matters.put(incident.members().keySet(), new Fields(values).values());
      }
    }
    return matters;
  }
}
