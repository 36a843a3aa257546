package hub.service.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.engine.EngineBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./hub bench`: a table of what was measured, and the same as JSON beside it. What each figure
/// means stands in docs/reference/benchmark.md.
public final class Bench {

  private static final Map<String, Integer> DEFAULTS =
      Map.of(
          "--incidents", 10_000,
          "--many", 100_000,
          "--inputs", 20_000,
          "--rounds", 5,
          "--seconds", 60);
  private static final List<String> PARTS = List.of("engine", "replay", "latency");

  private final Path directory;
  private final Map<String, Integer> numbers;
  private final Figures figures = new Figures();

  private Bench(Path directory, Map<String, Integer> numbers) {
    this.directory = directory;
    this.numbers = numbers;
  }

  /// Ends with 2 if it was not understood.
  public static void main(String[] arguments) throws Exception {
    var numbers = new TreeMap<>(DEFAULTS);
    List<String> parts;
    try {
      parts = read(arguments, numbers);
    } catch (IllegalArgumentException e) {
      System.err.println(
          "usage: ./hub bench [--incidents 10000] [--many 100000] [--inputs 20000] [--rounds 5]"
              + " [--seconds 60] [--only "
              + String.join("|", PARTS)
              + "]");
      System.err.println("  " + e.getMessage());
      System.exit(2);
      return;
    }
    Logger.getLogger("").setLevel(Level.WARNING);
    var root = Path.of(System.getProperty("hub.root", "..")).toAbsolutePath().normalize();
    new Bench(root.resolve(".hub/bench"), numbers).measure(parts);
    System.exit(0);
  }

  private static List<String> read(String[] arguments, Map<String, Integer> numbers) {
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
      } else if (!value.matches("[1-9]\\d{0,6}")) {
        throw new IllegalArgumentException(name + " needs a number from 1");
      } else {
        numbers.put(name, Integer.parseInt(value));
      }
    }
    return parts;
  }

  private void measure(List<String> parts) throws Exception {
    Prove.clear(directory);
    for (var part : parts) {
      var place = directory.resolve(part);
      switch (part) {
        case "engine" -> engine(place);
        case "replay" -> manyIncidents(place);
        case "latency" -> new LatencyBench(place, number("--seconds"), figures).measure();
        default -> throw new IllegalArgumentException(part);
      }
    }
    write();
  }

  private void engine(Path place) throws Exception {
    try (var bench = new EngineBench(place)) {
      var incidents = number("--incidents");
      bench.open(incidents);
      bench.start();
      throughput(bench, incidents);
    }
  }

  private void manyIncidents(Path place) throws Exception {
    try (var bench = new EngineBench(place)) {
      var incidents = number("--many");
      figures.tell("events of " + incidents + " incidents", (double) bench.open(incidents));
      figures.tell("state folded anew from them, s", bench.start());
      var replay = bench.replay(number("--rounds"));
      figures.tell("replay, events/s", EngineBench.median(replay.fold()));
      figures.tell("raw consumer, events/s", EngineBench.median(replay.raw()));
      figures.tell("replay / raw consumer", replay.ratio());
      throughput(bench, incidents);
      figures.tell("heap of broker and engine, MB", bench.heap() / 1e6);
    }
  }

  private void throughput(EngineBench bench, int incidents) throws Exception {
    var inputs = number("--inputs");
    var of = " (" + incidents + " incidents)";
    // Not measured: until then Java compiles.
    bench.throughput(2, inputs);
    var throughput = bench.throughput(number("--rounds"), inputs);
    figures.tell("engine, inputs/s" + of, EngineBench.median(throughput.engine()));
    figures.tell("bare processor, inputs/s" + of, EngineBench.median(throughput.bare()));
    figures.tell("engine / bare" + of, throughput.ratio());
    figures.tell("state entries written per input" + of, throughput.recordsStored());
    figures.tell("records sent per input" + of, throughput.recordsSent());
    figures.tell("bytes stored and sent per input" + of, throughput.bytes());
  }

  private void write() throws IOException {
    var file = directory.resolve("bench.json");
    Files.writeString(
        file,
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures.all()));
    System.out.println(file);
  }

  private int number(String name) {
    return numbers.getOrDefault(name, 0);
  }
}
