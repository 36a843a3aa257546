package hub.service.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.engine.EngineBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./hub bench`: a table of what was measured, and the same as JSON beside it. What each figure
/// means stands in docs/reference/benchmark.md.
public final class Bench {

  private static final Map<String, Long> DEFAULTS =
      Map.of(
          "--incidents", 10_000L,
          "--replayed", 84_000L,
          "--many", 1_000_000L,
          "--inputs", 20_000L,
          "--rounds", 5L,
          "--pace", 50L,
          "--seconds", 60L,
          "--tickets", 100_000L);
  private static final List<String> PARTS =
      List.of("engine", "replay", "many", "latency", "backfill");

  private final Path directory;
  private final Options options;
  private final Figures figures = new Figures();

  private Bench(Path directory, Options options) {
    this.directory = directory;
    this.options = options;
  }

  /// Ends with 2 if it was not understood.
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.read(arguments, DEFAULTS, 1, 9_999_999, PARTS);
    } catch (IllegalArgumentException e) {
      System.err.println(
          "usage: ./hub bench [--incidents 10000] [--replayed 84000] [--many 1000000]"
              + " [--inputs 20000] [--rounds 5]"
              + " [--pace 50] [--seconds 60] [--tickets 100000] [--only "
              + String.join("|", PARTS)
              + "]");
      System.err.println("  " + e.getMessage());
      System.exit(2);
      return;
    }
    Logger.getLogger("").setLevel(Level.WARNING);
    Prove.outliveKilledHubs();
    var root = Path.of(System.getProperty("hub.root", "..")).toAbsolutePath().normalize();
    new Bench(root.resolve(".hub/bench"), options).measure();
    System.exit(0);
  }

  private void measure() throws Exception {
    Prove.clear(directory);
    for (var part : options.parts()) {
      var place = directory.resolve(part);
      switch (part) {
        case "engine" -> engine(place);
        case "replay" -> replay(place);
        case "many" -> manyIncidents(place);
        case "latency" ->
            new LatencyBench(place, options.count("--pace"), options.count("--seconds"), figures)
                .measure();
        case "backfill" -> new BackfillBench(place, options.count("--tickets"), figures).measure();
        default -> throw new IllegalArgumentException(part);
      }
    }
    write();
  }

  private void engine(Path place) throws Exception {
    try (var bench = new EngineBench(place)) {
      var incidents = options.count("--incidents");
      bench.open(incidents);
      bench.start();
      throughput(bench, incidents);
    }
  }

  private void replay(Path place) throws Exception {
    try (var bench = new EngineBench(place)) {
      open(bench, options.count("--replayed"));
      var replay = bench.replay(options.count("--rounds"));
      figures.tell("replay, events/s", EngineBench.median(replay.fold()));
      figures.tell("raw consumer, events/s", EngineBench.median(replay.raw()));
      figures.tell("replay / raw consumer", replay.ratio());
    }
  }

  private void manyIncidents(Path place) throws Exception {
    try (var bench = new EngineBench(place)) {
      var incidents = options.count("--many");
      open(bench, incidents);
      figures.tell("state folded anew from them, s", bench.start());
      throughput(bench, incidents);
      figures.tell("heap of broker and engine, MB", bench.heap() / 1e6);
    }
  }

  private void open(EngineBench bench, int incidents) throws Exception {
    figures.tell("events of " + incidents + " incidents", (double) bench.open(incidents));
  }

  private void throughput(EngineBench bench, int incidents) throws Exception {
    var inputs = options.count("--inputs");
    var of = " (" + incidents + " incidents)";
    // Not measured: until then Java compiles.
    bench.throughput(2, inputs);
    var throughput = bench.throughput(options.count("--rounds"), inputs);
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
}
