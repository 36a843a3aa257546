package hub.service.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import hub.engine.format.HubJson;
import hub.service.search.TicketLabel;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/// JSON of the interface for programs: strict like the log's, and a ticket shows system, id and key
/// apart.
class JsonForPrograms {

  @Produces
  @Singleton
  ObjectMapper mapper() {
    return HubJson.mapper()
        .copy()
        .registerModule(
            new SimpleModule("hub-rest").addSerializer(TicketLabel.class, new LabelSerializer()));
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
