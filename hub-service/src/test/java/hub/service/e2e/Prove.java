package hub.service.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// `./hub prove`: the packaged hub between simulated tools, and what can happen to it, on the real
/// process. Docs: docs/reference/prove.md.
public final class Prove {

  private static final Map<String, Long> DEFAULTS =
      Map.of("--kills", 50L, "--lost-answers", 1000L, "--rounds", 3L, "--seed", 1L);
  private static final List<String> PARTS =
      List.of("kills", "answers", "cluster", "disk", "broker");

  private final Path directory;
  private final Options options;

  private Prove(Path directory, Options options) {
    this.directory = directory;
    this.options = options;
  }

  /// Ends with 1 if a promise is broken, 2 if it was not understood.
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.read(arguments, DEFAULTS, 0, 999_999_999, PARTS);
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
    outliveKilledHubs();
    var root = Path.of(System.getProperty("hub.root", "..")).toAbsolutePath().normalize();
    System.exit(new Prove(root.resolve(".hub/prove"), options).prove() ? 0 : 1);
  }

  /// The simulated mail server takes a killed hub for an error of its own; who awaits something
  /// else meanwhile is not to end with it.
  static void outliveKilledHubs() {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> System.err.println(thread.getName() + ": " + failure));
  }

  private boolean prove() {
    var rows = new ArrayList<Proof.Row>();
    for (var part : options.parts()) {
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
    Proof.write(result, options.number("--seed"), rows);
    System.out.println(Proof.table(rows));
    var broken = rows.stream().filter(row -> !row.isKept()).toList();
    System.out.println(
        broken.isEmpty()
            ? "Every promise is kept."
            : broken.size() + " promises are broken: " + words(broken));
    System.out.println("seed " + options.number("--seed") + ", " + result);
    return broken.isEmpty();
  }

  private static List<String> words(List<Proof.Row> rows) {
    return rows.stream().map(row -> row.part() + ": " + row.words()).toList();
  }

  private List<Proof.Row> prove(String part, Path place) {
    var seed = options.number("--seed");
    return switch (part) {
      case "kills" -> new Kills(place, seed, options.count("--kills")).prove();
      case "answers" -> new LostAnswers(place, seed, options.count("--lost-answers")).prove();
      case "cluster" -> new TakeOvers(place, seed, options.count("--rounds")).prove();
      case "disk" -> new FullDisk(place, seed).prove();
      case "broker" -> new LostBroker(place, seed).prove();
      default -> throw new IllegalArgumentException(part);
    };
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
