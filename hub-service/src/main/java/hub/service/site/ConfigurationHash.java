package hub.service.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import hub.config.HubConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/// What a configuration means, as one short word: events carry it, and two instances compare it.
final class ConfigurationHash {

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final int BYTES = 8;

  private ConfigurationHash() {}

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
