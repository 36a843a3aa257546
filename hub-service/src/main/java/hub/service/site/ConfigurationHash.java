package hub.service.site;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import hub.config.HubConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;

/// What a configuration means, as one short word: events carry it, and two instances compare it.
final class ConfigurationHash {

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addSerializer(new Sorted()))
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final int BYTES = 8;

  private ConfigurationHash() {}

  /// A set means the same in any order, and the JDK gives it another one in each process.
  private static final class Sorted extends StdSerializer<Set<?>> {

    private static final long serialVersionUID = 1;

    Sorted() {
      super(TypeFactory.defaultInstance().constructCollectionType(Set.class, Object.class));
    }

    @Override
    public void serialize(Set<?> set, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (var text : set.stream().map(String::valueOf).sorted().toList()) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  /// @param routes the site's own route files by name, in one spelling for one meaning
  static String of(HubConfig config, SortedMap<String, String> routes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(CANONICAL.writeValueAsBytes(config));
      routes.forEach((name, content) ->
          digest.update((name + "\n" + content).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a configuration cannot be hashed", e);
    }
  }
}
