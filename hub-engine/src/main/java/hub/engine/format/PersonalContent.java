package hub.engine.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import hub.ticket.Fields;
import hub.ticket.Personal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Encrypts what the core marks as `@Personal` while an event is written, and opens it again.
///
/// A sealed text is an object with the one key `$personal`. It cannot be mistaken for anything
/// else: the core writes no such object, because values of fields that may be personal are sealed
/// themselves unless they are empty.
final class PersonalContent extends SimpleModule {

  static final String SEALED = "$personal";

  private static final Object SEAL = PersonalContent.class;

  PersonalContent() {
    super("personal-content");
    setSerializerModifier(new SealPersonal());
  }

  /// The attribute under which a writer finds how to seal.
  static Object attribute() {
    return SEAL;
  }

  /// The tree with every sealed text opened.
  static JsonNode open(JsonNode node, UnaryOperator<String> opener) {
    if (node instanceof ArrayNode array) {
      for (var i = 0; i < array.size(); i++) {
        array.set(i, open(array.get(i), opener));
      }
    } else if (node instanceof ObjectNode object) {
      var sealed = object.get(SEALED);
      if (object.size() == 1
          && sealed != null
          && sealed.isTextual()
          && !sealed.asText().isEmpty()) {
        return TextNode.valueOf(opener.apply(sealed.asText()));
      }
      object.properties().forEach(entry -> entry.setValue(open(entry.getValue(), opener)));
    }
    return node;
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
      for (var property : properties) {
        Arrays.stream(bean.getBeanClass().getRecordComponents())
            .filter(component -> component.getName().equals(property.getName()))
            .filter(component -> component.isAnnotationPresent(Personal.class))
            .forEach(component -> property.assignSerializer(serializer(component.getType())));
      }
      return properties;
    }

    private static JsonSerializer<Object> serializer(Class<?> type) {
      if (type == String.class) {
        return new PersonalText();
      }
      if (type == Fields.class) {
        return new PersonalFields();
      }
      throw new IllegalStateException("@Personal means nothing on a " + type.getSimpleName());
    }
  }

  private static final class PersonalText extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      seal(json, context, (String) value);
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
}
