package hub.connector.mapping;

import hub.config.SystemConfig;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// From canonical fields to a tool's: names by `out`, values by the value maps.
///
/// @param fields what can be written
/// @param refused what cannot, and why
public record OutgoingFields(List<ToolField> fields, Map<Field, String> refused) {

  public OutgoingFields {
    fields = List.copyOf(fields);
    refused = Map.copyOf(refused);
  }

  /// One field in the tool's words.
  ///
  /// @param name the tool's name of the field, as people see it or as its API spells it
  public record ToolField(Field field, String name, String value) {}

  /// Translates.
  ///
  /// @param usual the kind's own name of fields that the configuration does not name
  public static OutgoingFields of(
      String system, SystemConfig config, Map<Field, String> usual, Fields canonical) {
    var written = new ArrayList<ToolField>();
    var refused = new TreeMap<Field, String>();
    canonical
        .values()
        .forEach((field, value) -> {
          var name = toolName(config, usual, field);
          var toolValue = toolValue(config, field, value);
          if (name.isEmpty()) {
            refused.put(
                field,
                "no field of %s is named for it; name one under systems.%s.out"
                    .formatted(system, system));
          } else if (toolValue.isEmpty()) {
            refused.put(
                field,
                "the value map of %s has nothing for %s; add it under systems.%s.values.%s"
                    .formatted(system, value, system, field));
          } else {
            written.add(new ToolField(field, name.get(), toolValue.get()));
          }
        });
    return new OutgoingFields(written, refused);
  }

  /// The tool's name of a field, if it has one.
  public static Optional<String> toolName(
      SystemConfig config, Map<Field, String> usual, Field field) {
    return Optional.ofNullable(config.out().get(field))
        .or(() -> Optional.ofNullable(usual.get(field)));
  }

  /// The tool's value of a canonical one; empty for a hole in the value map.
  public static Optional<String> toolValue(SystemConfig config, Field field, String value) {
    var map = config.values().get(field);
    return map == null || value.isEmpty() ? Optional.of(value) : map.toTool(value);
  }

  /// The canonical field behind a tool's name, for error messages that name the tool's field.
  public static Optional<Field> canonicalName(
      SystemConfig config, Map<Field, String> usual, String toolName) {
    return config.out().entrySet().stream()
        .filter(entry -> entry.getValue().equals(toolName))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() ->
            usual.entrySet().stream()
                .filter(entry -> entry.getValue().equals(toolName))
                .map(Map.Entry::getKey)
                .findFirst());
  }
}
