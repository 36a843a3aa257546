package hub.service.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What one part of `./hub prove` has promised and measured, said aloud as it goes.
final class Proof {

  private static final int MOST_SHOWN = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// One row of the table.
  ///
  /// @param isPromise whether it may be broken; else it is only told
  record Row(String part, String words, String measured, boolean isPromise, boolean isKept) {}

  private final String part;
  private final List<Row> rows = new ArrayList<>();
  private final long begun = System.nanoTime();

  Proof(String part) {
    this.part = part;
    say("== " + part);
  }

  /// Says something at once.
  void say(String words) {
    System.out.println("%5d s  %s".formatted(elapsed().toSeconds(), words));
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// Something that is worth knowing and promises nothing.
  void tell(String words, Object measured) {
    rows.add(new Row(part, words, String.valueOf(measured), false, true));
  }

  void promise(String words, Object measured, boolean isKept) {
    rows.add(new Row(part, words, String.valueOf(measured), true, isKept));
    if (!isKept) {
      say("BROKEN: " + words + ": " + measured);
    }
  }

  /// Promises that there is nothing of the kind, and says what there is.
  void none(String words, Collection<String> found) {
    promise(words, found.size(), found.isEmpty());
    found.stream().limit(MOST_SHOWN).forEach(one -> say("  " + one));
  }

  List<Row> end() {
    tell("seconds", elapsed().toSeconds());
    return List.copyOf(rows);
  }

  static String table(List<Row> rows) {
    var table = new StringBuilder();
    var last = "";
    for (var row : rows) {
      if (!row.part().equals(last)) {
        table.append("%n%s%n".formatted(row.part()));
        last = row.part();
      }
      var verdict = row.isPromise() ? row.isKept() ? "kept" : "BROKEN" : "";
      table
          .append(
              "  %-62s %14s  %s".formatted(row.words(), row.measured(), verdict).stripTrailing())
          .append('\n');
    }
    return table.toString();
  }

  static void write(Path file, long seed, List<Row> rows) {
    var all = JSON.createObjectNode().put("seed", seed);
    ArrayNode list = all.putArray("rows");
    for (var row : rows) {
      ObjectNode one = list.addObject().put("part", row.part()).put("what", row.words());
      one.put("measured", row.measured()).put("promise", row.isPromise()).put("kept", row.isKept());
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, all.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
