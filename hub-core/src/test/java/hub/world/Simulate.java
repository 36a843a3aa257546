package hub.world;

import hub.space.NspExample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `./hub simulate`: many days of misfortune, each from a seed, and every invariant of design §6 at
/// the end of each. Nothing of the product is replaced; tools, people, clock and luck are.
public final class Simulate {

  private static final long FIRST = 0;
  private static final long MANY = 1000;

  private Simulate() {}

  /// Ends with 1 if something does not hold, 2 if it was not understood.
  ///
  /// @param arguments `--seeds` how many, `--seed` one alone, `--hours` about how long a day is;
  ///   `--exhaustive` alone for every order of the create-and-link protocol instead
  public static void main(String[] arguments) {
    try {
      System.exit(
          List.of(arguments).equals(List.of("--exhaustive"))
              ? exhaustive()
              : simulate(read(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println("usage: ./hub simulate [--seeds N] [--seed S] [--hours H] | --exhaustive");
      System.err.println("  " + e.getMessage());
      System.exit(2);
    }
  }

  private static int exhaustive() {
    var situations = 0;
    for (var course : CreateAndLinkCheck.COURSES) {
      var result = CreateAndLinkCheck.of(course, new Sabotage() {});
      System.out.println(result.told());
      if (result.violation().isPresent()) {
        return 1;
      }
      situations += result.situations();
    }
    System.out.println(
        "Each of %d situations has one ticket for each purpose, and leads to rest."
            .formatted(situations));
    return 0;
  }

  private static Map<String, Long> read(String[] arguments) {
    var options = new TreeMap<String, Long>();
    for (var i = 0; i < arguments.length; i += 2) {
      if (!List.of("--seeds", "--seed", "--hours").contains(arguments[i])) {
        throw new IllegalArgumentException("not understood: " + arguments[i]);
      }
      if (i + 1 == arguments.length || !arguments[i + 1].matches("\\d{1,15}")) {
        throw new IllegalArgumentException(arguments[i] + " needs a number");
      }
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    return options;
  }

  private static int simulate(Map<String, Long> options) {
    var first = options.getOrDefault("--seed", FIRST);
    var end = options.containsKey("--seed") ? first + 1 : options.getOrDefault("--seeds", MANY);
    var steps =
        options.containsKey("--hours")
            ? Simulation.stepsOf(options.get("--hours"))
            : Simulation.STEPS;
    var writes = 0L;
    for (var seed = first; seed < end; seed++) {
      for (var config : List.of(NspExample.config(), NspExample.withContacts())) {
        var simulation = new Simulation(seed, config);
        var day = simulation.live(steps);
        if (!day.isGood()) {
          System.out.println(simulation.shortest(day).told());
          return 1;
        }
        writes += day.world().tools.values().stream().mapToLong(ToolModel::writesByHub).sum();
      }
      if ((seed + 1) % 100 == 0) {
        System.out.println("%d of %d seeds".formatted(seed + 1 - first, end - first));
      }
    }
    System.out.println(
        "Every invariant holds for %d seeds, each with and without the process around it; the hub"
                .formatted(end - first)
            + " made %d writes.".formatted(writes));
    return 0;
  }
}
