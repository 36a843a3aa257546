package hub.service.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import hub.engine.format.HubJson;
import hub.service.search.TicketLabel;
import hub.service.words.Told;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/// JSON of the interface for programs: strict like the log's, and a ticket shows system, id and key
/// apart.
class JsonForPrograms {

  @Produces
  @Singleton
  ObjectMapper mapper() {
    var mapper =
        HubJson.mapper()
            .copy()
            .registerModule(
                new SimpleModule("hub-rest")
                    .addSerializer(TicketLabel.class, new LabelSerializer())
                    .addSerializer(Told.class, new ToldSerializer()));
    // A number is no name: Jackson would take it for one.
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  /// Programs, and people who read what these write, get English.
  private static final class ToldSerializer extends JsonSerializer<Told> {
    @Override
    public void serialize(Told told, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeString(told.en());
    }
  }

  private static final class LabelSerializer extends JsonSerializer<TicketLabel> {
    @Override
    public void serialize(TicketLabel label, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("system", label.ref().system());
      json.writeStringField("id", label.ref().id());
      json.writeStringField("key", label.key());
      json.writeEndObject();
    }
  }
}
