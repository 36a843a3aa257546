package hub.engine.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import hub.incident.IncidentId;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.io.IOException;
import java.util.function.Function;

/// Writes the core's small value types the way people write them: a ticket is `jira-ops:10042`, an
/// incident `I-17`, a version a number, fields an object by field name.
final class CoreModule extends SimpleModule {

  CoreModule() {
    super("hub-core");
    text(Field.class, Field::name, Field::new);
    text(TicketRef.class, TicketRef::toString, TicketRef::parse);
    text(IncidentId.class, IncidentId::toString, IncidentId::parse);
    addSerializer(Version.class, new VersionSerializer());
    addDeserializer(Version.class, new VersionDeserializer());
    addSerializer(Fields.class, new FieldsSerializer());
    addDeserializer(Fields.class, new FieldsDeserializer());
  }

  private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new TextSerializer<>(write));
    addDeserializer(type, new TextDeserializer<>(type, read));
    addKeySerializer(type, new TextKeySerializer<>(write));
    addKeyDeserializer(type, new TextKeyDeserializer<>(type, read));
  }

  private static final class TextSerializer<T> extends JsonSerializer<T> {
    private final transient Function<T, String> write;

    TextSerializer(Function<T, String> write) {
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeString(write.apply(value));
    }
  }

  private static final class TextKeySerializer<T> extends JsonSerializer<T> {
    private final transient Function<T, String> write;

    TextKeySerializer(Function<T, String> write) {
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeFieldName(write.apply(value));
    }
  }

  private static final class TextDeserializer<T> extends JsonDeserializer<T> {
    private final Class<T> type;
    private final transient Function<String, T> read;

    TextDeserializer(Class<T> type, Function<String, T> read) {
      this.type = type;
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return type.cast(context.handleUnexpectedToken(type, json));
      }
      try {
        return read.apply(json.getText());
      } catch (IllegalArgumentException e) {
        return type.cast(context.handleInstantiationProblem(type, null, e));
      }
    }
  }

  private static final class TextKeyDeserializer<T> extends KeyDeserializer {
    private final Class<T> type;
    private final transient Function<String, T> read;

    TextKeyDeserializer(Class<T> type, Function<String, T> read) {
      this.type = type;
      this.read = read;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      try {
        return read.apply(key);
      } catch (IllegalArgumentException e) {
        return context.handleInstantiationProblem(type, null, e);
      }
    }
  }

  private static final class VersionSerializer extends JsonSerializer<Version> {
    @Override
    public void serialize(Version version, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeNumber(version.value());
    }
  }

  private static final class VersionDeserializer extends JsonDeserializer<Version> {
    @Override
    public Version deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return (Version) context.handleUnexpectedToken(Version.class, json);
      }
      return new Version(json.getLongValue());
    }
  }

  private static final class FieldsSerializer extends JsonSerializer<Fields> {
    @Override
    public void serialize(Fields fields, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeStartObject();
      for (var entry : fields.values().entrySet()) {
        json.writeStringField(entry.getKey().name(), entry.getValue());
      }
      json.writeEndObject();
    }
  }
}
