package hub.engine.format;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.delivery.Recipient;
import hub.incident.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON of the core's records. The core knows nothing of it: no annotations there.
///
/// Strict on reading: an unknown key, a missing one, a wrong type or an unknown name is refused.
/// Where a value may be one of several records, the key `type` names the record.
public final class HubJson {

  private static final List<Class<?>> POLYMORPHIC =
      List.of(Command.class, Outcome.class, Recipient.class, Entry.class);

  private static final JsonMapper MAPPER = with();

  private HubJson() {}

  /// The mapper for everything but events, which are encrypted on the way ([EventFormat]).
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// A mapper that knows more. Blackbird comes last: it calls the accessors of what the others have
  /// made of a property, which by reflection takes half of the time of writing.
  static JsonMapper with(Module... more) {
    return builder().addModules(more).addModule(new BlackbirdModule()).build();
  }

  private static JsonMapper.Builder builder() {
    var builder =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new CoreModule())
            .annotationIntrospector(new RecordIntrospector())
            .visibility(PropertyAccessor.GETTER, Visibility.ANY)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.NONE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    for (var type : POLYMORPHIC) {
      builder.addMixIn(type, TypeNamed.class);
      records(type)
          .forEach((name, record) -> builder.registerSubtypes(new NamedType(record, name)));
    }
    return builder;
  }

  /// All records under a sealed interface, however deep, by their simple name.
  static Map<String, Class<?>> records(Class<?> sealed) {
    var records = new TreeMap<String, Class<?>>();
    collect(sealed, records);
    return records;
  }

  private static void collect(Class<?> type, Map<String, Class<?>> records) {
    if (type.isRecord()) {
      records.put(type.getSimpleName(), type);
      return;
    }
    for (var permitted : type.getPermittedSubclasses()) {
      collect(permitted, records);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface TypeNamed {}
}
