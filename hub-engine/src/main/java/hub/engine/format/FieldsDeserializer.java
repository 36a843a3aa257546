package hub.engine.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.io.IOException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads fields from an object by field name.
class FieldsDeserializer extends JsonDeserializer<Fields> {

  @Override
  public Fields deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.isExpectedStartObjectToken()) {
      return (Fields) context.handleUnexpectedToken(Fields.class, json);
    }
    var values = new TreeMap<Field, String>();
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      var field = field(name, context);
      json.nextToken();
      var text = text(json, context);
      if (text == null) {
        return context.reportInputMismatch(
            Fields.class, "the field %s is no text; an empty one is \"\"", name);
      }
      values.put(field, text);
    }
    return new Fields(values);
  }

  /// The text at the present token; null if there is none.
  protected @Nullable String text(JsonParser json, DeserializationContext context)
      throws IOException {
    return json.hasToken(JsonToken.VALUE_STRING) ? json.getText() : null;
  }

  private static Field field(String name, DeserializationContext context) throws IOException {
    try {
      return new Field(name);
    } catch (IllegalArgumentException e) {
      return (Field) context.handleInstantiationProblem(Field.class, name, e);
    }
  }
}
