package hub.engine.format;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.delivery.Recipient;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Personal;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of the records under a sealed interface, as [HubJson] writes them.
final class FormatSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FormatSchemas() {}

  static ObjectNode schema(String title, Class<?> sealed) {
    var types = HubJson.records(sealed);
    var builder = generator(sealed == IncidentEvent.class).buildMultipleSchemaDefinitions();
    types.values().forEach(type -> builder.createSchemaReference(type));
    // What may stand in them, one of several.
    Stream.of(Command.class, Outcome.class, Recipient.class)
        .flatMap(within -> HubJson.records(within).values().stream())
        .forEach(type -> builder.createSchemaReference(type));
    var definitions = builder.collectDefinitions("$defs");
    choose(definitions, Command.class);
    choose(definitions, Outcome.class);
    choose(definitions, Recipient.class);
    retainReached(definitions, types.keySet());

    var schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    var choice = schema.putArray("anyOf");
    types.keySet().forEach(name -> choice.addObject().put("$ref", "#/$defs/" + name));
    schema.set("$defs", definitions);
    return schema;
  }

  static ObjectNode text() {
    return JSON.createObjectNode().put("type", "string");
  }

  private static SchemaGenerator generator(boolean isSealed) {
    var builder =
        new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, _) -> {
          var simple = simple(type);
          return simple == null
              ? null
              : new CustomDefinition(simple, DefinitionType.INLINE, AttributeInclusion.NO);
        });
    builder.forFields().withRequiredCheck(field -> !isNullable(field));
    if (isSealed) {
      builder
          .forFields()
          .withCustomDefinitionProvider((field, _) ->
              isPersonal(field)
                  ? new CustomPropertyDefinition(personal(field), AttributeInclusion.NO)
                  : null);
    }
    return new SchemaGenerator(builder.build());
  }

  private static @Nullable ObjectNode simple(ResolvedType type) {
    return switch (type.getErasedType().getName()) {
      case String name when name.equals(Instant.class.getName()) ->
          text().put("format", "date-time");
      case String name when name.equals(Duration.class.getName()) ->
          text().put("format", "duration");
      case String name when name.equals(TicketRef.class.getName()) ->
          text().put("pattern", "^[^:]+:.+$").put("description", "system:internal id");
      case String name when name.equals(IncidentId.class.getName()) ->
          text().put("pattern", "^I-[0-9]+$");
      case String name when name.equals(Field.class.getName()) ->
          text().put("description", "canonical field");
      case String name when name.equals(Version.class.getName()) ->
          JSON.createObjectNode().put("type", "integer").put("description", "-1 for none");
      case String name when name.equals(Fields.class.getName()) ->
          fields(text(), "value by canonical field");
      default -> null;
    };
  }

  private static ObjectNode personal(FieldScope field) {
    return field.getType().getErasedType() == Fields.class
        ? fields(sealedText(), "value by canonical field, sealed unless coded")
        : sealedText();
  }

  private static ObjectNode fields(ObjectNode value, String description) {
    var fields = JSON.createObjectNode().put("type", "object");
    fields.set("additionalProperties", value);
    return fields.put("description", description);
  }

  private static ObjectNode sealedText() {
    var either = JSON.createObjectNode();
    var choice = either.putArray("anyOf");
    choice.add(text());
    var sealed = choice.addObject().put("type", "object");
    sealed.putObject("properties").set(PersonalContent.SEALED, text());
    sealed.putArray("required").add(PersonalContent.SEALED);
    sealed.put("additionalProperties", false);
    return either.put("description", "encrypted with the incident's key (AES-256-GCM)");
  }

  /// A sealed interface is any of its records, told apart by the key `type`.
  private static void choose(ObjectNode definitions, Class<?> sealed) {
    var choice = JSON.createArrayNode();
    for (var name : HubJson.records(sealed).keySet()) {
      if (definitions.get(name) instanceof ObjectNode record) {
        record.withObject("/properties").putObject("type").put("const", name);
        record.withArray("required").add("type");
        choice.addObject().put("$ref", "#/$defs/" + name);
      }
    }
    definitions.putObject(sealed.getSimpleName()).set("anyOf", choice);
  }

  private static void retainReached(ObjectNode definitions, Set<String> roots) {
    var reached = new TreeSet<String>();
    var open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      var name = open.removeFirst();
      if (reached.add(name)) {
        definitions
            .path(name)
            .findValuesAsText("$ref")
            .forEach(reference -> open.add(reference.substring(reference.lastIndexOf('/') + 1)));
      }
    }
    definitions.retain(reached);
  }

  private static boolean isNullable(FieldScope field) {
    return component(field).map(RecordIntrospector::isNullable).orElse(false);
  }

  private static boolean isPersonal(FieldScope field) {
    return component(field).map(found -> found.isAnnotationPresent(Personal.class)).orElse(false);
  }

  private static Optional<RecordComponent> component(FieldScope field) {
    var owner = field.getRawMember().getDeclaringClass();
    return owner.isRecord()
        ? Arrays.stream(owner.getRecordComponents())
            .filter(component -> component.getName().equals(field.getName()))
            .findFirst()
        : Optional.empty();
  }
}
