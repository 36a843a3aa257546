package hub.service.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `./hub prove`: the packaged hub between simulated tools, and what can happen to it, on the real
/// process. Docs: docs/reference/prove.md.
public final class Prove {

  private static final Map<String, Long> DEFAULTS =
      Map.of("--kills", 50L, "--lost-answers", 1000L, "--rounds", 3L, "--seed", 1L);
  private static final List<String> PARTS =
      List.of("kills", "answers", "cluster", "disk", "broker");

  private final Path directory;
  private final Map<String, Long> numbers;

  private Prove(Path directory, Map<String, Long> numbers) {
    this.directory = directory;
    this.numbers = numbers;
  }

  /// Ends with 1 if a promise is broken, 2 if it was not understood.
  public static void main(String[] arguments) {
    var numbers = new TreeMap<>(DEFAULTS);
    List<String> parts;
    try {
      parts = read(arguments, numbers);
    } catch (IllegalArgumentException e) {
      System.err.println(
          "usage: ./hub prove [--kills 50] [--lost-answers 1000] [--rounds 3] [--seed S]"
              + " [--only "
              + String.join("|", PARTS)
              + "]");
      System.err.println("  " + e.getMessage());
      System.exit(2);
      return;
    }
    // The simulated mail server takes a killed hub for an error of its own.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> System.err.println(thread.getName() + ": " + failure));
    var root = Path.of(System.getProperty("hub.root", "..")).toAbsolutePath().normalize();
    System.exit(new Prove(root.resolve(".hub/prove"), numbers).prove(parts) ? 0 : 1);
  }

  private static List<String> read(String[] arguments, Map<String, Long> numbers) {
    var parts = PARTS;
    for (var i = 0; i < arguments.length; i += 2) {
      var name = arguments[i];
      var value = i + 1 < arguments.length ? arguments[i + 1] : "";
      if (name.equals("--only")) {
        if (!PARTS.contains(value)) {
          throw new IllegalArgumentException("--only needs one of " + PARTS);
        }
        parts = List.of(value);
      } else if (!numbers.containsKey(name)) {
        throw new IllegalArgumentException("not understood: " + name);
      } else if (!value.matches("\\d{1,9}")) {
        throw new IllegalArgumentException(name + " needs a number");
      } else {
        numbers.put(name, Long.parseLong(value));
      }
    }
    return parts;
  }

  private boolean prove(List<String> parts) {
    var rows = new ArrayList<Proof.Row>();
    for (var part : parts) {
      var place = directory.resolve(part);
      clear(place);
      try {
        rows.addAll(prove(part, place));
      } catch (RuntimeException | AssertionError e) {
        e.printStackTrace();
        rows.add(new Proof.Row(part, "it came to its end", String.valueOf(e), true, false));
      }
    }
    var result = directory.resolve("result.json");
    Proof.write(result, number("--seed"), rows);
    System.out.println(Proof.table(rows));
    var broken = rows.stream().filter(row -> !row.isKept()).toList();
    System.out.println(
        broken.isEmpty()
            ? "Every promise is kept."
            : broken.size() + " promises are broken: " + words(broken));
    System.out.println("seed " + number("--seed") + ", " + result);
    return broken.isEmpty();
  }

  private static List<String> words(List<Proof.Row> rows) {
    return rows.stream().map(row -> row.part() + ": " + row.words()).toList();
  }

  private List<Proof.Row> prove(String part, Path place) {
    var seed = number("--seed");
    return switch (part) {
      case "kills" -> new Kills(place, seed, (int) number("--kills")).prove();
      case "answers" -> new LostAnswers(place, seed, (int) number("--lost-answers")).prove();
      case "cluster" -> new TakeOvers(place, seed, (int) number("--rounds")).prove();
      case "disk" -> new FullDisk(place, seed).prove();
      case "broker" -> new LostBroker(place, seed).prove();
      default -> throw new IllegalArgumentException(part);
    };
  }

  private long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /// Deletes a directory with all that is in it.
  static void clear(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
