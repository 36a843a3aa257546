package hub.engine.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Personal;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Encrypts what the core marks as `@Personal` while an event is written, and opens it again.
///
/// A sealed text is an object with the one key `$personal`. It cannot be mistaken for anything
/// else: the core writes no such object, because values of fields that may be personal are sealed
/// themselves unless they are empty.
final class PersonalContent extends SimpleModule {

  static final String SEALED = "$personal";

  private static final Object SEAL = SealPersonal.class;
  private static final Object OPEN = OpenedText.class;

  /// How events call a value of the field they are about.
  private static final Set<String> FIELD_VALUES = Set.of("value", "kept", "lost", "desired");

  PersonalContent() {
    super("personal-content");
    setSerializerModifier(new SealPersonal());
    addDeserializer(String.class, new OpenedText());
    addDeserializer(Fields.class, new OpenedFields());
  }

  /// The attribute under which a writer finds how to seal.
  static Object sealing() {
    return SEAL;
  }

  /// The attribute under which a reader finds how to open.
  static Object opening() {
    return OPEN;
  }

  private static void seal(JsonGenerator json, SerializerProvider context, String text)
      throws IOException {
    @SuppressWarnings("unchecked")
    var seal = (UnaryOperator<String>) context.getAttribute(SEAL);
    if (text.isEmpty()) {
      json.writeString(text);
      return;
    }
    json.writeStartObject();
    json.writeStringField(SEALED, seal.apply(text));
    json.writeEndObject();
  }

  private static final class SealPersonal extends BeanSerializerModifier {
    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
      if (!bean.getBeanClass().isRecord()) {
        return properties;
      }
      var components = bean.getBeanClass().getRecordComponents();
      for (var property : properties) {
        Arrays.stream(components)
            .filter(component -> component.getName().equals(property.getName()))
            .filter(component -> component.isAnnotationPresent(Personal.class))
            .forEach(component -> property.assignSerializer(serializer(component, components)));
      }
      return properties;
    }

    private static JsonSerializer<Object> serializer(
        RecordComponent component, RecordComponent[] siblings) {
      if (component.getType() == Fields.class) {
        return new PersonalFields();
      }
      if (component.getType() != String.class) {
        throw new IllegalStateException(
            "@Personal means nothing on a " + component.getType().getSimpleName());
      }
      var field =
          Arrays.stream(siblings).filter(sibling -> sibling.getType() == Field.class).findFirst();
      return field.isPresent() && FIELD_VALUES.contains(component.getName())
          ? new PersonalValue(field.get().getAccessor())
          : new PersonalText();
    }
  }

  private static final class PersonalText extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      seal(json, context, (String) value);
    }
  }

  /// The value of the one field that the record is about: personal unless that field is coded.
  private static final class PersonalValue extends JsonSerializer<Object> {
    private final transient Method field;

    PersonalValue(Method field) {
      this.field = field;
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      try {
        if (field.invoke(json.currentValue()) instanceof Field known && known.isCoded()) {
          json.writeString((String) value);
        } else {
          seal(json, context, (String) value);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record does not tell its field", e);
      }
    }
  }

  private static final class PersonalFields extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeStartObject();
      for (var entry : ((Fields) value).values().entrySet()) {
        json.writeFieldName(entry.getKey().name());
        if (entry.getKey().isCoded()) {
          json.writeString(entry.getValue());
        } else {
          seal(json, context, entry.getValue());
        }
      }
      json.writeEndObject();
    }
  }

  /// A text as it is, or what was sealed.
  private static final class OpenedText extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_STRING -> json.getText();
        case START_OBJECT -> open(json, context);
        default -> (String) context.handleUnexpectedToken(String.class, json);
      };
    }

    private static String open(JsonParser json, DeserializationContext context) throws IOException {
      if (!SEALED.equals(json.nextFieldName()) || json.nextToken() != JsonToken.VALUE_STRING) {
        return context.reportInputMismatch(String.class, "neither a text nor a sealed one");
      }
      @SuppressWarnings("unchecked")
      var open = (UnaryOperator<String>) context.getAttribute(OPEN);
      var text = open.apply(json.getText());
      if (json.nextToken() != JsonToken.END_OBJECT) {
        return context.reportInputMismatch(String.class, "more than a sealed text");
      }
      return text;
    }
  }

  private static final class OpenedFields extends FieldsDeserializer {
    @Override
    protected String text(JsonParser json, DeserializationContext context) throws IOException {
      return context.readValue(json, String.class);
    }
  }
}
