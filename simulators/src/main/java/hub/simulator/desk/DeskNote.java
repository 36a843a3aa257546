package hub.simulator.desk;

import java.time.Instant;
import java.util.Map;

/// One entry beside a ticket: who wrote it and when, and what the desk keeps of it by its own
/// names.
public record DeskNote(long id, Instant at, String author, Map<String, String> fields) {

  /// A field of the note, or the empty string.
  public String text(String name) {
    return fields.getOrDefault(name, "");
  }
}
