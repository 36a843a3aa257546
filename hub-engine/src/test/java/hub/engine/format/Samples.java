package hub.engine.format;

import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.incident.IncidentId;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes one full sample of every record, and one for each variant where a component has several.
final class Samples {

  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  private Samples() {}

  /// Samples by name: that of the record, with the variant after a dash where there are several.
  static Map<String, Record> of(Class<?> sealed) {
    var samples = new TreeMap<String, Record>();
    HubJson.records(sealed)
        .forEach((name, type) -> {
          var variants = variants(type);
          if (variants.isEmpty()) {
            samples.put(name, record(type, null));
          }
          for (var variant : variants) {
            samples.put(name + "-" + variant.getSimpleName(), record(type, variant));
          }
        });
    return samples;
  }

  private static List<Class<?>> variants(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .filter(component -> component == Command.class || component == Outcome.class)
        .findFirst()
        .<List<Class<?>>>map(component -> List.copyOf(HubJson.records(component).values()))
        .orElse(List.of());
  }

  private static Record record(Class<?> type, @Nullable Class<?> variant) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var values = new ArrayList<Object>();
    for (var component : components) {
      values.add(
          variant != null && component.getType().isAssignableFrom(variant)
              ? record(variant, null)
              : value(component.getName(), component.getGenericType()));
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (Record) constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static Object value(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(name, generic);
    }
    var raw = (Class<?>) type;
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    return switch (raw.getSimpleName()) {
      case "long" -> 7L;
      case "int" -> 7;
      case "boolean" -> true;
      case "String" -> name.equals("id") ? "id-1" : "some " + name;
      case "Instant" -> AT;
      case "Duration" -> Duration.ofSeconds(30);
      case "Reading" -> new Reading(AT, AT.plusSeconds(1));
      case "TicketRef" -> new TicketRef("jira-ops", "10042");
      case "IncidentId" -> new IncidentId(17);
      case "Version" -> new Version(7);
      case "Field" -> Field.TITLE;
      case "Fields" -> Fields.of(Map.of(Field.TITLE, "Login fails", Field.PRIORITY, "P2"));
      default ->
          record(raw.isInterface() ? HubJson.records(raw).values().iterator().next() : raw, null);
    };
  }

  private static Object collection(String name, ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    var raw = (Class<?>) type.getRawType();
    if (raw == List.class) {
      return List.of(value(name, arguments[0]));
    }
    return raw == Set.class
        ? Set.of(value(name, arguments[0]))
        : Map.of(value(name, arguments[0]), value(name, arguments[1]));
  }
}
