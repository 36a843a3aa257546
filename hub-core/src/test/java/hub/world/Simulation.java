package hub.world;

import hub.config.HubConfig;
import hub.delivery.Command.SendNotice;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.CommandIssued;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Days of misfortune from one seed, and what does not hold when all has come to rest.
final class Simulation {

  /// How much happens on an ordinary day.
  static final int STEPS = 400;

  private static final int STEPS_PER_HOUR = 3600;

  /// On one day of so many the hub may write hardly anything without people's doing.
  private static final int NARROW_ONE_IN = 4;

  private static final int NARROW = 2;

  private final long seed;
  private final HubConfig config;
  private final Supplier<Sabotage> sabotage;

  /// What came of a day.
  ///
  /// @param violations what does not hold, by the name of the invariant
  record Day(long seed, int steps, SequencedMap<String, List<String>> violations, World world) {

    boolean isGood() {
      return violations.isEmpty();
    }

    /// For people: seed, violations and story.
    String told() {
      var told = new ArrayList<String>();
      violations.forEach((invariant, found) -> {
        told.add("%s does not hold for seed %d after %d steps:".formatted(invariant, seed, steps));
        found.forEach(violation -> told.add("  " + violation));
      });
      told.add("The story:");
      told.addAll(world.story);
      return String.join(System.lineSeparator(), told);
    }
  }

  Simulation(long seed, HubConfig config) {
    this(seed, config, () -> new Sabotage() {});
  }

  /// With a hub that has a defect.
  Simulation(long seed, HubConfig config, Supplier<Sabotage> sabotage) {
    this.seed = seed;
    this.config =
        seed % NARROW_ONE_IN == 0
            ? config.withLimits(config.limits().withBlastWrites(NARROW))
            : config;
    this.sabotage = sabotage;
  }

  /// How many steps make about so many hours.
  static int stepsOf(long hours) {
    return Math.toIntExact(hours * STEPS_PER_HOUR);
  }

  /// Lives a day anew.
  Day live(int steps) {
    var world = new World(seed, config, sabotage.get());
    var violations = new TreeMap<String, List<String>>();
    try {
      new WildDay(world).live(steps);
      check(new OrderIndependence(), world, violations);
      world.tell("--- rest");
      world.rest();
      var issued = world.events.size();
      world.rest();
      var late =
          world.events.subList(Math.min(issued, world.events.size()), world.events.size()).stream()
              .filter(Simulation::isWrite)
              .map(event -> "a write after everything had come to rest: " + event)
              .toList();
      invariants().forEach(invariant -> check(invariant, world, violations));
      if (!late.isEmpty()) {
        violations.merge(name(new Convergence()), late, Simulation::joined);
      }
    } catch (RuntimeException e) {
      violations.put("NoException", List.of(e.toString()));
    }
    return new Day(seed, steps, violations, world);
  }

  /// The shortest beginning of the day on which something does not hold.
  Day shortest(Day bad) {
    var good = 0;
    var shortest = bad;
    while (shortest.steps() - good > 1) {
      var middle = live((good + shortest.steps()) / 2);
      if (middle.isGood()) {
        good = middle.steps();
      } else {
        shortest = middle;
      }
    }
    return shortest;
  }

  /// Reminders go on until somebody answers; they write to no ticket.
  private static boolean isWrite(IncidentEvent event) {
    return event instanceof CommandIssued issued && !(issued.command() instanceof SendNotice);
  }

  private List<Invariant> invariants() {
    var invariants =
        new ArrayList<Invariant>(
            List.of(
                new Convergence(),
                new NoLoops(),
                new AtMostOne(),
                new NothingLost(),
                new LastWord(),
                new SymmetricLinks(),
                new Replay(),
                new Forgotten(),
                new OnlyWatched(),
                new BlastLimit()));
    if (config.contacts() != null) {
      invariants.add(new ProcessGates());
    }
    return invariants;
  }

  private static void check(
      Invariant invariant, World world, SequencedMap<String, List<String>> violations) {
    var found = invariant.violations(world);
    if (!found.isEmpty()) {
      violations.put(name(invariant), found);
    }
  }

  private static String name(Invariant invariant) {
    return invariant.getClass().getSimpleName();
  }

  private static List<String> joined(List<String> one, List<String> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
