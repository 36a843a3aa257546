package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.ticket.Field;
import hub.ticket.Priority;
import hub.ticket.Status;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Turns a tool's value of a field into the canonical one, through the system's value map.
final class CanonicalValues {

  private static final int LONGEST_SHOWN = 60;

  private final String system;
  private final SystemConfig config;

  CanonicalValues(String system, SystemConfig config) {
    this.system = system;
    this.config = config;
  }

  /// What came of a value.
  sealed interface Read {}

  /// @param tool as the tool spells it; the spelling that the value map knows, if it has several
  /// @param rule which part of the configuration translated it; empty if it was taken as it is
  record Held(String tool, String canonical, String rule) implements Read {}

  record Unreadable(String reason) implements Read {}

  /// Reads a value. A list holds other spellings of the same value, such as id and name; the first
  /// that the value map knows counts. Without a value map a list is joined.
  Read read(Field field, JsonNode node) {
    if (!isReadable(node)) {
      return new Unreadable(
          "%s: %s must be a text, number or list of them, not %s"
              .formatted(system, field, CanonicalReader.typeOf(node)));
    }
    var spellings = spellings(node);
    var map = config.values().get(field);
    if (map != null) {
      return throughMap(field, spellings, map);
    }
    if (spellings.stream().allMatch(String::isBlank)) {
      return new Held("", "", "");
    }
    var known = knownValues(field);
    if (known.isEmpty()) {
      var text = String.join(", ", spellings);
      return new Held(text, text, "");
    }
    return spellings.stream()
        .filter(known::contains)
        .findFirst()
        .<Read>map(value -> new Held(value, value, ""))
        .orElseGet(() ->
            new Unreadable(
                "%s: %s %s is not one of %s; add a value map under systems.%s.values.%s"
                    .formatted(system, field, shown(spellings), known, system, field)));
  }

  private Read throughMap(Field field, List<String> spellings, ValueMap map) {
    for (var spelling : spellings) {
      var canonical = map.toCanonical(spelling);
      if (canonical.isPresent()) {
        return new Held(
            spelling,
            canonical.get(),
            "systems.%s.values.%s: %s → %s".formatted(system, field, spelling, canonical.get()));
      }
    }
    if (spellings.stream().allMatch(String::isBlank)) {
      return new Held("", "", "");
    }
    var has =
        Stream.concat(map.in().keySet().stream(), map.both().values().stream()).distinct().toList();
    return new Unreadable(
        "%s: %s %s is not in the value map, which has %s; add it under systems.%s.values.%s"
            .formatted(system, field, shown(spellings), has, system, field));
  }

  private static List<String> spellings(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node.isNull() ? "" : node.asText());
    }
    var elements = StreamSupport.stream(node.spliterator(), false);
    return elements.filter(element -> !element.isNull()).map(JsonNode::asText).toList();
  }

  private static boolean isReadable(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isValueNode)
        : node.isValueNode();
  }

  private static String shown(List<String> spellings) {
    var last = spellings.getLast();
    return "\""
        + (last.length() > LONGEST_SHOWN ? last.substring(0, LONGEST_SHOWN) + "…" : last)
        + "\"";
  }

  /// The words a canonical field may hold; empty for any.
  private static List<String> knownValues(Field field) {
    if (field.equals(Field.PRIORITY)) {
      return names(Priority.values());
    }
    if (field.equals(Field.STATUS)) {
      return names(Status.values());
    }
    return field.equals(Field.USER_IMPACT) ? List.of("yes", "no") : List.of();
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(constant -> constant.name()).toList();
  }
}
