package hub.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// JSON as all simulators read and write it.
public final class Json {
  /// Reads and writes records, with instants as text.
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// The body as a JSON object; a [BadCall] says where it is malformed.
  public static ObjectNode readObject(String text) {
    JsonNode node = read(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new BadCall("A JSON object is expected, not " + node.getNodeType() + ".");
  }

  /// Any JSON; a [BadCall] says where it is malformed.
  public static JsonNode read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) {
        throw new BadCall("The body is empty; JSON is expected.");
      }
      return node;
    } catch (JsonProcessingException malformed) {
      throw new BadCall("Malformed JSON: " + malformed.getOriginalMessage());
    }
  }

  /// Data that ships with the simulators, such as a schema.
  public static <T> T resource(String name, Class<T> type) {
    try (InputStream stream = Json.class.getResourceAsStream(name)) {
      return MAPPER.readValue(Objects.requireNonNull(stream, name), type);
    } catch (IOException broken) {
      throw new UncheckedIOException("The shipped file " + name + " cannot be read", broken);
    }
  }
}
