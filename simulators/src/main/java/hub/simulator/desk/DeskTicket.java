package hub.simulator.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One ticket of a local desk. Fields have the desk's own names and are texts; one that is not
/// there is empty. `changes` counts what was written since it was made.
public record DeskTicket(
    long id,
    Map<String, String> fields,
    List<DeskNote> notes,
    Instant created,
    String createdBy,
    Instant updated,
    String updatedBy,
    int changes) {

  /// A field, or the empty string.
  public String text(String name) {
    return fields.getOrDefault(name, "");
  }

  DeskTicket written(Map<String, String> changed, List<DeskNote> added, String by, Instant at) {
    Map<String, String> merged = new LinkedHashMap<>(fields);
    merged.putAll(changed);
    List<DeskNote> all = new ArrayList<>(notes);
    all.addAll(added);
    return new DeskTicket(id, merged, all, created, createdBy, at, by, changes + 1);
  }
}
