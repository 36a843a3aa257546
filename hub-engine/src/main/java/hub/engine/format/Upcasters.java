package hub.engine.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// All steps from old versions of events to the present ones.
///
/// An event without an entry has version 1. To change an event: change the record, add the step
/// here, and approve the new sample; the old sample must still be readable.
public final class Upcasters {

  /// The steps of this version of the hub.
  public static final Upcasters CURRENT =
      new Upcasters(
          List.of(
              // Since version 2 a comment takes along what is known of a conversation, if it is
              // one; a command of before has nothing to add.
              new Upcaster("CommandIssued", 1, UnaryOperator.identity()),
              // Since version 2 a resumption says when it was asked for; one of before let no
              // writes go on that had been counted.
              new Upcaster("SystemResumed", 1, UnaryOperator.identity()),
              // Since version 2 an erasure says why it was asked for.
              new Upcaster("IncidentErased", 1, data -> data.put("reason", ""))));

  private final Map<String, Map<Integer, Upcaster>> steps = new HashMap<>();

  public Upcasters(List<Upcaster> upcasters) {
    for (var upcaster : upcasters) {
      var ofType = steps.computeIfAbsent(upcaster.type(), _ -> new HashMap<>());
      if (ofType.put(upcaster.from(), upcaster) != null) {
        throw new IllegalArgumentException(
            "two upcasters read version %d of %s".formatted(upcaster.from(), upcaster.type()));
      }
    }
    steps.forEach((type, ofType) -> {
      for (var version = 1; version <= ofType.size(); version++) {
        if (!ofType.containsKey(version)) {
          throw new IllegalArgumentException(
              "no upcaster reads version %d of %s".formatted(version, type));
        }
      }
    });
  }

  /// The version in which events of the type are written now.
  int version(String type) {
    return 1 + steps.getOrDefault(type, Map.of()).size();
  }

  /// The data in the present version.
  ObjectNode upcast(String type, int version, ObjectNode data) {
    var ofType = steps.getOrDefault(type, Map.of());
    var current = version(type);
    if (version > current) {
      throw new UnreadableRecordException(
          "%s version %d was written by a newer hub; this one reads up to %d"
              .formatted(type, version, current));
    }
    var present = data;
    for (var step = ofType.get(version); step != null; step = ofType.get(step.from() + 1)) {
      present = step.upcast().apply(present);
    }
    return present;
  }
}
